// The types of columns that no schema knows, told from their values.
import type { Column, KqlType } from './schema.ts';

/** Takes rows one by one; `columns` are those of all that it took. */
export interface TypeInference {
  add(row: Readonly<Record<string, unknown>>): void;
  columns(): Column[];
}

const dateTimePattern = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Columns in the order they first occur. A type holds for every value of its column: whole numbers are long, numbers real, ISO
 * dates with a time datetime, true and false bool, objects and arrays dynamic; anything mixed is dynamic, in text (CSV) string.
 */
export function inferTypes(isText: boolean): TypeInference {
  const kinds = new Map<string, Set<KqlType>>();
  return {
    add(row) {
      for (const [key, value] of Object.entries(row)) {
        const seen = kinds.get(key) ?? new Set<KqlType>();
        kinds.set(key, seen);
        if (value !== null && value !== undefined)
          seen.add(isText ? kindOfText(String(value)) : kindOf(value));
      }
    },
    columns: () => Array.from(kinds, ([name, seen]) => ({ name, type: typeOf(seen, isText) })),
  };
}

/** The columns of rows at hand. */
export function columnTypes(
  rows: readonly Readonly<Record<string, unknown>>[],
  isText: boolean,
): readonly Column[] {
  const inference = inferTypes(isText);
  for (const row of rows) inference.add(row);
  return inference.columns();
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
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'real';
  if (value instanceof Date) return 'datetime';
  if (typeof value !== 'string') return 'dynamic';
  return dateTimePattern.test(value) ? 'datetime' : 'string';
}

/** A number with a leading zero is an identifier. */
function kindOfText(text: string): KqlType {
  if (/^(true|false)$/i.test(text)) return 'bool';
  if (/^-?(0|[1-9]\d{0,17})$/.test(text)) return 'long';
  if (/^-?(0|[1-9]\d*)\.\d+(e[+-]?\d+)?$/i.test(text)) return 'real';
  return dateTimePattern.test(text) ? 'datetime' : 'string';
}
