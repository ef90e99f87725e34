// Findings as workflow commands: GitHub shows each beside its line.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { findingForms, messageWithHint } from './findings.ts';
import type { Report } from './report.ts';
import { type Forms, formOf, kindsOf, type Rendering, type Reporter } from './reporter.ts';
import { createStyle } from './style.ts';
import { summaryLine } from './text-diagnostics.ts';
import { testsSummary } from './text-tests.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

const order = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

export const githubActions: Reporter = {
  kinds: kindsOf(findingForms),
  output: 'commands',
  render: renderGithubActions,
};

/**
 * One command for each finding, errors first (a step shows ten annotations of each level, and drops the rest), then one summary
 * line for the log.
 */
export function renderGithubActions(report: Report, rendering: Rendering): string {
  const all = formOf(findingForms, report, rendering);
  const lines = order.flatMap((severity) =>
    all.filter((one) => one.severity === severity).map((one) => annotation(one, rendering)),
  );
  return `${[...lines, formOf(summaries, report, rendering)].join('\n')}\n`;
}

const summaries: Partial<Forms<string>> = {
  diagnostics: (report) => summaryLine(report, createStyle()),
  tests: (report) => testsSummary(report, createStyle()),
};

/** One finding as a workflow command, without a line break. */
export function annotation(finding: Diagnostic, { placeOf }: Pick<Rendering, 'placeOf'>): string {
  const properties = [
    ['file', finding.file === undefined ? undefined : placeOf(finding.file)],
    ['line', finding.line],
    ['col', finding.column],
    ['title', finding.code],
  ] as const;
  const pairs = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${commands[finding.severity]} ${pairs.join(',')}::${escapeData(messageWithHint(finding))}`;
}

/** As GitHub's own toolkit escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
