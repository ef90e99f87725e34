// Runs one translated query within the limits: over tables made for it, or with its rows given to a prepared statement.
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { Translation } from '../kql/translation.ts';
import type { QueryResult } from '../workspace/workspace.ts';
import type { Database } from './database.ts';
import { EngineDefect, type EngineDiagnostic, faultDiagnostic } from './engine-fault.ts';
import type { DatabaseLimits, QueryLimits } from './limits.ts';
import { readResult } from './read-result.ts';
import { makeRelations } from './relations.ts';
import { bindRows, overParameters, parameterRows } from './rows-statement.ts';
import { readSources, type SourceRows, type SourcesInput, type StoredSource } from './source-rows.ts';

export type RunOutcome =
  | { readonly result: QueryResult }
  | { readonly diagnostics: readonly EngineDiagnostic[]; readonly fault?: unknown };

export interface TranslationRun extends SourcesInput {
  readonly limits: QueryLimits & Pick<DatabaseLimits, 'memoryMb'>;
}

/** Runs a translation on a connection of its own. Whatever goes wrong is a diagnostic; `fault` is what the database threw. */
export async function runOnDatabase(
  database: Database,
  translation: Translation,
  run: TranslationRun,
): Promise<RunOutcome> {
  try {
    const { read, diagnostics } = readSources(translation.sources, run);
    if (diagnostics.length > 0) return { diagnostics };
    const given = parameterRows(translation, read);
    const result =
      given === undefined
        ? await runOverTables(database, translation, read, run.limits)
        : await runOverParameters(database, translation, given, run.limits);
    return { result };
  } catch (thrown) {
    const { limits } = run;
    const diagnostic = faultDiagnostic(thrown, { sql: translation.sql, limits, memoryMb: limits.memoryMb });
    return { diagnostics: [diagnostic], fault: thrown };
  }
}

async function runOverTables(
  database: Database,
  translation: Translation,
  sources: readonly (SourceRows | StoredSource)[],
  limits: QueryLimits,
): Promise<QueryResult> {
  const connection = await database.connect();
  const stopClock = interruptAfter(connection, limits.timeMs);
  try {
    await makeRelations(database.module, connection, sources);
    for (const { name, sql } of translation.variables) await setVariable(connection, name, sql);
    return await readResult(await prepareSelect(connection, translation.sql), translation, limits);
  } finally {
    stopClock();
    connection.closeSync();
  }
}

async function runOverParameters(
  database: Database,
  translation: Translation,
  sources: readonly SourceRows[],
  limits: QueryLimits,
): Promise<QueryResult> {
  const held = database.statements.take(translation);
  const connection = held?.connection ?? (await database.connect());
  const stopClock = interruptAfter(connection, limits.timeMs);
  let statement = held?.statement;
  let result: QueryResult | undefined;
  try {
    statement ??= await prepareSelect(connection, overParameters(translation.sql, sources));
    bindRows(database.module, statement, sources);
    result = await readResult(statement, translation, limits);
    return result;
  } finally {
    stopClock();
    // What an exception left behind is not used again.
    if (statement === undefined || result === undefined) connection.closeSync();
    else database.statements.put(translation, { connection, statement });
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
