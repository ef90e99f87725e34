// Reports as GitHub-flavoured markdown, within the size of a comment: for pull requests, issues and job summaries.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { messageWithHint } from './findings.ts';
import { markdownApply, markdownPlan } from './markdown-plan.ts';
import { markdownSmoke, markdownTests } from './markdown-tests.ts';
import { codeSpan, details, documentOf, fenced, htmlText, plainText } from './markdown-text.ts';
import { markdownPlanMatrix } from './plan-matrix.ts';
import type { AdoptReport, DiagnosticsReport, Report } from './report.ts';
import { type Forms, formOf, kindsOf, type Reporter } from './reporter.ts';
import { createStyle } from './style.ts';
import { renderText, text } from './text.ts';
import { countBySeverity, countWords, summaryLine } from './text-diagnostics.ts';

/** Findings of one file that are shown; more are counted. */
const findingsShown = 40;

/** Reports with a form of their own; each is worth a job summary. The others are the text of a terminal. */
const forms: Partial<Forms<string, undefined>> = {
  adopt: markdownAdopt,
  apply: ({ apply }) => markdownApply(apply),
  diagnostics: markdownDiagnostics,
  plan: ({ plan, behaviour }) => markdownPlan(plan, behaviour),
  plans: markdownPlanMatrix,
  smoke: markdownSmoke,
  tests: markdownTests,
};

export const markdown: Reporter = {
  kinds: text.kinds,
  output: 'document',
  render: (report) => renderMarkdown(report),
};

/** Kinds of report that a job summary is worth: not those of commands that answer a question. */
export const summarised = kindsOf(forms);

/** Markdown that ends in a line break; at most 65,000 characters. */
export function renderMarkdown(report: Report): string {
  if (summarised.includes(report.kind)) return formOf(forms, report, undefined);
  return `${fenced(renderText(report, createStyle()).trimEnd().split('\n'))}\n`;
}

function markdownDiagnostics(report: DiagnosticsReport): string {
  const byFile = new Map<string, Diagnostic[]>();
  for (const finding of report.diagnostics) {
    const file = finding.file ?? '';
    const ones = byFile.get(file);
    if (ones === undefined) byFile.set(file, [finding]);
    else ones.push(finding);
  }
  // Files with errors come first: they are what stops a merge.
  const errorsIn = (findings: readonly Diagnostic[]) => countBySeverity(findings).error;
  const files = [...byFile].sort(([, a], [, b]) => Math.sign(errorsIn(b)) - Math.sign(errorsIn(a)));
  const summary = summaryLine(report, createStyle());
  return documentOf(
    `Lint: ${summary}.`,
    files.map(([file, findings]) => fileFindings(file, findings)),
    'file',
  );
}

function fileFindings(file: string, findings: readonly Diagnostic[]): string {
  const lines = findings.slice(0, findingsShown).map((one) => {
    const line = one.line === undefined ? '' : ` line ${one.line}:`;
    return `- **${one.severity}**${line} ${plainText(messageWithHint(one))} ${codeSpan(one.code)}`;
  });
  const left = findings.length - lines.length;
  if (left > 0) lines.push('', `_Left out here: ${plural(left, 'finding')} of this file._`);
  return details(
    `${htmlText(file === '' ? 'project' : file)} (${countWords(findings, createStyle())})`,
    lines.join('\n'),
  );
}

function markdownAdopt({ results }: AdoptReport): string {
  const good = results.filter(({ result }) => result === 'adopted' || result === 'already-ours').length;
  const blocks = results.map(({ name, kind, result, error }) => {
    const why = error === undefined ? '' : `: ${codeSpan(error.code)} ${plainText(error.message)}`;
    return `${codeSpan(result)} ${kind} **${plainText(name)}**${why}`;
  });
  return documentOf(`Adopt: ${good} of ${results.length} are ours now.`, blocks, 'item');
}
