// Runs one translated query within the limits: over tables made for it, or with its rows given to a prepared statement.
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { kqlCodes as textOfCode } from '../kql/codes.ts';
import { hasWindow, type MissingFixture, type Translation } from '../kql/translate/translation.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { DataFaults, EngineDefect, type EngineDiagnostic, faultDiagnostic } from './engine-fault.ts';
import type { DatabaseLimits, QueryLimits } from './limits.ts';
import type { Database } from './running/database.ts';
import { readResult } from './running/read-result.ts';
import { createTextGrowth } from './running/text-growth.ts';
import { startWatch, type Watch } from './running/watch.ts';
import type { Connected } from './sources/cells.ts';
import { missingFixtures } from './sources/fixture-rows.ts';
import { makeRelations } from './sources/relations.ts';
import { bindRows, overParameters, parameterRows } from './sources/rows-statement.ts';
import { readSources, type SourceRows, type SourcesInput, type StoredSource } from './sources/source-rows.ts';

export type RunOutcome =
  | {
      readonly result: QueryResult;
      /** What the result rests on that is not known here. */
      readonly warnings?: readonly EngineDiagnostic[];
    }
  | { readonly diagnostics: readonly EngineDiagnostic[]; readonly fault?: unknown };

export interface TranslationRun extends SourcesInput {
  readonly limits: QueryLimits & Pick<DatabaseLimits, 'memoryMb'>;
  /** When the query began to be read, by performance.now(): its time counts from there. */
  readonly startedAt: number;
  /** The plan of the database with the time of each of its operators is wanted, not the rows. */
  readonly explains?: boolean | undefined;
  /** Fixtures that nobody gives have no rows, which is a warning; else the query is refused. */
  readonly exploring?: boolean | undefined;
}

/** Runs a translation on a connection of its own. Whatever goes wrong is a diagnostic; `fault` is what the database threw. */
export async function runOnDatabase(
  database: Database,
  translation: Translation,
  run: TranslationRun,
): Promise<RunOutcome> {
  let connection: DuckDBConnection | undefined;
  const { limits, startedAt } = run;
  const watch = startWatch({ limits, startedAt, interrupt: () => connection?.interrupt() });
  const watched: Watched = {
    database,
    translation,
    limits,
    watch,
    explains: run.explains === true,
    over: (opened) => {
      connection = opened;
    },
  };
  try {
    const missing = missingFixtures(translation, run);
    if (missing.length > 0 && run.exploring !== true)
      return { diagnostics: missing.map((one) => ({ ...diagnosticOf(one), severity: 'error' })) };
    const { read, diagnostics } = readSources(translation.sources, run);
    if (diagnostics.length > 0) return { diagnostics };
    const parameters = watched.explains ? undefined : parameterRows(translation, read);
    const result =
      parameters === undefined
        ? await runOverTables(watched, read)
        : await runOverParameters(watched, parameters);
    return missing.length === 0 ? { result } : { result, warnings: missing.map(diagnosticOf) };
  } catch (thrown) {
    if (thrown instanceof DataFaults) return { diagnostics: thrown.diagnostics, fault: thrown };
    const overstepped = watch.overstepped();
    const diagnostic = faultDiagnostic(thrown, {
      sql: translation.sql,
      memoryMb: limits.memoryMb,
      overstepped,
    });
    return { diagnostics: [diagnostic], fault: thrown };
  } finally {
    watch.stop();
  }
}

function diagnosticOf({ code, severity, message, line, column }: MissingFixture): EngineDiagnostic {
  return { code, severity, message, line, column, hint: textOfCode['kql/no-fixture'].hint };
}

interface Watched {
  readonly database: Database;
  readonly translation: Translation;
  readonly limits: QueryLimits;
  readonly watch: Watch;
  readonly explains: boolean;
  /** Names the connection whose statement is to be interrupted; undefined when nothing runs any more. */
  over(connection: DuckDBConnection | undefined): void;
}

