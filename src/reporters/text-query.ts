// Query results for a reader: a table, or at a terminal that is too narrow for one a field a line.
import { displayWidth, wrapped } from '../diagnostics/display-width.ts';
import { oneLine } from '../diagnostics/harmless.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { columnWidths, inColumns } from './columns.ts';
import { queryCellText } from './query-cell.ts';
import type { Style } from './style.ts';

/** Longer cells of a table are cut, with a sign that they were. */
const widestCell = 80;

/** Longer fields that stand on lines of their own are cut too. */
const longestField = 4000;

/**
 * Header, a rule, one line a row, and how many rows there are; ends in a line break. At a terminal the columns in which no row has a
 * value are left out, and named; where a line does not fit, each field stands on a line of its own.
 */
export function renderQueryResult(result: QueryResult, style: Style): string {
  const count = `${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'}`;
  if (style.width === undefined) return `${[...tableOf(result), count].join('\n')}\n`;
  const shown = result.rows.length === 0 ? result : filled(result);
  const left = result.columns.filter((column) => !shown.columns.includes(column));
  const note = left.length === 0 ? '' : `; no values in ${namesOf(left)}`;
  return `${[...fittingLines(shown, style.width), wrapped(count + note, style.width)].join('\n')}\n`;
}

function namesOf(columns: QueryResult['columns']): string {
  return columns.map(({ name }) => oneLine(name)).join(', ');
}

/**
 * The rows as a table where it fits into `width` places, otherwise each field on a line of its own; without rows the names of the
 * columns, without columns nothing.
 */
export function fittingLines(result: QueryResult, width: number): readonly string[] {
  if (result.columns.length === 0) return [];
  const table = tableOf(result);
  const isWide = table.some((line) => displayWidth(line) > width);
  if (!isWide) return table;
  return result.rows.length > 0 ? recordsOf(result, width) : [wrapped(namesOf(result.columns), width)];
}

/** Header, a rule, and one line a row. */
export function tableOf(result: QueryResult): readonly string[] {
  const header = result.columns.map(({ name }) => cut(name, widestCell));
  const rows = result.rows.map((row) => row.map((value) => cut(textOf(value), widestCell)));
  const widths = columnWidths([header, ...rows]);
  const rule = widths.map((size) => '-'.repeat(size));
  return inColumns([header, rule, ...rows], widths);
}

/** The columns in which some row has a value. */
export function filled({ columns, rows }: QueryResult): QueryResult {
  const kept = columns.flatMap((_, index) =>
    rows.some((row) => row[index] !== null && row[index] !== '') ? [index] : [],
  );
  return {
    columns: kept.map((index) => columns[index]!),
    rows: rows.map((row) => kept.map((index) => row[index])),
  };
}

/** What a value beside its name needs; with less it stands below. */
const narrowestValue = 20;

/** `- row 1 -----`, then `Name  value` for each column; a long value goes on below itself. */
function recordsOf({ columns, rows }: QueryResult, width: number): readonly string[] {
  const names = columns.map(({ name }) => cut(name, widestCell));
  const nameWidth = names.reduce((widest, name) => Math.max(widest, displayWidth(name)), 0);
  const isBeside = width - nameWidth - 2 >= narrowestValue;
  const indent = isBeside ? nameWidth + 2 : 2;
  return rows.flatMap((row, index) => [
    `- row ${index + 1} `.padEnd(Math.min(width, widestCell), '-'),
    ...names.map((name, column) => {
      const text = wrapped(cut(textOf(row[column]), longestField), width - indent);
      const lead = isBeside
        ? name + ' '.repeat(indent - displayWidth(name))
        : `${wrapped(name, width)}\n${' '.repeat(indent)}`;
      return (lead + text.replaceAll('\n', `\n${' '.repeat(indent)}`)).trimEnd();
    }),
  ]);
}

function textOf(value: unknown): string {
  return value === null ? 'null' : queryCellText(value);
}

/** Log data may hold anything; control characters would move the cursor or change the colours of the terminal. */
function cut(text: string, longest: number): string {
  // A long text is cut before it is looked at: no character takes less than one place.
  const characters = Array.from(oneLine(text.slice(0, 2 * longest)));
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
}
