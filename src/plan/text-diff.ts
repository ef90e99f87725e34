// The difference of two texts by lines: the shortest list of lines kept, removed and added.

export interface DiffLine {
  readonly op: ' ' | '-' | '+';
  readonly text: string;
}

/** Above this many cells the middle is shown as replaced as a whole: no reader follows a diff of that size line by line. */
const maxCells = 4_000_000;

/** Lines of `before` and `after` in reading order; removed lines stand before added ones. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const line = (op: DiffLine['op']) => (text: string) => ({ op, text });
  return [
    ...a.slice(0, start).map(line(' ')),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(line(' ')),
  ];
}

/** Longest common subsequence, read off its table from the front. */
function diffMiddle(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  const width = b.length + 1;
  const common = (a.length + 1) * width > maxCells ? undefined : commonLengths(a, b);
  const result: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const removed = a[i];
    const added = b[j];
    if (common !== undefined && removed !== undefined && removed === added) {
      result.push({ op: ' ', text: removed });
      i++;
      j++;
    } else if (removed !== undefined && keepsMore(common, i * width + j, width)) {
      result.push({ op: '-', text: removed });
      i++;
    } else if (added !== undefined) {
      result.push({ op: '+', text: added });
      j++;
    } else {
      result.push({ op: '-', text: removed ?? '' });
      i++;
    }
  }
  return result;
}

/** Does removing the line of this cell keep at least as many common lines ahead as adding one? */
function keepsMore(common: Uint32Array | undefined, at: number, width: number): boolean {
  if (common === undefined) return true;
  return (common[at + width] ?? 0) >= (common[at + 1] ?? 0);
}

/** Cell (i, j): how many lines the rests of a from i and b from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      table[at] =
        a[i] === b[j]
          ? (table[at + width + 1] ?? 0) + 1
          : Math.max(table[at + width] ?? 0, table[at + 1] ?? 0);
    }
  }
  return table;
}
