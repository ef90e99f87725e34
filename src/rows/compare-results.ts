// Compares the results of one query on two engines, by what the values mean.
import { isJsonMap } from '../json/json.ts';
import type { QueryColumn, QueryResult } from './query-result.ts';
import { datetimeTicks, timespanTicks } from './ticks.ts';

/** How far two right answers to a query may differ. */
export interface Leeway {
  /** The query asks for an order of its rows. */
  readonly isOrdered: boolean;
  /** Of every number: it computes with estimates. */
  readonly tolerance: number;
  /** Elements of arrays come in no order that is promised. */
  readonly anyOrder: boolean;
}

/** Sums of reals differ in their last digits by the order in which they are added. */
export const exactly: Leeway = { isOrdered: false, tolerance: 1e-9, anyOrder: false };

export type ResultDifference =
  | { readonly kind: 'columns'; readonly first: string; readonly second: string }
  | {
      readonly kind: 'rows';
      readonly onlyFirst: readonly (readonly unknown[])[];
      readonly onlySecond: readonly (readonly unknown[])[];
    }
  /** The same rows, in another order than the query asks for. */
  | { readonly kind: 'order' };

/** Undefined when the results are the same: columns by name, type and order, rows as a multiset. */
export function resultDifference(
  first: QueryResult,
  second: QueryResult,
  leeway: Leeway = exactly,
): ResultDifference | undefined {
  const [one, other] = [first.columns, second.columns].map((columns) => columns.map(spelled).join(', '));
  if (one !== other) return { kind: 'columns', first: one!, second: other! };
  const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
    first.columns.every(({ type }, index) => isSameCell(type, a[index], b[index], leeway));
  const inPlace =
    first.rows.length === second.rows.length &&
    first.rows.every((row, index) => isSame(row, second.rows[index]!));
  if (inPlace) return undefined;
  const { onlyFirst, onlySecond } = withoutPairs(first.rows, second.rows, isSame);
  if (onlyFirst.length > 0 || onlySecond.length > 0) return { kind: 'rows', onlyFirst, onlySecond };
  return leeway.isOrdered ? { kind: 'order' } : undefined;
}

const spelled = ({ name, type }: QueryColumn) => `${name}:${type}`;

function withoutPairs<T>(first: readonly T[], second: readonly T[], isSame: (a: T, b: T) => boolean) {
  const onlySecond = [...second];
  const onlyFirst = first.filter((row) => {
    const found = onlySecond.findIndex((other) => isSame(row, other));
    if (found >= 0) onlySecond.splice(found, 1);
    return found < 0;
  });
  return { onlyFirst, onlySecond };
}

function isSameCell(type: string, a: unknown, b: unknown, leeway: Leeway): boolean {
  if (type === 'dynamic') return isSameValue(a, b, leeway);
  if (a === null || b === null) return a === b;
  switch (type) {
    case 'int':
    case 'long':
      return String(a) === String(b) || (leeway.tolerance > exactly.tolerance && isNear(a, b, leeway));
    case 'decimal':
      return (
        withoutZeros(a) === withoutZeros(b) || (leeway.tolerance > exactly.tolerance && isNear(a, b, leeway))
      );
    case 'real':
      return isNear(a, b, leeway);
    case 'datetime':
      return a === b || isSameTicks(datetimeTicks(String(a)), datetimeTicks(String(b)));
    case 'timespan':
      return a === b || isSameTicks(timespanTicks(String(a)), timespanTicks(String(b)));
    default:
      return a === b;
  }
}

function isSameTicks(a: bigint | undefined, b: bigint | undefined): boolean {
  return a !== undefined && a === b;
}

function withoutZeros(decimal: unknown): string {
  const text = String(decimal);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** NaN and the infinities are text in a result. */
function isNear(a: unknown, b: unknown, { tolerance }: Leeway): boolean {
  if (String(a) === String(b)) return true;
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  return x === y || Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
}

function isSameValue(a: unknown, b: unknown, leeway: Leeway): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    const isSame = (x: unknown, y: unknown) => isSameValue(x, y, leeway);
    if (!leeway.anyOrder) return a.every((item, index) => isSame(item, b[index]));
    return withoutPairs(a, b, isSame).onlyFirst.length === 0;
  }
  if (isJsonMap(a) && isJsonMap(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSameValue(a[key], b[key], leeway))
    );
  }
  // Alone in its cell, a text of digits and a number are written alike on the wire.
  if (typeof a === 'number' || typeof b === 'number')
    return isScalar(a) && isScalar(b) && isNear(a, b, leeway);
  return a === b;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
