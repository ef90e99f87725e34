// Reads columns and cells of a query's answer, as Log Analytics and Kusto both send them, at full precision.
import { own } from '../../json/json.ts';
import { readJsonValue } from '../../json/json-text.ts';
import type { QueryColumn } from '../../rows/query-result.ts';

/** A column as a service declares it: its type in any of the spellings that Log Analytics and Kusto have for it. */
export function readColumn(name: unknown, type: unknown): QueryColumn {
  const spelled = String(type ?? 'string').toLowerCase();
  return { name: String(name ?? ''), type: own(typeAliases, spelled) ?? spelled };
}

/** Other names of the types, and those of .NET: https://learn.microsoft.com/kusto/query/scalar-data-types/ */
const typeAliases: Readonly<Record<string, string>> = {
  boolean: 'bool',
  date: 'datetime',
  double: 'real',
  int32: 'int',
  int64: 'long',
  object: 'dynamic',
  sbyte: 'bool',
  sqldecimal: 'decimal',
  time: 'timespan',
  uniqueid: 'guid',
  uuid: 'guid',
};

/** A cell in the forms of QueryResult. `value` is of JSON read by `readJsonValue`: a large long is its digits. */
export function readCell(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  const read = own(readers, type);
  return read === undefined ? value : read(value);
}

const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
  bool: (value) => (typeof value === 'string' ? /^(true|1)$/i.test(value) : Boolean(value)),
  datetime: (value) => ticks(String(value)),
  decimal: (value) => String(value),
  dynamic: (value) => (typeof value === 'string' ? parseDynamic(value) : value),
  guid: (value) => String(value).toLowerCase(),
  int: integer,
  long: integer,
  real: (value) => (typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : value),
  string: (value) => String(value),
};

function integer(value: unknown): unknown {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** `2026-01-02T03:04:05Z` with seven digits after the second, the precision Kusto keeps. */
function ticks(text: string): string {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(text);
  return match === null ? text : `${match[1]}.${(match[2] ?? '').padEnd(7, '0').slice(0, 7)}Z`;
}

function parseDynamic(text: string): unknown {
  try {
    return readJsonValue(text);
  } catch {
    // A dynamic that holds a bare string comes without quotes.
    return text;
  }
}
