// Cells in columns for a reader at a terminal.

/** Lines whose cells stand below each other; numbers to the right. */
export function inColumns(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, width(cell));
    });
  }
  const padded = (cell: string | number, index: number) => {
    const space = ' '.repeat(widths[index]! - width(cell));
    return typeof cell === 'number' ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}

/** Characters, where one of two UTF-16 units is one; most text has none. */
function width(cell: string | number): number {
  const text = String(cell);
  return /[\uD800-\uDFFF]/.test(text) ? Array.from(text).length : text.length;
}
