// Query results as a table for a reader at a terminal.
import type { QueryResult } from '../workspace/workspace.ts';
import { queryCellText } from './query-cell.ts';

/** Longer cells are cut, with a sign that they were. */
const widest = 80;

/** Header, a rule, one line a row, and how many rows there are; ends in a line break. */
export function formatQueryTable(result: QueryResult): string {
  const header = result.columns.map(({ name }) => shown(name));
  const rows = result.rows.map((row) =>
    row.map((value) => (value === null ? 'null' : shown(queryCellText(value)))),
  );
  const widths = header.map((name, index) =>
    Math.max(...[name, ...rows.map((row) => row[index]!)].map(width)),
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
function shown(text: string): string {
  const plain = text.replaceAll(/\p{Cc}/gu, (character) => controls[character] ?? escaped(character));
  const characters = Array.from(plain);
  return characters.length > widest ? `${characters.slice(0, widest - 1).join('')}…` : plain;
}

const controls: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function width(text: string): number {
  return Array.from(text).length;
}
