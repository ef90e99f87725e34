// Reads one JSON value of a seed row as a value of its column's KQL type, strictly: what does not fit is refused, with a reason.

import { parseJson, unmarked, writeJson } from '../json/json-text.ts';
import type { KqlType } from '../tables/schema.ts';
import { datetimeTicks, isDatetime, ticksOfDate, timespanTicks } from './ticks.ts';

/** All digits and decimals kept of a decimal; Kusto keeps 34 significant digits, which no fixed scale covers. */
export const decimalWidth = 38;
/** As the translator casts to decimal. */
export const decimalScale = 17;

/**
 * A cell as the database takes it: ticks of datetime and timespan, long and decimal (in units of its last kept digit) as
 * bigint, guid as its 128 bits, dynamic as minified JSON text.
 */
export type Cell = boolean | number | bigint | string | null;

export type CellResult = { readonly cell: Cell } | { readonly refused: string };

/**
 * The cell for `value` in a column of `type`. null and undefined are the Kusto null, and the empty string in a string column.
 * The accepted forms are those of QueryResult (src/rows/query-result.ts) and those a person writes for them.
 */
export function seedCell(value: unknown, type: KqlType): CellResult {
  if (value === null || value === undefined) return { cell: type === 'string' ? '' : null };
  const plain = unmarked(value);
  const cell = type === 'dynamic' ? dynamicCell(value) : readers[type](plain);
  if (cell !== undefined) return { cell };
  return { refused: `${show(plain)} is not ${expectations[type]}` };
}

type Reader = (value: unknown) => Cell | undefined;

/** dynamic apart: it takes a large integer with its mark. */
const readers: Readonly<Record<Exclude<KqlType, 'dynamic'>, Reader>> = {
  bool: (value) => {
    if (typeof value === 'boolean') return value;
    return { true: true, false: false }[String(value).toLowerCase()];
  },
  datetime: (value) => {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : ticksOfDate(value);
    // The service reads many more forms; in a file only the one that cannot be misread is taken.
    const isIso = typeof value === 'string' && /^\s*\d{4}-\d\d-\d\d(\s*$|[T ]\d)/.test(value);
    const ticks = isIso ? datetimeTicks(value) : undefined;
    return ticks !== undefined && isDatetime(ticks) ? ticks : undefined;
  },
  decimal: (value) => decimalCell(typeof value === 'number' ? String(value) : value),
  guid: (value) => {
    const match = /^(\{)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\})?$/i.exec(String(value).trim());
    if (match === null || (match[1] === undefined) !== (match[3] === undefined)) return undefined;
    return BigInt(`0x${match[2]!.replaceAll('-', '')}`);
  },
  int: (value) => {
    const cell = integerCell(value, 31n);
    return cell === undefined ? undefined : Number(cell);
  },
  long: (value) => integerCell(value, 63n),
  real: (value) => {
    if (typeof value === 'number') return value;
    const text = typeof value === 'string' ? value.trim() : '';
    if (/^(NaN|[+-]?Infinity)$/.test(text)) return Number(text);
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
  },
  string: (value) => (typeof value === 'string' ? value : undefined),
  // A bare number would be days to .NET and seconds to many readers.
  timespan: (value) =>
    typeof value === 'string' && /\D/.test(value) ? inRange(timespanTicks(value), 63n) : undefined,
};

const expectations = {
  bool: 'a bool (true or false)',
  datetime: 'a datetime (YYYY-MM-DDTHH:MM:SS.fffffffZ)',
  decimal: `a decimal (${decimalWidth - decimalScale} digits before the point, ${decimalScale} after it)`,
  dynamic: 'a dynamic (text that opens with a bracket must be JSON)',
  guid: 'a guid',
  int: 'an int (a whole number of 32 bits)',
  long: 'a long (a whole number of 64 bits)',
  real: 'a real',
  string: 'a string (write numbers, true and false in quotes)',
  timespan: 'a timespan ([d.]hh:mm:ss[.fffffff], or such as 5m)',
} as const satisfies Record<KqlType, string>;

function integerCell(value: unknown, bits: bigint): bigint | undefined {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
  if (!['number', 'bigint', 'string'].includes(typeof value)) return undefined;
  const text = String(value).trim();
  if (!/^[+-]?\d{1,20}$/.test(text)) return undefined;
  return inRange(BigInt(text.replace(/^\+/, '')), bits);
}

function inRange(value: bigint | undefined, bits: bigint): bigint | undefined {
  return value !== undefined && value < 2n ** bits && value >= -(2n ** bits) ? value : undefined;
}

const decimalPattern = new RegExp(
  `^([+-])?(\\d{1,${decimalWidth - decimalScale}})(?:\\.(\\d{1,${decimalScale}})0*)?$`,
);

function decimalCell(value: unknown): bigint | undefined {
  const match = typeof value === 'string' ? decimalPattern.exec(value.trim()) : null;
  if (match === null) return undefined;
  const units = BigInt(match[2]! + (match[3] ?? '').padEnd(decimalScale, '0'));
  return match[1] === '-' ? -units : units;
}

/** A string that opens a bag or an array is JSON text; any other string is a string. */
function dynamicCell(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return writeJson(value);
  try {
    return writeJson(parseJson(value));
  } catch {
    return undefined;
  }
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
