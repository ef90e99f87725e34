// Reads a Log Analytics query response into QueryResult at full precision, from the raw text.

import type { UserError } from '../../diagnostics/user-error.ts';
import { isJsonMap } from '../../json/json.ts';
import { readJsonValue } from '../../json/json-text.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { workspaceError } from '../codes.ts';
import { deepest } from '../requests/service-error.ts';
import { readCell, readColumn } from './wire-cells.ts';

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
  const columns = table['columns']
    .filter(isJsonMap)
    .map((column) => readColumn(column['name'], column['type'] ?? column['columnType']));
  const rows = table['rows'].map((row: unknown) =>
    columns.map((column, index) => readCell(Array.isArray(row) ? row[index] : undefined, column.type)),
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

function unreadable(cause?: unknown): UserError {
  return workspaceError(
    'workspace/unreadable-result',
    'The query endpoint answered with something that is no query result.',
    { hint: 'Check the endpoint in the environment file.', cause },
  );
}
