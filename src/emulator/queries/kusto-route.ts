// The Kusto query API over the query service: what the emulator and Azure Data Explorer answer, of the embedded workspace's rows.
import type { QueryAnswer } from '../../engine/query-service.ts';
import { isJsonMap, type JsonMap, mapOf, own } from '../../json/json.ts';
import { effectOf, notFollowed } from '../../kql/translate/request-options.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { datetimeTicks, unixEpochTicks } from '../../rows/ticks.ts';
import { version } from '../../version.ts';
import { type Answer, notEmbedded } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody } from '../http/request.ts';
import { asTheServiceCounts } from './failure-position.ts';
import { framesText, oneApiError, tablesText } from './kusto-frames.ts';

/** The database that every Kusto engine on one's own machine has; the workspace answers under its own name too. */
const usualDatabase = 'NetDefaultDB';

/** POST /v2/rest/query */
export async function kustoQuery(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const answer = await answerOf(request, workspace);
  if ('status' in answer) return answer;
  return { status: 200, text: framesText(answer.result, answer.partial) };
}

/** POST /v1/rest/query: the older answer, by which clients find out whether an engine is there. */
export async function kustoQueryV1(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const answer = await answerOf(request, workspace);
  if ('status' in answer) return answer;
  return answer.partial === undefined
    ? { status: 200, text: tablesText(answer.result) }
    : notEmbedded(`a partial result in the form of v1 (${answer.partial.message})`);
}

/** GET /v1/rest/auth/metadata: clients ask it before anything else, even without an account. */
export function kustoAuthMetadata(): Answer {
  return { status: 200, body: { AzureAD: null } };
}

/** POST /v1/rest/mgmt: the commands by which a client finds out where it is. */
export async function kustoCommand(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const { db, csl } = objectBody(request);
  const elsewhere = otherDatabase(db, workspace);
  if (elsewhere !== undefined) return elsewhere;
  const text = typeof csl === 'string' ? csl.trim().replace(/\s+/g, ' ') : '';
  const [, command = text, count] = /^(.*?) ?(?:\| ?(?:take|limit) (\d+))?$/.exec(text) ?? [];
  const run = own(commands, command.toLowerCase());
  if (run === undefined) return notEmbedded(`the Kusto command ${JSON.stringify(text)}`);
  const { columns, rows } = await run(workspace);
  const some = count === undefined ? rows : rows.slice(0, Number(count));
  return { status: 200, text: tablesText({ columns, rows: some }) };
}

type Command = (workspace: EmulatedWorkspace) => QueryResult | Promise<QueryResult>;

const texts = (...names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));

const databases: Command = ({ identity }) => ({
  columns: [...texts('DatabaseName', 'PersistentStorage'), { name: 'IsCurrent', type: 'bool' }],
  rows: [
    [usualDatabase, '', true],
    [identity.workspace, '', false],
  ],
});

/** By their text in small letters. https://learn.microsoft.com/kusto/management/ */
const commands: Readonly<Record<string, Command>> = {
  '.show database': databases,
  '.show databases': databases,
  '.show tables': async ({ queries }) => ({
    columns: texts('TableName', 'DatabaseName', 'Folder', 'DocString'),
    rows: (await queries.tables()).map(({ name }) => [name, usualDatabase, '', '']),
  }),
  '.show version': () => ({
    columns: texts('BuildVersion', 'ServiceType', 'ProductVersion'),
    rows: [[version, 'sentinel-sync embedded engine', version]],
  }),
};

async function answerOf(
  request: ArmRequest,
  workspace: EmulatedWorkspace,
): Promise<Answer | Extract<QueryAnswer, { ok: true }>> {
  const { db, csl, properties } = objectBody(request);
  const elsewhere = otherDatabase(db, workspace);
  if (elsewhere !== undefined) return elsewhere;
  if (typeof csl !== 'string' || csl.trim() === '')
    return badRequest({ code: 'General_BadRequest', message: 'The request has no query' });
  const given = propertiesOf(properties);
  if (given === undefined)
    return badRequest({ code: 'General_BadRequest', message: 'The properties of the request are no JSON' });
  const now = clockOf(given, workspace);
  if (!(now instanceof Date)) return now;
  const letShadowsTable = workspace.variants['let-shadows-table'] === 'shadows';
  workspace.rows.countQuery();
  const made = workspace.made();
  const answer = await workspace.queries.runQuery({ query: csl, now, letShadowsTable, made });
  if (answer.ok) return answer;
  const { failure } = answer;
  if (failure.kind === 'unsupported') return notEmbedded(`this query: ${failure.message}`);
  const { code, message, line, pos } = asTheServiceCounts(failure, workspace.variants);
  return badRequest({ code, message }, line === undefined ? {} : { '@line': line, '@pos': pos });
}

function badRequest(
  failure: { readonly code: string; readonly message: string },
  place: object = {},
): Answer {
  return { status: 400, body: { error: oneApiError(failure, place) } };
}

function otherDatabase(db: unknown, { identity }: EmulatedWorkspace): Answer | undefined {
  const own = [usualDatabase, identity.workspace, identity.customerId].map((name) => name.toLowerCase());
  if (db === undefined || db === null || own.includes(String(db).toLowerCase())) return undefined;
  const message = `Entity ID '${String(db)}' of kind 'Database' was not found.`;
  return badRequest({ code: 'BadRequest_EntityNotFound', message });
}

/** Clients send an object; a page of the documentation shows JSON text. Undefined for text that is none. */
function propertiesOf(given: unknown): JsonMap | undefined {
  if (typeof given !== 'string') return mapOf(given);
  try {
    return mapOf(JSON.parse(given));
  } catch {
    return undefined;
  }
}

/**
 * The time of the query. An option that decides over rows and is not followed is refused: its rows would be others than asked for.
 * https://learn.microsoft.com/kusto/api/rest/request-properties
 */
function clockOf(
  { Options: options, Parameters: parameters }: JsonMap,
  { now }: EmulatedWorkspace,
): Date | Answer {
  if (isJsonMap(parameters) && Object.keys(parameters).length > 0) return notEmbedded('query parameters');
  const { query_now: asked, results_progressive_enabled: progressive, ...others } = mapOf(options);
  if (progressive === true) return notEmbedded('progressive results');
  for (const [name, value] of Object.entries(others)) {
    const why =
      value === false || own(harmless, name)?.includes(value) ? undefined : notFollowed[effectOf(name)];
    if (why !== undefined) return notEmbedded(`a query with this option: ${name} ${why}`);
  }
  if (asked === undefined) return now();
  const ticks =
    typeof asked === 'string' ? datetimeTicks(asked.replace(/^datetime\((.*)\)$/, '$1')) : undefined;
  if (ticks === undefined || ticks % 10_000n !== 0n)
    return notEmbedded(`query_now ${JSON.stringify(asked)}; it takes a time in whole milliseconds`);
  return new Date(Number((ticks - unixEpochTicks) / 10_000n));
}

/** Values that say what is so anyway. */
const harmless: Readonly<Record<string, readonly unknown[]>> = { query_language: ['kql', 'csl'] };
