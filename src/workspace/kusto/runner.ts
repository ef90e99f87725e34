// Runs queries on a Kusto engine: over seed rows put in front of them, or over what its database holds.
import { notOfferedAt } from '../../checks/reading/not-offered.ts';
import { createQueryView } from '../../checks/reading/query-view.ts';
import { exitCodes } from '../../diagnostics/user-error.ts';
import { bindQuery } from '../../kql/bind/bind.ts';
import { placeAt } from '../../kql/rewrite/text-edits.ts';
import type { QueryRun, QueryRunner } from '../../rows/query-runner.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { runCatalogue } from '../../tables/run-catalogue.ts';
import { workspaceError } from '../codes.ts';
import { prologueRunner } from '../queries/prologue-runner.ts';
import type { KustoClient } from './client.ts';

/** What answered, for a report: the engine's own words about itself. */
export interface KustoEngine {
  readonly client: KustoClient;
  /** What the engine says of itself: `Kusto.Engine 1.0.9774.1`. */
  readonly build: string;
  /** Name, address, database, and the product and build where the engine says them. */
  readonly description: string;
}

/**
 * Asks an engine who it is and whether seed rows can be run on it: a `let` has to hide the table of its name, and `now()` has to
 * be the time that is asked for. Both are asked in one query, over a table that the database has where commands tell of one.
 * @throws UserError when either does not hold, or nothing answers.
 */
export async function openKustoEngine(client: KustoClient): Promise<KustoEngine> {
  const build = await buildOf(client);
  const table = await someTable(client);
  const query = `let ${table} = datatable(SentinelSyncProbe:string) ['seeded'];\n${table} | project SentinelSyncProbe, Clock = now()`;
  const now = new Date('2001-02-03T04:05:06Z');
  const { columns, rows } = await client.query(query, now);
  const [row, ...more] = rows;
  if (columns.length !== 2 || more.length > 0 || row?.[0] !== 'seeded') throw doesNotShadow(client, table);
  if (row[1] !== '2001-02-03T04:05:06.0000000Z') throw otherClock(client, row[1]);
  const { name, url, database } = client.endpoint;
  return { client, build, description: `${name}: ${url}, database ${database}, ${build}` };
}

/** `Kusto.Engine 1.0.9774.1`. https://learn.microsoft.com/kusto/management/show-version-command */
async function buildOf(client: KustoClient): Promise<string> {
  const { columns, rows } = await client.command('.show version');
  const cell = (name: string) => rows[0]?.[columns.findIndex((column) => column.name === name)];
  const parts = ['ServiceType', 'BuildVersion'].map(cell).filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? 'build not known' : parts.join(' ');
}

/** A name that no table has would prove nothing; the data lake has no command that lists tables. */
async function someTable({ command, endpoint }: KustoClient): Promise<string> {
  if (!endpoint.listsTables) return usualTable;
  const { columns, rows } = await command('.show tables | take 1');
  const place = columns.findIndex(({ name }) => name === 'TableName');
  const name = String(rows[0]?.[place] ?? '');
  return /^[A-Za-z_]\w*$/.test(name) ? name : usualTable;
}

/** https://learn.microsoft.com/azure/azure-monitor/reference/tables/usage */
const usualTable = 'Usage';

/**
 * A runner over an engine. Rejects with NotCoveredError where a prologue cannot serve, and with a UserError where a query uses what a
 * workspace does not offer: that it runs here would prove nothing.
 */
export function createKustoRunner(
  { client, description }: KustoEngine,
  catalogue: TableCatalogue,
): QueryRunner {
  const runner = prologueRunner({ description, catalogue, send: (text, { now }) => client.query(text, now) });
  return {
    ...runner,
    run: async (request) => {
      assertOffered(request, catalogue);
      return runner.run(request);
    },
  };
}

/** Throws a UserError where a query uses what a workspace does not offer. */
export function assertOffered(
  { query, tables }: Pick<QueryRun, 'query' | 'tables'>,
  catalogue: TableCatalogue,
): void {
  const bound = bindQuery(query, { tables: runCatalogue(catalogue, tables) });
  const [found] = notOfferedAt(createQueryView(bound));
  if (found === undefined) return;
  const reason = found.reason === '' ? '' : ` (${found.reason})`;
  throw workspaceError(
    'workspace/kusto-only',
    `${found.name} is not in a Sentinel workspace${reason}, so nothing is proven by running it on Kusto`,
    { ...placeAt(query, found.start), exitCode: exitCodes.findings },
  );
}

function doesNotShadow({ endpoint }: KustoClient, table: string) {
  return workspaceError(
    'workspace/let-does-not-shadow',
    `${endpoint.url} does not let seed rows stand in for the table ${table}. Nothing was tested or recorded.`,
    { hint: 'Use a database without tables.', exitCode: exitCodes.findings },
  );
}

function otherClock({ endpoint }: KustoClient, clock: unknown) {
  return workspaceError(
    'workspace/kusto-clock',
    `${endpoint.url} was asked to run a query at 2001-02-03T04:05:06Z, and its now() is ${String(clock)}. Nothing was tested or recorded.`,
    { exitCode: exitCodes.findings },
  );
}
