// Compares the result of a query with a documented one, by the rules of the conformance cases' README.
import type { QueryResult } from '../../src/rows/query-result.ts';

export interface ConformanceCase {
  readonly id: string;
  readonly query: string;
  readonly columns: readonly { readonly name: string; readonly type?: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly ordered: boolean;
  readonly features: readonly string[];
  readonly raw?: readonly (readonly string[])[];
  readonly columnsByName?: boolean;
  readonly unorderedArrays?: boolean;
}

/** Why the result is not the expected one, or undefined when it is. */
export function difference(expected: ConformanceCase, actual: QueryResult): string | undefined {
  const places = columnPlaces(expected, actual);
  if (typeof places === 'string') return places;
  if (expected.rows.length !== actual.rows.length) {
    return `${actual.rows.length} rows instead of ${expected.rows.length}`;
  }
  const matches = (i: number, row: readonly unknown[]) =>
    expected.columns.every((column, c) =>
      cellsEqual(column.type, expected.rows[i]![c], row[places[c]!], expected.raw?.[i]?.[c], expected),
    );
  const left = [...actual.rows];
  for (const [i, row] of expected.rows.entries()) {
    const found = expected.ordered
      ? matches(i, left[0]!)
        ? 0
        : -1
      : left.findIndex((one) => matches(i, one));
    if (found < 0) return `no row ${JSON.stringify(row)}; the next is ${printed(left[0])}`;
    left.splice(found, 1);
  }
  return undefined;
}

function printed(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString() : part));
}

function columnPlaces(expected: ConformanceCase, actual: QueryResult): number[] | string {
  const names = actual.columns.map((column) => column.name);
  if (names.length !== expected.columns.length) return `columns ${names.join()}`;
  const places = expected.columns.map(({ name }, i) =>
    expected.columnsByName === true ? names.indexOf(name) : names[i] === name ? i : -1,
  );
  return places.includes(-1) ? `columns ${names.join()}` : places;
}

function cellsEqual(
  type: string | undefined,
  expected: unknown,
  actual: unknown,
  raw: string | undefined,
  context: ConformanceCase,
): boolean {
  switch (type) {
    case 'string':
      return String(expected ?? '').trim() === String(actual ?? '').trim();
    case 'guid':
      return String(expected ?? '').toLowerCase() === String(actual ?? '').toLowerCase();
    case 'dynamic':
      return dynamicsEqual(expected, parsed(actual), context.unorderedArrays === true);
    case undefined:
      return untypedEqual(expected, actual, raw);
  }
  if (expected === null || actual === null || actual === undefined) return expected === (actual ?? null);
  switch (type) {
    case 'bool':
      return Boolean(expected) === Boolean(actual);
    case 'int':
    case 'long':
      return String(expected) === String(actual);
    case 'datetime':
      return datetimesEqual(String(expected), String(actual), raw);
    case 'timespan':
      return durationOf(String(expected)) === durationOf(String(actual));
    default:
      return numbersEqual(expected, actual, raw);
  }
}

function untypedEqual(expected: unknown, actual: unknown, raw: string | undefined): boolean {
  const text = (value: unknown) =>
    value === null || value === undefined
      ? ''
      : typeof value === 'object'
        ? printed(value)
        : String(value).trim();
  const [a, b] = [text(expected), text(actual)];
  if (a === b) return true;
  if (a !== '' && b !== '' && Number.isFinite(Number(a)) && Number.isFinite(Number(b))) {
    return numbersEqual(a, b, raw);
  }
  if (durationOf(a) !== undefined && durationOf(a) === durationOf(b)) return true;
  return dynamicsEqual(parsed(expected), parsed(actual), false) || datetimesEqual(a, b, raw);
}

/** Decimals in the expected text say how exactly it was printed. */
function numbersEqual(expected: unknown, actual: unknown, raw?: string): boolean {
  const [a, b] = [Number(expected), Number(actual)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (a === b) return true;
  const decimals = /\.(\d+)/.exec(raw ?? String(expected))?.[1]?.length ?? 0;
  const printedStep = decimals >= 3 ? 10 ** -decimals : decimals === 2 ? 0.005 : 0;
  return Math.abs(a - b) <= Math.max(1e-9 * Math.abs(a), printedStep);
}

function datetimesEqual(expected: string, actual: string, raw?: string): boolean {
  const read = (text: string) => /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(text);
  const [a, b] = [read(expected), read(actual)];
  if (a === null || b === null || a[1] !== b[1] || a[2] !== b[2]) return false;
  const digits = raw === undefined ? 7 : (/:\d\d\.(\d+)/.exec(raw)?.[1]?.length ?? 0);
  const cut = (match: RegExpExecArray) => (match[3] ?? '').padEnd(7, '0').slice(0, digits);
  return cut(a) === cut(b);
}

export function durationOf(text: string): bigint | undefined {
  const match = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, days = '0', hours, minutes, seconds, fraction = ''] = match;
  const whole = ((BigInt(days) * 24n + BigInt(hours!)) * 60n + BigInt(minutes!)) * 60n + BigInt(seconds!);
  const ticks = whole * 10_000_000n + BigInt(fraction.padEnd(7, '0'));
  return sign === undefined ? ticks : -ticks;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Keys in any order, arrays in theirs (unless the case says otherwise), scalars by their text. */
function dynamicsEqual(expected: unknown, actual: unknown, anyOrder: boolean): boolean {
  if (expected === null || expected === undefined)
    return actual === null || actual === undefined || actual === '';
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || expected.length !== actual.length) return false;
    if (!anyOrder) return expected.every((item, i) => dynamicsEqual(item, actual[i], false));
    const left = [...actual];
    return expected.every((item) => {
      const found = left.findIndex((other) => dynamicsEqual(item, other, true));
      if (found >= 0) left.splice(found, 1);
      return found >= 0;
    });
  }
  if (typeof expected === 'object') {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
    const keys = Object.keys(expected);
    const [a, b] = [expected as Record<string, unknown>, actual as Record<string, unknown>];
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && dynamicsEqual(a[key], b[key], anyOrder))
    );
  }
  if (typeof actual === 'object' && typeof expected === 'string') {
    const inner = parsed(expected);
    return typeof inner === 'object' && dynamicsEqual(inner, actual, anyOrder);
  }
  if (typeof expected === 'number' || typeof actual === 'number') {
    if (numbersEqual(expected, actual)) return true;
  }
  const [a, b] = [String(expected), String(actual)];
  if (a === b || (typeof expected === 'boolean' && a === b.toLowerCase())) return true;
  return (durationOf(a) !== undefined && durationOf(a) === durationOf(b)) || datetimesEqual(a, b);
}
