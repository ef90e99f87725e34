// When a value that came out is the value a case expects.
import { isJsonMap, own } from '../json/json.ts';
import { momentOf } from './relative-time.ts';

/**
 * A text is compared exactly, a number within 1e-9 of its size, a time as a moment (`-5m` is relative to the clock of the case),
 * a list without its order (`make_set` has none), a map by the keys that are expected. null matches null and an empty text.
 */
function valueMatches(expected: unknown, actual: unknown, now: Date): boolean {
  if (expected === null || expected === '') return actual === null || actual === undefined || actual === '';
  if (Array.isArray(expected)) return Array.isArray(actual) && listMatches(expected, actual, now);
  if (typeof expected === 'object') return mapMatches(expected as Record<string, unknown>, actual, now);
  if (typeof expected === 'number') return numberMatches(expected, actual);
  if (typeof expected !== 'string' || typeof actual !== 'string') return String(expected) === String(actual);
  return expected === actual || momentMatches(expected, actual, now);
}

function listMatches(expected: readonly unknown[], actual: readonly unknown[], now: Date): boolean {
  if (expected.length !== actual.length) return false;
  const left = [...actual];
  return expected.every((item) => {
    const at = left.findIndex((candidate) => valueMatches(item, candidate, now));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function mapMatches(expected: Record<string, unknown>, actual: unknown, now: Date): boolean {
  if (!isJsonMap(actual)) return false;
  return Object.entries(expected).every(([key, value]) => valueMatches(value, own(actual, key), now));
}

function numberMatches(expected: number, actual: unknown): boolean {
  if (actual === null || actual === '' || typeof actual === 'object' || typeof actual === 'boolean')
    return false;
  return Math.abs(Number(actual) - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

const datetime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function momentMatches(expected: string, actual: string, now: Date): boolean {
  return datetime.test(actual) && momentOf(expected, now) === Date.parse(actual);
}

/** Expected values that a record does not have, under their names. */
export function mismatches(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  now: Date,
): readonly string[] {
  return Object.keys(expected).filter((key) => !valueMatches(expected[key], own(actual, key), now));
}

/**
 * Gives each expected record an actual one of its own. Answers with the expected ones that found none, each with the index of
 * the actual record nearest to it; an assignment is found whenever there is one.
 */
export function assign<T, U>(
  expected: readonly T[],
  actual: readonly U[],
  distance: (expected: T, actual: U) => number,
): readonly { readonly expected: number; readonly nearest: number | undefined }[] {
  const takenBy = new Map<number, number>();
  const place = (index: number, tried: Set<number>): boolean =>
    actual.some((candidate, at) => {
      if (tried.has(at) || distance(expected[index]!, candidate) > 0) return false;
      tried.add(at);
      const holder = takenBy.get(at);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(at, index);
      return true;
    });
  const unplaced = expected.map((_, index) => index).filter((index) => !place(index, new Set()));
  return unplaced.map((index) => ({
    expected: index,
    nearest: nearestOf(
      actual.map((candidate, at) => (takenBy.has(at) ? undefined : distance(expected[index]!, candidate))),
    ),
  }));
}

function nearestOf(distances: readonly (number | undefined)[]): number | undefined {
  let best: number | undefined;
  for (const [index, distance] of distances.entries()) {
    if (distance !== undefined && (best === undefined || distance < distances[best]!)) best = index;
  }
  return best;
}
