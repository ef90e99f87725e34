// Some runs of a rule in place of all of them: which are drawn, and what they tell about the others.

/** What a sample of runs says. Bounds hold with 95 %: of how many runs, had all been asked for, alerts would have come. */
export interface RunSample {
  readonly drawn: number;
  readonly of: number;
  /** Drawn runs that raised alerts. */
  readonly fired: number;
  readonly least: number;
  readonly most: number;
}

/**
 * As many of `all` as `count`, in their order: one of each of so many stretches of equal length, so that every day and hour has its
 * share. The same seed draws the same. All of them where there are no more.
 */
export function drawnOf<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  if (count >= all.length) return all;
  const random = numbers(seed);
  return Array.from({ length: count }, (_, stretch) => {
    const [start, end] = [stretch, stretch + 1].map((edge) => Math.floor((edge * all.length) / count));
    return all[start! + Math.floor(random() * (end! - start!))]!;
  });
}

/** Numbers from 0 to 1. https://prng.di.unimi.it/splitmix64.c, in 32 bits */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let value = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** Chance that the truth lies beyond a bound; where none fired there is but one bound. */
const beyond = 0.05;

/**
 * The bounds of a sample that was drawn without putting back: the exact ones of the hypergeometric distribution.
 * Where none fired `most` is the largest number of runs that a sample misses with a chance of 5 % or more.
 */
export function sampleOf({ drawn, of, fired }: Pick<RunSample, 'drawn' | 'of' | 'fired'>): RunSample {
  const chance = fired === 0 ? beyond : beyond / 2;
  const highest = of - (drawn - fired);
  const most = lastWhere(fired, highest, (all) => atMost(fired, { drawn, of, all }) >= chance);
  const least =
    fired === 0 ? 0 : firstWhere(fired, most, (all) => 1 - atMost(fired - 1, { drawn, of, all }) >= chance);
  return { drawn, of, fired, least, most };
}

interface Urn {
  readonly drawn: number;
  readonly of: number;
  /** Runs that fire, of all. */
  readonly all: number;
}

/** The chance that at most `count` of the drawn fire. */
function atMost(count: number, { drawn, of, all }: Urn): number {
  let sum = 0;
  for (let fired = Math.max(0, drawn - (of - all)); fired <= Math.min(count, all, drawn); fired++)
    sum += Math.exp(choose(all, fired) + choose(of - all, drawn - fired) - choose(of, drawn));
  return sum;
}

const factorials: number[] = [0];

/** The logarithm of the number of ways. */
function choose(all: number, some: number): number {
  for (let number = factorials.length; number <= all; number++)
    factorials.push(factorials[number - 1]! + Math.log(number));
  return factorials[all]! - factorials[some]! - factorials[all - some]!;
}

/** Of numbers for which `holds` holds up to one of them. */
function lastWhere(low: number, high: number, holds: (value: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (holds(middle)) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** Of numbers for which `holds` holds from one of them on. */
function firstWhere(low: number, high: number, holds: (value: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
