// An embedded workspace with the real engine for tests that make tables and send rows to them.
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { LogsIngestionClient } from '@azure/monitor-ingestion';
import { onTestFinished } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../src/emulator/options.ts';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { identity, type Reply, send, start, wsPath } from './start.ts';

const tableApi = 'api-version=2022-10-01';
const ruleApi = 'api-version=2023-03-11';
export const tablePath = (name: string) => `${wsPath}/tables/${name}?${tableApi}`;
export const rulesPath = `/subscriptions/${identity.subscription}/resourceGroups/${identity.resourceGroup}/providers/Microsoft.Insights/dataCollectionRules`;
export const rulePath = (name = 'seed') => `${rulesPath}/${name}?${ruleApi}`;
export const queryPath = `/v1/workspaces/${identity.customerId}/query`;

type Columns = Readonly<Record<string, string>>;

const columnsOf = (columns: Columns) => Object.entries(columns).map(([name, type]) => ({ name, type }));

/** The columns that most tests use. */
export const columns: Columns = { TimeGenerated: 'dateTime', Host: 'string', Count: 'int' };

export function tableBody(name: string, declared: Columns = columns) {
  return { properties: { schema: { name, columns: columnsOf(declared) } } };
}

/** A rule that takes rows for `Custom-<table>` into the table. */
export function collectionRule(
  tables: Readonly<Record<string, Columns>>,
  changes: Record<string, unknown> = {},
) {
  const names = Object.keys(tables);
  return {
    location: 'westeurope',
    kind: 'Direct',
    properties: {
      streamDeclarations: Object.fromEntries(
        names.map((name) => [`Custom-${name}`, { columns: columnsOf(tables[name]!) }]),
      ),
      destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: wsPath }] },
      dataFlows: names.map((name) => ({
        streams: [`Custom-${name}`],
        destinations: ['workspace'],
        transformKql: 'source',
        outputStream: `Custom-${name}`,
      })),
      ...changes,
    },
  };
}

/** An embedded workspace with the real engine. */
export async function startWithEngine(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const queries = await createQueryService({ tables: createTableCatalogue(), limits: { threads: 1 } });
  onTestFinished(() => queries.close());
  return start({ queries, ...options });
}

/** The engine behind the workspace sees the rows of one table, made with a rule of its own. Answers the immutable id. */
export async function makeTable(
  emulator: Emulator,
  { table = 'Test_CL', declared = columns, stream = streamColumns(declared) }: TableToMake = {},
): Promise<string> {
  const put = await send(emulator, 'PUT', tablePath(table), tableBody(table, declared));
  if (put.status > 202) throw new Error(put.message);
  const { body } = await send(emulator, 'GET', tablePath(table));
  if (body.properties?.provisioningState !== 'Succeeded') throw new Error(`${table} was not made`);
  const rule = await send(emulator, 'PUT', rulePath(table), collectionRule({ [table]: stream }));
  if (rule.status > 201) throw new Error(JSON.stringify(rule.body));
  return rule.body.properties.immutableId;
}

interface TableToMake {
  readonly table?: string;
  readonly declared?: Columns;
  readonly stream?: Columns;
}

/** Table columns as a stream may declare them. */
function streamColumns(declared: Columns): Columns {
  return Object.fromEntries(
    Object.entries(declared).map(([name, type]) => [name, type === 'guid' ? 'string' : type.toLowerCase()]),
  );
}

export const uploadPath = (immutableId: string, stream = 'Custom-Test_CL') =>
  `/dataCollectionRules/${immutableId}/streams/${stream}?api-version=2023-01-01`;

export const upload = (emulator: Emulator, immutableId: string, rows: unknown, stream?: string) =>
  send(emulator, 'POST', uploadPath(immutableId, stream), rows);

/** The rows of a query, or the code of its failure. */
export async function rowsOf(emulator: Emulator, query: string, timespan?: string): Promise<unknown> {
  const reply = await send(emulator, 'POST', queryPath, { query, timespan });
  return reply.status === 200
    ? reply.body.tables[0].rows
    : (reply.body.error.innererror?.innererror?.code ?? reply.code);
}

/** The status and code of an answer. */
export const seen = ({ status, code }: Reply) => (code === undefined ? status : `${status} ${code}`);

const httpClient: HttpClient = {
  sendRequest: (request) => {
    request.url = `http:${request.url.slice('https:'.length)}`;
    request.allowInsecureConnection = true;
    return createDefaultHttpClient().sendRequest(request);
  },
};

/** The real client, told the endpoint of the rule. */
export function ingestionClient(endpoint: string): LogsIngestionClient {
  const getToken = async () => ({ token: 'of-a-test', expiresOnTimestamp: Number.MAX_SAFE_INTEGER });
  return new LogsIngestionClient(endpoint, { getToken }, { httpClient });
}
