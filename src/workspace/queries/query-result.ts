// Reads a Log Analytics query response into QueryResult at full precision, from the raw text.

import type { UserError } from '../../diagnostics/user-error.ts';
import { isJsonMap, own } from '../../json/json.ts';
import { readJsonValue } from '../../json/json-text.ts';
import type { QueryColumn, QueryResult } from '../../rows/query-result.ts';
import { workspaceError } from '../codes.ts';
import { deepest } from '../requests/service-error.ts';

/**
 * The primary table of a response. The SDK's own result is not used: it cuts datetimes to milliseconds and rounds large longs.
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format
 * @throws UserError when the service could not finish: half a result would pass for a whole one.
 */
export function readQueryResult(text: string): QueryResult {
  const body = parseBody(text);
  if (!isJsonMap(body)) throw unreadable();
  const error = body['error'];
  if (isJsonMap(error)) {
    const cause = deepest(error);
    throw workspaceError(
      'workspace/partial-result',
      `The query did not finish; the service sent a partial result: ${cause?.message ?? 'no reason given'}`,
      { hint: 'Narrow the time span or the query, then run it again.', exitCode: 1 },
    );
  }
  const tables = body['tables'];
  if (!Array.isArray(tables)) throw unreadable();
  const table: unknown =
    tables.find((each) => isJsonMap(each) && each['name'] === 'PrimaryResult') ?? tables[0];
  if (!isJsonMap(table) || !Array.isArray(table['columns']) || !Array.isArray(table['rows']))
    throw unreadable();
  const columns = table['columns'].filter(isJsonMap).map(readColumn);
  const rows = table['rows'].map((row: unknown) =>
    columns.map((column, index) => readValue(Array.isArray(row) ? row[index] : undefined, column.type)),
  );
  return { columns, rows };
}

function parseBody(text: string): unknown {
  try {
    return readJsonValue(text);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function readColumn(column: Readonly<Record<string, unknown>>): QueryColumn {
  const type = String(column['type'] ?? column['columnType'] ?? 'string').toLowerCase();
  return { name: String(column['name'] ?? ''), type: own(typeAliases, type) ?? type };
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/ */
const typeAliases: Readonly<Record<string, string>> = {
  boolean: 'bool',
  date: 'datetime',
  double: 'real',
  time: 'timespan',
  uniqueid: 'guid',
  uuid: 'guid',
};

function readValue(value: unknown, type: string): unknown {
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
    return JSON.parse(text);
  } catch {
    // A dynamic that holds a bare string comes without quotes.
    return text;
  }
}

function unreadable(cause?: unknown): UserError {
  return workspaceError(
    'workspace/unreadable-result',
    'The query endpoint answered with something that is no query result.',
    { hint: 'Check the endpoint in the environment file.', cause },
  );
}
