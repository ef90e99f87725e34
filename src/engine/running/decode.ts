// Turns values as the database returns them into the value forms of a query result.

import { readJsonValue } from '../../json/json-text.ts';
import { datetimeText, isDatetime, timespanText } from '../../rows/ticks.ts';
import type { KqlType } from '../../tables/schema.ts';
import { EngineDefect, type EngineDiagnostic, engineFault, QueryFault } from '../engine-fault.ts';

/**
 * The value of a result cell of `type`, in the forms of QueryResult (src/rows/query-result.ts).
 * @throws EngineDefect when the SQL gave a value of another type than it promised.
 */
export function decodeValue(value: unknown, type: KqlType): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  const decoded = decoders[type](value);
  if (decoded !== undefined) return decoded;
  throw new EngineDefect(`a ${type} came back as ${describe(value)}`);
}

/** Each gives undefined for a value it cannot stand for. */
const decoders: Readonly<Record<KqlType, (value: NonNullable<unknown>) => unknown>> = {
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  datetime: (value) => {
    const ticks = integer(value);
    if (ticks === undefined) return undefined;
    if (!isDatetime(ticks)) throw new QueryFault(outOfRange(ticks));
    return datetimeText(ticks);
  },
  decimal: decimalText,
  dynamic: (value) => (typeof value === 'string' ? jsonValue(value) : undefined),
  guid: (value) => {
    const text = String(value).toLowerCase();
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined;
  },
  int: integerValue,
  long: integerValue,
  real: (value) => {
    const number = typeof value === 'number' ? value : Number(decimalText(value));
    if (Number.isFinite(number)) return Object.is(number, -0) ? 0 : number;
    return typeof value === 'number' ? String(value) : undefined;
  },
  string: (value) => (typeof value === 'string' ? value : undefined),
  timespan: (value) => {
    const ticks = integer(value);
    return ticks === undefined ? undefined : timespanText(ticks);
  },
};

function integer(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
}

function integerValue(value: unknown): number | string | undefined {
  const whole = integer(value);
  if (whole === undefined) return undefined;
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}

/** DuckDB's decimal value is known by its shape, so that this file loads without the database. */
function decimalText(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || !('scale' in value)) return undefined;
  const text = String(value);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** NaN and the infinities, which DuckDB writes bare into JSON, become the strings that stand for them. */
function jsonValue(text: string): unknown {
  try {
    return readJsonValue(text);
  } catch {
    const json = text.replace(
      /"(?:[^"\\]|\\.)*"|-?\b(?:nan|inf(?:inity)?)\b/gi,
      (match) => realNames[match.toLowerCase()] ?? match,
    );
    try {
      return readJsonValue(json);
    } catch {
      throw new EngineDefect(`a dynamic came back as text that is not JSON: ${text.slice(0, 80)}`);
    }
  }
}

const realNames: Readonly<Record<string, string>> = {
  nan: '"NaN"',
  inf: '"Infinity"',
  infinity: '"Infinity"',
  '-inf': '"-Infinity"',
  '-infinity': '"-Infinity"',
  '-nan': '"NaN"',
};

function describe(value: unknown): string {
  const text = String(value);
  return `${typeof value} ${text.length > 40 ? `${text.slice(0, 37)}...` : text}`;
}

function outOfRange(ticks: bigint): EngineDiagnostic {
  const years = Number(ticks / 315_569_520_000_000n);
  return engineFault(
    'engine/overflow',
    `A datetime lies about ${Math.abs(years)} years ${ticks < 0n ? 'before' : 'after'} the year 1; a datetime reaches from 0001 to 9999.`,
  );
}
