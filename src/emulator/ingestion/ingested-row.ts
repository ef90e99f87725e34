// A row that was sent to a stream as its table keeps it: declared columns only, values in the types of the columns, a TimeGenerated.
import { unmarked, writeJson } from '../../json/json-text.ts';
import { datetimeText, datetimeTicks, ticksPerDay } from '../../rows/ticks.ts';
import type { Variants } from '../behaviours.ts';
import { columnType } from '../column-types.ts';

/** Longer ones are cut. https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const longestText = 64 * 1024;

export interface IngestionContext {
  /** Column -> declared type, of the columns that the stream and the table both have. */
  readonly columns: ReadonlyMap<string, string>;
  readonly receivedTicks: bigint;
  readonly variants: Variants;
}

type Row = Readonly<Record<string, unknown>>;

/** The row as it is kept; what is null is left out. */
export function ingestedRow(sent: Row, context: IngestionContext): Row {
  const row: Record<string, unknown> = {};
  for (const [column, type] of context.columns) {
    const value = Object.hasOwn(sent, column) ? ingestedValue(sent[column], type, context.variants) : null;
    if (value !== null) row[column] = value;
  }
  return { ...row, TimeGenerated: timeGenerated(row['TimeGenerated'], context) };
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns#timegenerated */
function timeGenerated(value: unknown, { receivedTicks, variants }: IngestionContext): string {
  const ticks = typeof value === 'string' ? datetimeTicks(value) : undefined;
  if (ticks === undefined) return datetimeText(receivedTicks);
  const isInBounds = ticks >= receivedTicks - 2n * ticksPerDay && ticks <= receivedTicks + ticksPerDay;
  return datetimeText(isInBounds || variants['old-time-generated'] === 'kept' ? ticks : receivedTicks);
}

/** A value in a column of a declared type: null when it cannot be one. */
export function ingestedValue(value: unknown, type: string, variants: Variants): unknown {
  if (value === null || value === undefined) return null;
  const kql = columnType(type)?.kql ?? '';
  if (kql === 'dynamic') return value;
  const converts = variants['ingested-value-of-another-type'] === 'converted';
  const plain = plainValue(value);
  if (kql === 'string' || kql === 'guid') {
    // The tutorial of the service sends an object into a string column and reads it with parse_json.
    if (typeof value === 'object') return cut(writeJson(value));
    return typeof plain === 'string' || converts ? cut(String(plain)) : null;
  }
  return readers[kql]?.(converts && typeof plain !== 'object' ? readable(plain, kql) : plain) ?? null;
}

/** A whole number beyond 2^53 comes with a mark. */
function plainValue(value: unknown): unknown {
  const digits = unmarked(value);
  return digits === value ? value : BigInt(String(digits));
}

function cut(given: string): string {
  if (Buffer.byteLength(given) <= longestText) return given;
  // Half a character at the end would not be UTF-8.
  return Buffer.from(given)
    .subarray(0, longestText)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
}

const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
  bool: (value) => (typeof value === 'boolean' ? value : null),
  datetime: (value) => {
    const ticks = typeof value === 'string' ? datetimeTicks(value) : undefined;
    return ticks === undefined ? null : datetimeText(ticks);
  },
  int: (value) => (Number.isInteger(value) && Number(value) === (Number(value) | 0) ? value : null),
  long: (value) => {
    if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? value.toString() : null;
    return Number.isSafeInteger(value) ? value : null;
  },
  real: (value) => (typeof value === 'bigint' ? Number(value) : typeof value === 'number' ? value : null),
};

/** What Kusto's conversions read out of the text of a value. https://learn.microsoft.com/kusto/query/tolong-function */
function readable(value: unknown, kql: string): unknown {
  const text = String(value).trim();
  if (kql === 'bool') return { true: true, false: false, 1: true, 0: false }[text.toLowerCase()];
  if (kql === 'datetime') return text;
  if (kql === 'real') return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
  if (!/^[+-]?\d{1,20}$/.test(text)) return null;
  const whole = BigInt(text.replace(/^\+/, ''));
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}
