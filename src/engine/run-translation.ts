// Runs one translated query: makes its relations, runs its SQL within the limits, and reads the rows.
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { unpackBag } from '../kql/open-bag.ts';
import type { OpenBagColumn, Translation } from '../kql/translation.ts';
import type { QueryResult } from '../workspace/workspace.ts';
import type { Database } from './database.ts';
import { decodeValue } from './decode.ts';
import {
  EngineDefect,
  type EngineDiagnostic,
  engineError,
  faultDiagnostic,
  QueryFault,
} from './engine-fault.ts';
import type { DatabaseLimits, QueryLimits } from './limits.ts';
import { makeRelations, type RelationsInput } from './relations.ts';

export type RunOutcome =
  | { readonly result: QueryResult }
  | { readonly diagnostics: readonly EngineDiagnostic[]; readonly fault?: unknown };

export interface TranslationRun extends RelationsInput {
  readonly limits: QueryLimits & Pick<DatabaseLimits, 'memoryMb'>;
}

/** Runs a translation on a connection of its own. Whatever goes wrong is a diagnostic; `fault` is what the database threw. */
export async function runOnDatabase(
  database: Database,
  translation: Translation,
  run: TranslationRun,
): Promise<RunOutcome> {
  const connection = await database.connect();
  const stopClock = interruptAfter(connection, run.limits.timeMs);
  try {
    const diagnostics = await makeRelations(database.module, connection, translation.sources, run);
    if (diagnostics.length > 0) return { diagnostics };
    for (const { name, sql } of translation.variables) await setVariable(connection, name, sql);
    return { result: await readResult(connection, translation, run.limits) };
  } catch (thrown) {
    const { limits } = run;
    const diagnostic = faultDiagnostic(thrown, { sql: translation.sql, limits, memoryMb: limits.memoryMb });
    return { diagnostics: [diagnostic], fault: thrown };
  } finally {
    stopClock();
    connection.closeSync();
  }
}

/** Interrupts again and again once the time is over: an interrupt that falls between two statements is lost. */
function interruptAfter(connection: DuckDBConnection, timeMs: number): () => void {
  let timer = setTimeout(() => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), 20);
  }, timeMs);
  return () => {
    clearTimeout(timer);
    clearInterval(timer);
  };
}

async function readResult(
  connection: DuckDBConnection,
  translation: Translation,
  limits: QueryLimits,
): Promise<QueryResult> {
  const { openBag, sql } = translation;
  const columns = openBag === undefined ? translation.columns : [...translation.columns, bagColumn];
  const statement = await prepareSelect(connection, sql);
  try {
    const answer = await statement.stream();
    // A query may leave no column; SQL needs one.
    if (answer.columnCount !== Math.max(1, columns.length)) {
      throw new EngineDefect(
        `the SQL gave ${answer.columnCount} columns where ${columns.length} were promised`,
      );
    }
    const rows: unknown[][] = [];
    let bytes = 0;
    for await (const chunk of answer) {
      if (rows.length + chunk.rowCount > limits.rows) throw tooManyRows(limits.rows);
      for (const row of chunk.getRows()) {
        for (const value of row) bytes += typeof value === 'string' ? value.length : 8;
        rows.push(columns.map(({ type }, index) => decodeValue(row[index], type)));
      }
      if (bytes > limits.bytes) throw tooManyBytes(limits.bytes);
    }
    if (openBag !== undefined) return unpacked(translation.columns, rows, openBag);
    return { columns: columns.map(({ name, type }) => ({ name, type })), rows };
  } finally {
    statement.destroySync();
  }
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

/** Only one SELECT runs: whatever else the SQL might be is a defect, and preparing refuses several statements. */
async function prepareSelect(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (!/^[\s(]*(select|with)\b/i.test(sql)) throw new EngineDefect('the SQL is not a SELECT');
  return connection.prepare(sql);
}

/** Preparing refuses a second statement here too. */
async function setVariable(connection: DuckDBConnection, name: string, sql: string): Promise<void> {
  if (!/^\w+$/.test(name)) throw new EngineDefect(`${name} is no name of a variable`);
  const statement = await connection.prepare(`set variable ${name} = (${sql})`);
  await statement.run();
  statement.destroySync();
}

function tooManyRows(limit: number): QueryFault {
  return new QueryFault(
    engineError(
      'engine/result-limit',
      `The result has more than ${limit.toLocaleString('en')} rows, the most Log Analytics returns; there it would be cut off.`,
      'Summarize, filter or take fewer rows.',
    ),
  );
}

function tooManyBytes(limit: number): QueryFault {
  return new QueryFault(
    engineError(
      'engine/result-limit',
      `The result is larger than ${Math.round(limit / 1024 / 1024)} MB, the most Log Analytics returns; there it would be cut off.`,
      'Project fewer columns, summarize, or filter.',
    ),
  );
}
