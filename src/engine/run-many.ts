// Runs one translated query for many runs at once, each with its own rows and clock: what a statement costs besides its rows, above
// all the regular expressions that it makes anew each time, is paid once.
import type { DuckDBConnection } from '@duckdb/node-api';
import { runColumns, type Translation } from '../kql/translate/translation.ts';
import type { Cell } from '../rows/cell.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { ticksOfDate } from '../rows/ticks.ts';
import type { DatabaseLimits, QueryLimits } from './limits.ts';
import { prepareSelect, setVariable } from './run-translation.ts';
import type { Database } from './running/database.ts';
import { readResult } from './running/read-result.ts';
import { createTextGrowth } from './running/text-growth.ts';
import { startWatch } from './running/watch.ts';
import { missingFixtures } from './sources/fixture-rows.ts';
import { bindRows, overParameters } from './sources/rows-statement.ts';
import { readSources, type SourceRows, type SourcesInput } from './sources/source-rows.ts';

/** What a run has of its own that shares its statement with others. */
export interface SharedRun extends Omit<SourcesInput, 'window'> {
  readonly now: Date;
  readonly window?: SourcesInput['window'];
  /** In the order of the translation's `runValues`. */
  readonly values?: readonly Cell[] | undefined;
}

export interface ManyOptions {
  readonly limits: QueryLimits & Pick<DatabaseLimits, 'memoryMb'>;
  readonly startedAt: number;
}

/** The rows of one run, read; undefined where something is wrong with them, or where they are not given as rows. */
export function readRun(translation: Translation, run: SharedRun): readonly SourceRows[] | undefined {
  if (missingFixtures(translation, run).length > 0) return undefined;
  const { read, diagnostics } = readSources(translation.sources, { ...run, window: run.window });
  const rows = read.filter((source) => source.kind === 'rows');
  return diagnostics.length > 0 || rows.length < read.length ? undefined : rows;
}

export interface ReadRun {
  readonly now: Date;
  readonly values?: readonly Cell[] | undefined;
  readonly sources: readonly SourceRows[];
}

/**
 * The results of all runs, in their order. Whatever goes wrong with one of them is thrown: who wants to know with which runs them
 * one by one.
 */
export async function runManyOnDatabase(
  database: Database,
  translation: Translation,
  { runs, limits, startedAt }: ManyOptions & { readonly runs: readonly ReadRun[] },
): Promise<readonly QueryResult[]> {
  let connection: DuckDBConnection | undefined;
  const watch = startWatch({ limits, startedAt, interrupt: () => connection?.interrupt() });
  const idle = database.statements.take(translation);
  connection = idle?.connection ?? (await database.connect());
  let statement = idle?.statement;
  let results: readonly QueryResult[] | undefined;
  try {
    const sources = sourcesOf(runs, translation);
    statement ??= await prepare(connection, translation, sources);
    bindRows(database.module, statement, sources);
    const all = await readResult(statement, withRun(translation), { limits, watch });
    results = apart(all, translation, runs.length);
    return results;
  } finally {
    watch.stop();
    if (statement === undefined || results === undefined) connection.closeSync();
    else database.statements.put(translation, { connection, statement });
  }
}

async function prepare(
  connection: DuckDBConnection,
  translation: Translation,
  sources: readonly SourceRows[],
) {
  const growth = createTextGrowth();
  for (const { name, sql } of translation.variables) {
    growth.check(sql);
    await setVariable(connection, name, sql);
    await growth.measure(connection, name);
  }
  growth.check(translation.sql);
  return prepareSelect(connection, overParameters(statementOf(translation), sources));
}

const runNumber = { name: '', sqlName: 'run_number', type: 'int' } as const;
const allRuns = 'all_runs';
const allRowsOf = (relation: string) => `all_${relation}`;

/** A relation of the runs, and one for each source with the rows of all of them. */
function sourcesOf(runs: readonly ReadRun[], { runValues = [] }: Translation): readonly SourceRows[] {
  const clock = { name: '', sqlName: runColumns.now, type: 'datetime' } as const;
  const own: SourceRows = {
    kind: 'rows',
    relation: allRuns,
    columns: [runNumber, clock, ...runValues],
    rows: runs.map(({ now, values = [] }, index) => [index, ticksOfDate(now), ...values]),
  };
  const first = runs[0]?.sources ?? [];
  const rows = first.map(({ relation, columns }, source): SourceRows => {
    const ofRun = ({ sources }: ReadRun, index: number): Cell[][] =>
      (sources[source]?.rows ?? []).map((row) => [index, ...row]);
    return {
      kind: 'rows',
      relation: allRowsOf(relation),
      columns: [runNumber, ...columns],
      rows: runs.flatMap(ofRun),
    };
  });
  return [own, ...rows];
}

/** The SQL of one run, for every run there is: DuckDB makes of it one plan that carries the number of the run along. */
function statementOf({ sql, sources }: Translation): string {
  const own = sources.map(({ relation, columns }) => {
    const all = allRowsOf(relation);
    const names = columns.length === 0 ? ['row_exists'] : columns.map(({ sqlName }) => sqlName);
    const selected = names.map((name) => `${all}.${name}`).join(', ');
    const { sqlName: number } = runNumber;
    return `${relation} as (select ${selected} from ${all} where ${all}.${number} = ${allRuns}.${number})`;
  });
  const isWith = /^with\s/i.test(sql);
  const inner =
    own.length === 0 ? sql : `with ${own.join(', ')}${isWith ? `, ${sql.slice('with '.length)}` : ` ${sql}`}`;
  const order = `order by ${allRuns}.${runNumber.sqlName}, one_run.${runColumns.place}`;
  return `select ${allRuns}.${runNumber.sqlName}, one_run.* from ${allRuns}, lateral (${inner}) one_run ${order}`;
}

/** What the statement gives: the number of the run, the columns of the query, the place in the run. */
function withRun(translation: Translation): Translation {
  // A query may leave no column; SQL needs one.
  const { columns } = translation;
  const given = columns.length > 0 ? columns : [{ name: '', type: 'int' } as const];
  const place = { name: runColumns.place, type: 'long' } as const;
  return { ...translation, columns: [runNumber, ...given, place] };
}

function apart(all: QueryResult, { columns }: Translation, count: number): readonly QueryResult[] {
  const rows: unknown[][][] = Array.from({ length: count }, () => []);
  for (const [run, ...values] of all.rows) rows[Number(run)]!.push(values.slice(0, columns.length));
  return rows.map((own) => ({ columns: columns.map(({ name, type }) => ({ name, type })), rows: own }));
}
