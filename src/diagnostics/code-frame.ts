// Shows the line a finding stands on, with a mark under its column.

/** Two lines: the source line with its number, and a caret. Long lines are cut around the column. Undefined past the end. */
export function codeFrame(source: string, line: number, column: number): string | undefined {
  const text = linesOf(source)[line - 1];
  if (text === undefined) return undefined;
  const width = 100;
  const from = Math.max(0, Math.min(column - 1 - width / 2, text.length - width));
  const slice = text.slice(from, from + width);
  const gutter = `${line} | `;
  // Tabs keep their width, so that the caret stands where the reader sees the character.
  const indent = slice.slice(0, column - 1 - from).replaceAll(/[^\t]/g, ' ');
  return `${gutter}${from > 0 ? '…' : ''}${slice}\n${' '.repeat(gutter.length + (from > 0 ? 1 : 0))}${indent}^`;
}

let latest: { readonly source: string; readonly lines: readonly string[] } = { source: '', lines: [''] };

/** Findings come file by file, so the lines of one file are kept: thousands in one file would split it as often. */
function linesOf(source: string): readonly string[] {
  if (latest.source !== source) latest = { source, lines: source.split(/\r\n|\r|\n/) };
  return latest.lines;
}
