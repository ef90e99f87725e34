// Runs a prepared statement and reads its rows into the value forms of a query result, within the limits.
import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { unpackBag } from '../kql/open-bag.ts';
import type { OpenBagColumn, Translation } from '../kql/translation.ts';
import type { QueryResult } from '../workspace/workspace.ts';
import { decodeValue } from './decode.ts';
import {
  EngineDefect,
  type EngineDiagnostic,
  engineError,
  QueryFault,
  ResultTooLarge,
} from './engine-fault.ts';
import type { QueryLimits } from './limits.ts';

/**
 * Runs the statement and reads what it gives.
 * @throws EngineDefect when the SQL does not give what was promised, ResultTooLarge, with the rows up to the limit, when there are more.
 */
export async function readResult(
  statement: DuckDBPreparedStatement,
  translation: Translation,
  limits: QueryLimits,
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
      for (const value of row) bytes += typeof value === 'string' ? value.length : 8;
      if (rows.length >= limits.rows) throw new ResultTooLarge(tooManyRows(limits.rows), whole());
      if (bytes > limits.bytes) throw new ResultTooLarge(tooManyBytes(limits.bytes), whole());
      rows.push(columns.map(({ type }, index) => decodeValue(row[index], type)));
    }
  }
  return whole();
}

/** The bag whose keys become columns; it has no name of its own. */
const bagColumn = { name: '', type: 'dynamic' } as const;

function unpacked(columns: Translation['columns'], rows: unknown[][], bag: OpenBagColumn): QueryResult {
  const result = unpackBag(columns, rows, bag);
  if (!('conflict' in result))
    return { columns: [...result.columns], rows: result.rows.map((row) => [...row]) };
  throw new QueryFault(
    engineError(
      'engine/bag-conflict',
      `bag_unpack found the key '${result.conflict}', which is the name of a column already.`,
      'Give bag_unpack a prefix, or columnsConflict.',
    ),
  );
}

function tooManyRows(limit: number): EngineDiagnostic {
  return engineError(
    'engine/result-limit',
    `The result has more than ${limit.toLocaleString('en')} rows, the most Log Analytics returns; there it would be cut off.`,
    'Summarize, filter or take fewer rows.',
  );
}

function tooManyBytes(limit: number): EngineDiagnostic {
  return engineError(
    'engine/result-limit',
    `The result is larger than ${Math.round(limit / 1024 / 1024)} MB, the most Log Analytics returns; there it would be cut off.`,
    'Project fewer columns, summarize, or filter.',
  );
}
