// Brings one seed value into the form its column holds, or says what would fit instead.
import type { KqlType } from '../tables/schema.ts';
import { datetimeText, momentOf } from './relative-time.ts';

export interface ReadValue {
  /** Undefined when the value does not fit. */
  readonly value: unknown;
}

type Reader = (value: unknown, now: Date) => unknown;

const int32 = 2 ** 31;
const timespanPattern = /^-?(\d+\.)?\d\d:\d\d:\d\d(\.\d{1,7})?$/;
const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined means: does not fit. */
const readers = {
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  datetime: (value, now) => {
    const moment = typeof value === 'string' ? momentOf(value, now) : undefined;
    return moment === undefined ? undefined : withTicks(datetimeText(moment), value as string);
  },
  decimal: (value) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
      ? String(value)
      : undefined,
  dynamic: (value) => value,
  guid: (value) => (typeof value === 'string' && guidPattern.test(value) ? value.toLowerCase() : undefined),
  int: (value) =>
    Number.isInteger(value) && (value as number) >= -int32 && (value as number) < int32 ? value : undefined,
  long: (value) =>
    Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d{1,19}$/.test(value))
      ? value
      : undefined,
  real: (value) => (typeof value === 'number' ? value : undefined),
  string: (value) => (typeof value === 'string' ? value : undefined),
  timespan: (value) => (typeof value === 'string' && timespanPattern.test(value) ? value : undefined),
} as const satisfies Record<KqlType, Reader>;

/** A clock counts milliseconds; a time that is written out keeps its seven digits, as a datetime does. */
function withTicks(text: string, written: string): string {
  const [, digits] = /\.(\d+)Z$/.exec(written) ?? [];
  return digits === undefined ? text : text.replace(/\.\d+Z$/, `.${digits.padEnd(7, '0')}Z`);
}

/** What fits a column of each type, for messages. */
export const fittingValues = {
  bool: 'true or false',
  datetime: 'a time: `-5m` before the clock of the test, or 2026-01-15T12:00:00Z',
  decimal: 'a number',
  dynamic: 'any value',
  guid: 'a guid',
  int: 'a whole number of 32 bits',
  long: 'a whole number, in quotes where it is beyond 9007199254740991',
  real: 'a number',
  string: 'a text in quotes',
  timespan: 'a length of time: 01:30:00',
} as const satisfies Record<KqlType, string>;

/** The value as its column holds it (the forms of QueryResult); null stays null. `value` is undefined when it does not fit. */
export function readSeedValue(value: unknown, type: KqlType, now: Date): ReadValue {
  if (value === null) return { value: type === 'string' ? '' : null };
  return { value: readers[type](value, now) };
}
