// Query results as a table for a reader at a terminal.
import { oneLine } from '../diagnostics/harmless.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { queryCellText } from './query-cell.ts';

/** Longer cells are cut, with a sign that they were. */
const widest = 80;

/** Header, a rule, one line a row, and how many rows there are; ends in a line break. */
export function renderQueryResult(result: QueryResult): string {
  const header = result.columns.map(({ name }) => cellText(name));
  const rows = result.rows.map((row) =>
    row.map((value) => (value === null ? 'null' : cellText(queryCellText(value)))),
  );
  // Not spread into one call: a call takes some ten thousand arguments, a result half a million rows.
  const widths = header.map((name, index) =>
    rows.reduce((widest, row) => Math.max(widest, width(row[index]!)), width(name)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell + ' '.repeat(widths[index]! - width(cell)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((size) => '-'.repeat(size)).join('  ');
  const count = `${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'}`;
  return `${[line(header), rule, ...rows.map(line), count].join('\n')}\n`;
}

/** Log data may hold anything; control characters would move the cursor or change the colours of the terminal. */
function cellText(text: string): string {
  // A long text is cut before it is looked at: no character takes less than one place.
  const plain = oneLine(text.slice(0, 2 * widest));
  const characters = Array.from(plain);
  return characters.length > widest ? `${characters.slice(0, widest - 1).join('')}…` : plain;
}

function width(text: string): number {
  return Array.from(text).length;
}
