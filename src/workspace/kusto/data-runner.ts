// Runs queries over a folder of data files on a Kusto engine: each query takes the rows with it that it sees.
import { exitCodes } from '../../diagnostics/user-error.ts';
import type { OpenedTables } from '../../engine/open-tables.ts';
import { bindQuery } from '../../kql/bind/bind.ts';
import { seedSurvey } from '../../kql/rewrite/seed-survey.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { NotCoveredError } from '../../rows/query-runner.ts';
import type { SeedRow, SeedTables } from '../../rows/seed-row.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { workspaceError } from '../codes.ts';
import { type DataRunner, type DataRunnerOptions, openDataRunner } from '../queries/data-runner.ts';
import { tableRows } from '../queries/table-rows.ts';
import { createKustoRunner, type KustoEngine } from './runner.ts';

/**
 * The folder is read by the embedded engine, which also says what a run sees; the queries run on the Kusto engine, one request each.
 * @throws UserError as `openDataRunner`.
 */
export async function openKustoDataRunner(
  options: DataRunnerOptions,
  engine: KustoEngine,
): Promise<DataRunner> {
  const { runAll: _, ...folder } = await openDataRunner(options);
  const runner = createKustoRunner(engine, options.tables);
  return {
    ...folder,
    run: async (run) => {
      const { query, now, window } = run;
      const tables = await folder.rowsSeen(run);
      return sent(runner.run({ query, tables, now, ...(window !== undefined && { window }) }));
    },
  };
}

export interface FolderQuery {
  readonly query: string;
  readonly now: Date;
}

/** Runs one query over all rows of the tables that it names. Throws a UserError where they cannot be sent. */
export async function queryFolder(
  { query, now }: FolderQuery,
  opened: Pick<OpenedTables, 'engine' | 'tables' | 'data'>,
  engine: KustoEngine,
): Promise<QueryResult> {
  const runner = createKustoRunner(engine, opened.tables);
  return sent(runner.run({ query, now, tables: await rowsFor(query, opened) }));
}

async function rowsFor(
  query: string,
  opened: Pick<OpenedTables, 'engine' | 'tables' | 'data'> & { readonly tables: TableCatalogue },
): Promise<SeedTables> {
  const named = seedSurvey(bindQuery(query, { tables: opened.tables }))?.tables ?? [];
  const rows: [string, readonly SeedRow[]][] = [];
  for (const name of named) {
    if (opened.data.names.includes(name)) rows.push([name, await tableRows(name, opened)]);
  }
  return Object.fromEntries(rows);
}

/** Nothing here is a test that could be skipped. */
async function sent(answer: Promise<QueryResult>): Promise<QueryResult> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof NotCoveredError)) throw error;
    throw workspaceError('workspace/rows-not-sent', `The query cannot run on Kusto: ${error.message}`, {
      exitCode: exitCodes.findings,
      cause: error,
    });
  }
}
