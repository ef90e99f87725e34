// Runs a prepared statement and reads its rows into the value forms of a query result, within the limits.
import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { unpackBag } from '../../kql/translate/open-bag.ts';
import type { OpenBagColumn, Translation } from '../../kql/translate/translation.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import type { KqlType } from '../../tables/schema.ts';
import {
  EngineDefect,
  type EngineDiagnostic,
  engineFault,
  QueryFault,
  ResultTooLarge,
} from '../engine-fault.ts';
import type { QueryLimits } from '../limits.ts';
import { bagConflict } from '../unpacked-query.ts';
import { decodeValue } from './decode.ts';
import type { Watch } from './watch.ts';

export interface ReadOptions {
  readonly limits: QueryLimits;
  readonly watch: Watch;
}

/**
 * Runs the statement and reads what it gives.
 * @throws EngineDefect when the SQL does not give what was promised, ResultTooLarge, with the rows up to the limit, when there are
 * more, QueryFault when time or memory are over.
 */
export async function readResult(
  statement: DuckDBPreparedStatement,
  translation: Translation,
  { limits, watch }: ReadOptions,
): Promise<QueryResult> {
  const { openBag } = translation;
  const columns = openBag === undefined ? translation.columns : [...translation.columns, bagColumn];
  const answer = await statement.stream();
  // A query may leave no column; SQL needs one.
  if (answer.columnCount !== Math.max(1, columns.length)) {
    throw new EngineDefect(
      `the SQL gave ${answer.columnCount} columns where ${columns.length} were promised`,
    );
  }
  const rows: unknown[][] = [];
  let bytes = 0;
  const whole = (): QueryResult =>
    openBag === undefined
      ? { columns: columns.map(({ name, type }) => ({ name, type })), rows }
      : unpacked(translation.columns, rows, openBag);
  for await (const chunk of answer) {
    for (const row of chunk.getRows()) {
      for (const [index, value] of row.entries()) bytes += sizeOf(value, columns[index]?.type);
      if (rows.length >= limits.rows) throw new ResultTooLarge(tooManyRows(limits.rows), whole());
      if (bytes > limits.bytes) throw new ResultTooLarge(tooManyBytes(limits.bytes), whole());
      rows.push(columns.map(({ type }, index) => decodeValue(row[index], type)));
    }
    assertWithin(watch);
  }
  // An interrupted statement may end as one that has no more rows.
  assertWithin(watch);
  return whole();
}

function assertWithin(watch: Watch): void {
  const overstepped = watch.overstepped();
  if (overstepped !== undefined) throw new QueryFault(overstepped);
}

/** Text counts by its characters, and the items of a dynamic by what they take once it is read. */
function sizeOf(value: unknown, type: KqlType | undefined): number {
  if (typeof value !== 'string') return 8;
  if (type !== 'dynamic') return value.length;
  let items = 0;
  for (let at = 0; at < value.length; at++) if (itemStarts.has(value.charCodeAt(at))) items++;
  return value.length + 8 * items;
}

const itemStarts: ReadonlySet<number> = new Set([...'[{,'].map((mark) => mark.charCodeAt(0)));

/** The bag whose keys become columns; it has no name of its own. */
const bagColumn = { name: '', type: 'dynamic' } as const;

function unpacked(columns: Translation['columns'], rows: unknown[][], bag: OpenBagColumn): QueryResult {
  const result = unpackBag(columns, rows, bag);
  if (!('conflict' in result))
    return { columns: [...result.columns], rows: result.rows.map((row) => [...row]) };
  throw new QueryFault(bagConflict(result.conflict));
}

function tooManyRows(limit: number): EngineDiagnostic {
  return engineFault(
    'engine/result-limit',
    `The result has more than ${limit.toLocaleString('en')} rows, the most Log Analytics returns; there it would be cut off.`,
    'Summarize, filter or take fewer rows.',
  );
}

function tooManyBytes(limit: number): EngineDiagnostic {
  return engineFault(
    'engine/result-limit',
    `The result is larger than ${Math.round(limit / 1024 / 1024)} MB, the most Log Analytics returns; there it would be cut off.`,
    'Project fewer columns, summarize, or filter.',
  );
}
