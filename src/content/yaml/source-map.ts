// Answers where in the file a value of a YAML document stands.
import type { Position } from '../../diagnostics/diagnostic.ts';
import type { SourceMap, ValuePath } from '../content-item.ts';
import { type ScalarToken, scalarOffsets } from './scalar-offsets.ts';

/** What is known about one value: file offsets (UTF-16 units) and, for strings, the token that spells it. */
interface SourceEntry {
  readonly key: number;
  readonly value: number;
  readonly text?: { readonly token: ScalarToken; readonly decoded: string } | undefined;
}

export interface SourceIndex {
  set(path: ValuePath, entry: SourceEntry): void;
  readonly map: SourceMap;
}

/** 1-based line and column of a file offset. Lines end at `\n`; columns count UTF-16 units. */
export function positionFinder(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}

/** An empty index over `text`; paths that are never set answer with the nearest parent, the root with the file's start. */
export function createSourceIndex(text: string): SourceIndex {
  const positionOf = positionFinder(text);
  const entries = new Map<string, SourceEntry>();
  const offsetCache = new Map<SourceEntry, Uint32Array | undefined>();
  const nearest = (path: ValuePath): SourceEntry => {
    for (let length = path.length; length >= 0; length--) {
      const entry = entries.get(indexKey(path.slice(0, length)));
      if (entry !== undefined) return entry;
    }
    return { key: 0, value: 0 };
  };
  const offsetsOf = (entry: SourceEntry): Uint32Array | undefined => {
    if (entry.text === undefined) return undefined;
    if (!offsetCache.has(entry)) {
      offsetCache.set(entry, scalarOffsets(entry.text.token, entry.text.decoded));
    }
    return offsetCache.get(entry);
  };
  const insideAt: SourceMap['insideAt'] = (path, offset) => {
    const entry = nearest(path);
    const offsets = offsetsOf(entry);
    if (offsets === undefined) return positionOf(entry.value);
    return positionOf(offsets[Math.max(0, Math.min(offset, offsets.length - 1))]!);
  };
  return {
    set: (path, entry) => entries.set(indexKey(path), entry),
    map: {
      keyAt: (path) => positionOf(nearest(path).key),
      valueAt: (path) => positionOf(nearest(path).value),
      insideAt,
      insideAtLine: (path, place) => insideAt(path, offsetOf(nearest(path).text?.decoded ?? '', place)),
    },
  };
}

/** The offset of a place in a text; lines end at `\n`. */
function offsetOf(text: string, { line, column }: Position): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
}

function indexKey(path: ValuePath): string {
  return path.join('\0');
}
