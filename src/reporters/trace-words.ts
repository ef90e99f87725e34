// The steps of a query with the rows that are left behind each, in lines for a reader.
import { hanging } from '../diagnostics/display-width.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { LostRows, MissedCondition, Trace, TracedStep } from '../testing/trace.ts';
import type { TraceReport } from './report.ts';
import type { Style } from './style.ts';
import { filled, fittingLines, tableOf } from './text-query.ts';

const longestStep = 100;

/** The trace of a query: each step, the first rows behind it, and where the last one was lost. */
export function renderTrace({ trace }: TraceReport, style: Style): string {
  const { steps, lost } = trace;
  const width = countWidth(steps);
  const lines = steps.flatMap((step, index) => {
    const indent = ' '.repeat(width + 4);
    const rows = step.first === undefined ? [] : firstRows(filled(step.first), style, indent.length);
    const shown = rows.map((line) => line.replaceAll(/^/gm, indent));
    return [...stepLines(step, index, { lost, width, places: style.width }), ...shown];
  });
  const none = steps.length === 0 ? ['The query has no steps to show.'] : [];
  return `${[...none, ...lines].join('\n')}\n`;
}

function firstRows(result: QueryResult, { width }: Style, indent: number): readonly string[] {
  if (result.columns.length === 0) return [];
  return width === undefined ? tableOf(result) : fittingLines(result, Math.max(20, width - indent));
}

/** The steps that were asked about, up to the one behind which nothing is left and why. */
export function traceLines({ steps, lost }: Trace, places: number | undefined): readonly string[] {
  const asked = steps.slice(0, lost === undefined ? undefined : lost.at + 1);
  const width = countWidth(asked);
  return asked.flatMap((step, index) =>
    step.rows === undefined ? [] : stepLines(step, index, { lost, width, places }),
  );
}

function countWidth(steps: readonly TracedStep[]): number {
  return steps.reduce((widest, { rows }) => Math.max(widest, String(rows ?? '?').length), 0);
}

function stepLines(
  step: TracedStep,
  index: number,
  {
    lost,
    width,
    places,
  }: {
    readonly lost: LostRows | undefined;
    /** Of the counts. */
    readonly width: number;
    /** Of a line. */
    readonly places: number | undefined;
  },
): string[] {
  const longest = Math.min(longestStep, Math.max(20, (places ?? Infinity) - width - 2));
  const line = `${String(step.rows ?? '?').padStart(width)}  ${stepText(step, longest)}`;
  const indent = ' '.repeat(width + 4);
  const why = lost?.at === index ? lost.missed.map((one) => hanging(missedText(one), indent, places)) : [];
  return [line, ...why];
}

function stepText({ text, let: name }: TracedStep, longest: number): string {
  const source = name === undefined ? '' : `  (let ${name})`;
  return cut(text, Math.max(20, longest - source.length)) + source;
}

function missedText({ text, values, hint }: MissedCondition): string {
  const seen =
    values.length === 0 ? '' : `: it saw ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  return `\`${cut(text, longestStep)}\` holds for none of them${seen}${hint === undefined ? '' : `; ${hint}`}`;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
