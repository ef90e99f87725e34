// Findings for a reader at a terminal: where, what, the line itself, what to do.

import { codeFrame } from '../diagnostics/code-frame.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { displayWidth, wrapped } from '../diagnostics/display-width.ts';
import { oneLine } from '../diagnostics/harmless.ts';
import { plural } from '../diagnostics/plural.ts';
import { indented } from './one-line-fields.ts';
import type { DiagnosticsReport } from './report.ts';
import type { Paint, Style } from './style.ts';

const paints = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, Paint>;

/** More findings than this are summed up by code: nobody reads their beginning again. */
const longRun = 30;

/** All findings, or the gravest of them, then how many of each code where they are many, then one summary line. */
export function renderDiagnostics(report: DiagnosticsReport, style: Style): string {
  const { diagnostics, atMost = diagnostics.length } = report;
  const left = diagnostics.length - atMost;
  const shown = left > 0 ? gravest(diagnostics).slice(0, atMost) : diagnostics;
  const parts = shown.map((one) => renderDiagnostic(one, style, report.sourceOf));
  const more = left > 0 ? [`${plural(left, 'more finding')} not shown (--max-findings).`, ''] : [];
  return [...parts, ...more, ...byCode(diagnostics, style), summaryLine(report, style), ''].join('\n');
}

function gravest(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const order = Object.keys(paints);
  return [...diagnostics].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** `   12 error content/missing-field`: errors first, then what is found most often; nothing in a short run. */
function byCode(diagnostics: readonly Diagnostic[], style: Style): readonly string[] {
  if (diagnostics.length <= longRun) return [];
  const counts = new Map<string, { readonly finding: Diagnostic; count: number }>();
  for (const finding of diagnostics) {
    const key = `${finding.severity} ${finding.code}`;
    const entry = counts.get(key) ?? { finding, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  const order = Object.keys(paints);
  const rows = [...counts.values()].sort(
    (a, b) =>
      order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) ||
      b.count - a.count ||
      compareText(a.finding.code, b.finding.code),
  );
  const lines = rows.map(
    ({ finding: { severity, code }, count }) =>
      `${String(count).padStart(5)} ${style[paints[severity]](severity)} ${code}`,
  );
  return [...lines, ''];
}

const indent = '    ';

/** One finding, ending in a line break: what and where, the line itself, what to do. At a terminal it keeps within its width. */
export function renderDiagnostic(
  finding: Diagnostic,
  style: Style,
  sourceOf?: (file: string) => string | undefined,
): string {
  const { severity, code, message, hint, file, line, column, endColumn } = finding;
  const room = style.width === undefined ? undefined : style.width - indent.length;
  const place = file === undefined ? '' : `${style.bold(placeOf(finding))} `;
  const head = `${place}${style[paints[severity]](severity)} ${style.dim(code)}`;
  const taken = `${file === undefined ? '' : `${placeOf(finding)} `}${severity} ${code} ${message}`;
  const isLong = style.width !== undefined && displayWidth(taken) > style.width;
  const lines = [
    `${head}${isLong ? `\n${indent}` : ' '}${indented(isLong ? wrapped(message, room) : message, indent)}`,
  ];
  const source = file === undefined ? undefined : sourceOf?.(file);
  if (source !== undefined && line !== undefined && column !== undefined) {
    const frame = codeFrame(source, { line, column, endColumn }, room);
    if (frame !== undefined) lines.push(indent + frame.replaceAll('\n', `\n${indent}`));
  }
  if (hint !== undefined) {
    const advice = wrapped(`hint: ${hint}`, room).slice('hint:'.length);
    lines.push(`${indent}${style.cyan('hint:')}${indented(advice, indent)}`);
  }
  return `${lines.join('\n')}\n`;
}

function placeOf({ file, line, column }: Diagnostic): string {
  return [file === undefined ? file : oneLine(file), line, column]
    .filter((part) => part !== undefined)
    .join(':');
}

/** `3 errors, 1 warning in 12 files`. */
export function summaryLine(report: DiagnosticsReport, style: Style): string {
  const text = countWords(report.diagnostics, style) || style.green('no findings');
  const hidden = report.baselined > 0 ? `, ${report.baselined} known ones hidden by the baseline` : '';
  return `${text} in ${plural(report.files, 'file')}${hidden}`;
}

/** `3 errors, 1 warning`; empty where there are none. */
export function countWords(findings: readonly Diagnostic[], style: Style): string {
  const counts = countBySeverity(findings);
  return [
    counts.error > 0 ? style.red(plural(counts.error, 'error')) : '',
    counts.warning > 0 ? style.yellow(plural(counts.warning, 'warning')) : '',
    counts.info > 0 ? plural(counts.info, 'remark') : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** How many findings of each severity. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of diagnostics) counts[finding.severity]++;
  return counts;
}
