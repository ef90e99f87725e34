// Answers where in the file a value of a YAML document stands.
import type { Position } from '../../diagnostics/diagnostic.ts';
import type { SourceMap, ValuePath } from '../content-item.ts';
import { type ScalarToken, scalarOffsets } from './scalar-offsets.ts';

/** File offsets (UTF-16 units) of a piece of text, the end behind its last character. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What is known about one value: where it stands and, for strings, the token that spells it. */
interface SourceEntry {
  /** Of a sequence item: the item. */
  readonly key: Extent;
  readonly value: Extent;
  readonly text?: { readonly token: ScalarToken; readonly decoded: string } | undefined;
}

export interface SourceIndex {
  set(path: ValuePath, entry: SourceEntry): void;
  readonly map: SourceMap;
}

/**
 * 1-based line and column of what stands from `start` up to `end`, and how far it reaches on its first line. Lines end at `\n`;
 * columns count UTF-16 units.
 */
export function positionFinder(text: string): (start: number, end?: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (start, end = start) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= start) low = middle;
      else high = middle - 1;
    }
    const lineStart = starts[low]!;
    const lineEnd = (starts[low + 1] ?? text.length + 1) - 1;
    const last = Math.min(end, text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd);
    const place = { line: low + 1, column: start - lineStart + 1 };
    return last > start ? { ...place, endColumn: last - lineStart + 1 } : place;
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
    return { key: fileStart, value: fileStart };
  };
  const offsetsOf = (entry: SourceEntry): Uint32Array | undefined => {
    if (entry.text === undefined) return undefined;
    if (!offsetCache.has(entry)) {
      offsetCache.set(entry, scalarOffsets(entry.text.token, entry.text.decoded));
    }
    return offsetCache.get(entry);
  };
  /** Behind a character that starts at one offset: up to the next, which an escape is longer than one from, unless that is on another line. */
  const endOf = (at: number, next: number) => (text.slice(at, next).includes('\n') ? at + 1 : next);
  const extentOf = ({ start, end }: Extent) => positionOf(start, end);
  const insideAt: SourceMap['insideAt'] = (path, offset, end = offset) => {
    const entry = nearest(path);
    const offsets = offsetsOf(entry);
    if (offsets === undefined) return positionOf(entry.value.start);
    const within = (one: number) => Math.max(0, Math.min(one, offsets.length - 1));
    const last = end > offset ? endOf(offsets[within(end - 1)]!, offsets[within(end)]!) : undefined;
    return positionOf(offsets[within(offset)]!, last);
  };
  return {
    set: (path, entry) => entries.set(indexKey(path), entry),
    map: {
      keyAt: (path) => extentOf(nearest(path).key),
      valueAt: (path) => extentOf(nearest(path).value),
      insideAt,
      insideAtLine: (path, place) => insideAt(path, offsetOf(nearest(path).text?.decoded ?? '', place)),
    },
  };
}

const fileStart: Extent = { start: 0, end: 0 };

/** The offset of a place in a text; lines end at `\n`. */
function offsetOf(text: string, { line, column }: Position): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
}

function indexKey(path: ValuePath): string {
  return path.join('\0');
}
