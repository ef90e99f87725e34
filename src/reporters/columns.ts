// Cells in columns for a reader at a terminal.
import { displayWidth } from '../diagnostics/display-width.ts';

type Cells = readonly (string | number)[];

/** The places that each column takes. */
export function columnWidths(rows: readonly Cells[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(String(cell)));
    });
  }
  return widths;
}

/** Lines whose cells stand below each other; numbers to the right. */
export function inColumns(rows: readonly Cells[], widths = columnWidths(rows)): readonly string[] {
  const padded = (cell: string | number, index: number) => {
    const space = ' '.repeat(widths[index]! - displayWidth(String(cell)));
    return typeof cell === 'number' ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}
