// Infers the columns of a table that no schema knows from the values in its file.

import { unmarked } from '../../json/json-text.ts';
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import type { Column, KqlType } from '../../tables/schema.ts';
import type { FileRecord } from './file-row.ts';

const dateTimePattern = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Columns in the order they first occur. A type holds for every value of its column: whole numbers are long, numbers real, ISO
 * dates with a time datetime, true and false bool, objects and arrays dynamic; anything mixed is dynamic, in CSV string.
 */
export async function inferColumns(records: AsyncIterable<FileRecord>, isText: boolean): Promise<Column[]> {
  const kinds = new Map<string, Set<KqlType>>();
  for await (const record of records) {
    if ('problem' in record) continue;
    for (const [key, value] of Object.entries(record.values)) {
      const seen = kinds.get(key) ?? new Set<KqlType>();
      kinds.set(key, seen);
      if (value !== null && value !== undefined) seen.add(isText ? kindOfText(String(value)) : kindOf(value));
    }
  }
  kinds.delete(ingestionTimeKey);
  return Array.from(kinds, ([name, seen]) => ({ name, type: typeOf(seen, isText) }));
}

/** The names of all values in a file. */
export async function namesIn(records: AsyncIterable<FileRecord>): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const record of records) {
    if ('problem' in record) continue;
    for (const name in record.values) names.add(name);
  }
  return names;
}

function typeOf(kinds: ReadonlySet<KqlType>, isText: boolean): KqlType {
  const [first = 'string', ...others] = kinds;
  if (others.length === 0) return first;
  if (kinds.size === 2 && kinds.has('long') && kinds.has('real')) return 'real';
  if (kinds.size === 2 && kinds.has('datetime') && kinds.has('string')) return 'string';
  return isText ? 'string' : 'dynamic';
}

function kindOf(value: unknown): KqlType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'real';
  if (value instanceof Date) return 'datetime';
  if (typeof value !== 'string') return 'dynamic';
  if (unmarked(value) !== value) return 'long';
  return dateTimePattern.test(value) ? 'datetime' : 'string';
}

/** A number with a leading zero is an identifier. */
function kindOfText(text: string): KqlType {
  if (/^(true|false)$/i.test(text)) return 'bool';
  if (/^-?(0|[1-9]\d{0,17})$/.test(text)) return 'long';
  if (/^-?(0|[1-9]\d*)\.\d+(e[+-]?\d+)?$/i.test(text)) return 'real';
  return dateTimePattern.test(text) ? 'datetime' : 'string';
}
