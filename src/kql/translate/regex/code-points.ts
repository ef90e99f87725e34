// Sets of code points as sorted ranges: what RE2 has no notation for is computed here.
import type { CharacterClass, Range } from './tree.ts';

export const lastCodePoint = 0x10ffff;

/** Sorted, without overlaps; neighbours are joined. */
export function normal(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function complement(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [from, to] of normal(ranges)) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastCodePoint) rest.push([next, lastCodePoint]);
  return rest;
}

const union = (a: readonly Range[], b: readonly Range[]) => normal([...a, ...b]);
const intersection = (a: readonly Range[], b: readonly Range[]) =>
  complement(union(complement(a), complement(b)));
export const difference = (a: readonly Range[], b: readonly Range[]) => intersection(a, complement(b));

/**
 * The code points of a class. With `fold` letter case does not count; as in Kusto, the parts of a class are folded before it is
 * negated or cut.
 */
export function pointsOf(set: CharacterClass, fold: boolean): Range[] {
  switch (set.kind) {
    case 'range':
      return folded([[set.from, set.to]], fold);
    case 'named':
      return folded(set.points(), fold);
    case 'union': {
      const all = normal(set.items.flatMap((item) => pointsOf(item, fold)));
      return set.negated ? complement(all) : all;
    }
    case 'operation': {
      const [left, right] = [pointsOf(set.left, fold), pointsOf(set.right, fold)];
      if (set.operator === 'intersection') return intersection(left, right);
      if (set.operator === 'difference') return difference(left, right);
      return union(difference(left, right), difference(right, left));
    }
  }
}

/** The ranges with every other case of their letters. */
function folded(ranges: readonly Range[], fold: boolean): Range[] {
  const plain = normal(ranges);
  if (!fold || !cased().some((point) => isIn(point, plain))) return plain;
  const inside = plain.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('');
  const pattern = new RegExp(`^[${inside}]$`, 'iu');
  const others = cased().filter((point) => pattern.test(String.fromCodePoint(point)));
  return union(
    plain,
    others.map((point): Range => [point, point]),
  );
}

const isIn = (point: number, ranges: readonly Range[]) =>
  ranges.some(([from, to]) => from <= point && point <= to);

let casedPoints: readonly number[] | undefined;

/** The code points that have another case: only they can match otherwise where case does not count. */
function cased(): readonly number[] {
  casedPoints ??= pointsMatching(/^\p{Changes_When_Casemapped}$/u).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i),
  );
  return casedPoints;
}

/** Every code point that matches a JavaScript pattern: V8's tables stand in for tables of our own. */
export function pointsMatching(pattern: RegExp): Range[] {
  const ranges: Range[] = [];
  let start = -1;
  for (let point = 0; point <= lastCodePoint + 1; point++) {
    // A lone surrogate is no character.
    const isSurrogate = point >= 0xd800 && point <= 0xdfff;
    const inside = point <= lastCodePoint && !isSurrogate && pattern.test(String.fromCodePoint(point));
    if (inside && start < 0) start = point;
    if (!inside && start >= 0) {
      ranges.push([start, point - 1]);
      start = -1;
    }
  }
  return ranges;
}
