// Findings as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { createHash } from 'node:crypto';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { version } from '../version.ts';
import { findingForms, messageWithHint } from './findings.ts';
import type { Report } from './report.ts';
import { formOf, kindsOf, type Rendering, type Reporter } from './reporter.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/**
 * What code scanning takes; it refuses a whole file that goes beyond, or that holds one result without a place.
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
const limits = { resultsOfRun: 25_000, description: 1024 } as const;

export const sarif: Reporter = { kinds: kindsOf(findingForms), output: 'document', render: renderSarif };

/** One run; a rule for each code, a result for each finding in a file, a notification for what has no place. */
export function renderSarif(report: Report, rendering: Rendering): string {
  const findings = formOf(findingForms, report, rendering);
  const { placed, notifications } = divided(findings);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const fingerprints = fingerprintsOf(placed);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sentinel-sync',
            semanticVersion: version,
            rules: rulesOf(codes, findings, rendering),
          },
        },
        ...(notifications.length === 0
          ? {}
          : { invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }] }),
        columnKind: 'utf16CodeUnits',
        results: placed.map((one, index) => ({
          ruleId: one.code,
          ruleIndex: indexOf.get(one.code),
          level: levels[one.severity],
          message: { text: messageWithHint(one) },
          locations: [locationOf(one, rendering)],
          partialFingerprints: { primaryLocationLineHash: fingerprints[index] },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

type Placed = Diagnostic & { readonly file: string };

interface Notification {
  readonly level: string;
  readonly message: { readonly text: string };
  readonly descriptor?: { readonly id: string };
}

/** Results are findings in files, errors first where there are more than code scanning takes; the rest is said as notifications. */
function divided(findings: readonly Diagnostic[]): {
  readonly placed: readonly Placed[];
  readonly notifications: readonly Notification[];
} {
  const inFiles = findings.filter((one): one is Placed => one.file !== undefined);
  const notifications: Notification[] = findings
    .filter(({ file }) => file === undefined)
    .map((one) => ({
      level: levels[one.severity],
      message: { text: messageWithHint(one) },
      descriptor: { id: one.code },
    }));
  const tooMany = inFiles.length - limits.resultsOfRun;
  if (tooMany <= 0) return { placed: inFiles, notifications };
  const order = Object.keys(levels);
  const placed = [...inFiles]
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .slice(0, limits.resultsOfRun);
  const text = `${tooMany} more findings are left out: code scanning takes ${limits.resultsOfRun} in one run.`;
  return { placed, notifications: [...notifications, { level: 'warning', message: { text } }] };
}

function rulesOf(
  codes: readonly string[],
  findings: readonly Diagnostic[],
  rendering: Rendering,
): readonly object[] {
  const first = new Map<string, Diagnostic>();
  for (const one of findings) if (!first.has(one.code)) first.set(one.code, one);
  return codes.map((code) => ruleOf(code, first.get(code)!, rendering));
}

function ruleOf(code: string, first: Diagnostic, { explain }: Rendering): object {
  const known = explain(code);
  const summary = known?.summary ?? first.message;
  const paragraphs = [
    summary,
    known?.why,
    known?.fix === undefined ? undefined : `What to do: ${known.fix}`,
  ].filter((text) => text !== undefined);
  const see = known?.see ?? first.see;
  return {
    id: code,
    shortDescription: { text: shortened(summary) },
    fullDescription: { text: shortened(known?.why ?? summary) },
    help: {
      text: paragraphs.join('\n\n'),
      markdown: [...paragraphs, ...(see === undefined ? [] : [`[The rule's source](${see})`])].join('\n\n'),
    },
    ...(see === undefined ? {} : { helpUri: see }),
    defaultConfiguration: { level: levels[severityOf(known?.severity) ?? first.severity] },
  };
}

/** The parser's codes have words of their own where the severity is not fixed. */
function severityOf(text: string | undefined): Severity | undefined {
  return text === 'error' || text === 'warning' || text === 'info' ? text : undefined;
}

function shortened(text: string): string {
  return text.length <= limits.description ? text : `${text.slice(0, limits.description - 1)}…`;
}

/**
 * Code scanning asks for all four corners. A finding about a whole file stands on its first line, one about a line on its first
 * character, where how far it reaches is not known.
 */
function locationOf(
  { file, line = 1, column = 1, endColumn = column + 1 }: Placed,
  { placeOf }: Rendering,
): object {
  const uri = placeOf(file).split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line, startColumn: column, endLine: line, endColumn };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}

/**
 * What makes a finding the same one in the next run: code, file and message, its numbers masked; never the line, which moves with
 * every edit above it. Equal ones are counted. The property's name is the one that GitHub reads:
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
function fingerprintsOf(findings: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, file, message }) => {
    const key = [code, file ?? '', message.replaceAll(/\d+/g, '#')].join('\n');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${createHash('sha256').update(key).digest('hex').slice(0, 16)}:${count}`;
  });
}
