// Reads one seed value for its column: a time that the clock moves, the value in the form of QueryResult, or nothing when it does not fit.
import { seedCell } from '../rows/cell.ts';
import type { KqlType } from '../tables/schema.ts';
import { datetimeText, readTime } from './relative-time.ts';

/** What a seed row may hold: a value that stays, or a time so far from the clock. */
export type SeedValue = { readonly value: unknown } | { readonly offsetMs: number };

/** The types of YAML values that a column takes: of what the engine reads, a case file takes the form that says its type. */
const writtenTypes: Readonly<Record<Exclude<KqlType, 'dynamic'>, readonly string[]>> = {
  bool: ['boolean'],
  datetime: ['string'],
  decimal: ['number', 'string'],
  guid: ['string'],
  int: ['number'],
  long: ['number', 'string'],
  real: ['number'],
  string: ['string'],
  timespan: ['string'],
};

/** The spelling of a text, where the engine reads several: rows go to a workspace as they stand. */
const textForms: Readonly<Partial<Record<KqlType, RegExp>>> = {
  decimal: /^-?[\d.]+$/,
  guid: /^[\da-f-]+$/i,
  long: /^-?\d+$/,
  timespan: /^-?(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$/,
};

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

/** The value for a column of `type`; null stays null, and is the empty text of a string. Undefined when the value does not fit. */
export function readSeedValue(value: unknown, type: KqlType): SeedValue | undefined {
  if (value === null) return { value: type === 'string' ? '' : null };
  if (type === 'dynamic') return { value };
  if (!writtenTypes[type].includes(typeof value)) return undefined;
  if (type === 'datetime') return readDatetime(value as string);
  if (typeof value === 'string' && textForms[type]?.test(value) === false) return undefined;
  if ('refused' in seedCell(value, type)) return undefined;
  if (type === 'decimal') return { value: String(value) };
  return { value: type === 'guid' ? (value as string).toLowerCase() : value };
}

/** A clock counts milliseconds; a time that is written out keeps its seven digits, as a datetime does. */
function readDatetime(text: string): SeedValue | undefined {
  const time = readTime(text);
  if (time === undefined || 'offsetMs' in time) return time;
  const [, digits] = /\.(\d+)Z$/.exec(text) ?? [];
  const moment = datetimeText(time.momentMs);
  return { value: digits === undefined ? moment : moment.replace(/\.\d+Z$/, `.${digits.padEnd(7, '0')}Z`) };
}
