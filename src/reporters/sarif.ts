// Findings as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { createHash } from 'node:crypto';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { version } from '../version.ts';
import { findingsOf, messageWithHint } from './findings.ts';
import type { Report } from './report.ts';
import type { Rendering } from './reporter.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** One run; a rule for each code that was found, and a result for each finding. */
export function renderSarif(report: Report, rendering: Rendering): string {
  const found = findingsOf(report);
  const codes = [...new Set(found.map(({ code }) => code))].sort();
  const fingerprints = fingerprintsOf(found);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sentinel-sync',
            semanticVersion: version,
            rules: codes.map((code) => ruleOf(code, found, rendering)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: found.map((one, index) => ({
          ruleId: one.code,
          ruleIndex: codes.indexOf(one.code),
          level: levels[one.severity],
          message: { text: messageWithHint(one) },
          ...locationsOf(one, rendering),
          partialFingerprints: { primaryLocationLineHash: fingerprints[index] },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: string, found: readonly Diagnostic[], { explain }: Rendering): object {
  const first = found.find((one) => one.code === code)!;
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
    shortDescription: { text: summary },
    fullDescription: { text: known?.why ?? summary },
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

/** Code scanning shows a result only where it has a line; a finding about a whole file stands on its first. */
function locationsOf({ file, line, column }: Diagnostic, { placeOf }: Rendering): object {
  if (file === undefined) return {};
  const uri = placeOf(file).split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) };
  return {
    locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } }],
  };
}

/**
 * What makes a finding the same one in the next run: code, file and message, its numbers masked; never the line, which moves with
 * every edit above it. Equal ones are counted. The property's name is the one that GitHub reads:
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
function fingerprintsOf(found: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return found.map(({ code, file, message }) => {
    const key = [code, file ?? '', message.replaceAll(/\d+/g, '#')].join('\n');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${createHash('sha256').update(key).digest('hex').slice(0, 16)}:${count}`;
  });
}