async function runOverTables(
  watched: Watched,
  sources: readonly (SourceRows | StoredSource)[],
): Promise<QueryResult> {
  const { database, translation } = watched;
  const connection = await database.connect();
  watched.over(connection);
  try {
    const connected = { module: database.module, connection };
    const settled = await settleColumns(sources, connected);
    await makeRelations(connected, settled, {
      counted: hasWindow(translation),
    });
    const growth = createTextGrowth();
    for (const { name, sql } of translation.variables) {
      growth.check(sql);
      await setVariable(connection, name, sql);
      await growth.measure(connection, name);
    }
    growth.check(translation.sql);
    return watched.explains
      ? await readResult(await prepareExplain(connection, translation.sql), planOf(translation), watched)
      : await readResult(await prepareSelect(connection, translation.sql), translation, watched);
  } finally {
    watched.over(undefined);
    connection.closeSync();
  }
}

async function runOverParameters(watched: Watched, sources: readonly SourceRows[]): Promise<QueryResult> {
  const { database, translation } = watched;
  const idle = database.statements.take(translation);
  const connection = idle?.connection ?? (await database.connect());
  watched.over(connection);
  let statement = idle?.statement;
  let result: QueryResult | undefined;
  try {
    statement ??= await prepareSelect(connection, overParameters(translation.sql, sources));
    bindRows(database.module, statement, sources);
    result = await readResult(statement, translation, watched);
    return result;
  } finally {
    watched.over(undefined);
    // What an exception left behind is not used again.
    if (statement === undefined || result === undefined) connection.closeSync();
    else database.statements.put(translation, { connection, statement });
  }
}

/** The sources with the columns checked that were left for this query. @throws DataFaults */
async function settleColumns(
  sources: readonly (SourceRows | StoredSource)[],
  connected: Connected,
): Promise<readonly (SourceRows | StoredSource)[]> {
  const settled: (SourceRows | StoredSource)[] = [];
  for (const one of sources) {
    const late = one.kind === 'stored' ? one.table.late : undefined;
    const names = one.kind === 'stored' ? one.source.columns.map(({ name }) => name) : [];
    const open = names.filter((name) => late?.names.has(name));
    if (one.kind !== 'stored' || late === undefined || open.length === 0) {
      settled.push(one);
      continue;
    }
    const { table, diagnostics } = await late.settle(open, connected);
    if (diagnostics.length > 0) throw new DataFaults(diagnostics);
    const { seen, types } = one.table;
    const read = table && ({ kind: 'stored', types, ...table, ...(seen && { seen }) } as const);
    settled.push(read === undefined ? one : { ...one, table: read });
  }
  return settled;
}

/** Runs the SELECT to the end, and gives its plan: https://duckdb.org/docs/stable/guides/meta/explain_analyze */
function prepareExplain(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  assertSelect(sql);
  return connection.prepare(`explain analyze ${sql}`);
}

/** What is read of it: a word and the text of the plan. */
function planOf({ openBag: _, ...translation }: Translation): Translation {
  const columns = ['Kind', 'Plan'].map((name) => ({ name, sqlName: name, type: 'string' }) as const);
  return { ...translation, columns };
}

/** Only one SELECT runs: whatever else the SQL might be is a defect, and preparing refuses several statements. */
export async function prepareSelect(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  assertSelect(sql);
  return connection.prepare(sql);
}

function assertSelect(sql: string): void {
  if (!/^[\s(]*(select|with)\b/i.test(sql)) throw new EngineDefect('the SQL is not a SELECT');
}

/** Preparing refuses a second statement here too. */
export async function setVariable(connection: DuckDBConnection, name: string, sql: string): Promise<void> {
  if (!/^\w+$/.test(name)) throw new EngineDefect(`${name} is no name of a variable`);
  const statement = await connection.prepare(`set variable ${name} = (${sql})`);
  await statement.run();
  statement.destroySync();
}
