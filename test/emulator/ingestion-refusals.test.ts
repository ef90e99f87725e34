// Everything that is refused of a custom table, a data collection rule and an upload, case by case.
import { expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import { dataCollectionRuleRefusals } from '../../src/emulator/refusals/data-collection-rule.ts';
import { tableRequestRefusals, tableSchemaRefusals } from '../../src/emulator/refusals/table-schema.ts';
import {
  collectionRule,
  columns,
  makeTable,
  rulePath,
  rulesPath,
  seen,
  startWithEngine,
  tableBody,
  tablePath,
  upload,
  uploadPath,
} from './ingestion-start.ts';
import { fakeQueries, send, start, wsPath } from './start.ts';

const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`Column${index}`, 'string']));
const with_ = (more: Record<string, string>) => tableBody('Test_CL', { ...columns, ...more });
const time = { name: 'TimeGenerated', type: 'dateTime' };
const schema = (...list: unknown[]) => ({ properties: { schema: { columns: list } } });

/** Refusal -> table name, body, words of the answer. */
const tableCases: Readonly<Record<string, readonly [string, unknown, string]>> = {
  'table-name': ['a.b_CL', tableBody('a.b_CL'), 'must be 4 to 63'],
  'table-suffix': ['Test', tableBody('Test'), "must end with '_CL'"],
  'table-schema-name': ['Test_CL', tableBody('Other_CL'), "named 'Other_CL'"],
  'table-column-type': ['Test_CL', with_({ Cost: 'decimal' }), "type 'decimal' of column 'Cost'"],
  'table-time-generated': ['Test_CL', tableBody('Test_CL', { Host: 'string' }), "mandatory 'TimeGenerated'"],
  'table-column-count': ['Test_CL', with_(many), '503 columns'],
  'table-column-name': ['Test_CL', with_({ [`C${'o'.repeat(45)}`]: 'string' }), '2 to 45'],
  'table-column-reserved': ['Test_CL', with_({ tenantId: 'string' }), "'tenantId' is reserved"],
  'table-column-twice': ['Test_CL', schema(time, time), "'TimeGenerated' is declared more"],
  'table-column-type-change': [
    'Old_CL',
    tableBody('Old_CL', { ...columns, Count: 'long' }),
    "'Count' cannot",
  ],
};

const schemaIds: readonly string[] = tableSchemaRefusals.map(({ id }) => id);

/** The error of a PUT, or of the operation it started. */
async function errorOf(emulator: Emulator, name: string, body: unknown) {
  const put = await send(emulator, 'PUT', tablePath(name), body);
  const address = put.headers.get('azure-asyncoperation');
  if (put.status !== 202 || address === null) return { at: put.status, ...put.body.error };
  const { body: operation } = await send(emulator, 'GET', address.slice(emulator.url.length));
  return { at: operation.status, ...operation.error };
}

test('every refusal of a table has a case', () => {
  const ids = [...tableRequestRefusals, ...tableSchemaRefusals].map(({ id }) => id);
  expect(Object.keys(tableCases).sort()).toEqual(ids.sort());
});

test.for(Object.entries(tableCases))('%s', async ([id, [name, body, words]]) => {
  const emulator = await start({ queries: { ...fakeQueries, tables: async () => [] } });
  await send(emulator, 'PUT', tablePath('Old_CL'), tableBody('Old_CL'));
  const expected = schemaIds.includes(id)
    ? { at: 'Failed', code: 'SchemaUpdateFatalError' }
    : { at: 400, code: 'InvalidParameter' };
  expect(await errorOf(emulator, name, body)).toEqual({
    ...expected,
    message: expect.stringContaining(words),
  });
  const now = await send(emulator, 'GET', tablePath(name));
  if (name === 'Old_CL') expect(now.body.properties.schema.columns[2].type).toBe('int');
  else expect(seen(now)).toBe('404 ResourceNotFound');
});

test.for([
  'id',
  'ID',
  'BilledSize',
  'InvalidTimeGenerated',
  'IsBillable',
  'Title',
  'Type',
  'UniqueId',
  '_ResourceId',
  '_SubscriptionId',
  '_ItemId',
  '9lives',
  'a',
  'with space',
  'with-hyphen',
  'Größe',
])('no column may be named %s', async (name) => {
  const error = await errorOf(await start(), 'Test_CL', with_({ [name]: 'string' }));
  expect(error).toMatchObject({ at: 'Failed', code: 'SchemaUpdateFatalError' });
});

test('what is just within the limits is taken, types in any case', async () => {
  const emulator = await start();
  const { Column0: _0, Column1: _1, Column2: _2, ...most } = many;
  const longest = `C${'o'.repeat(44)}`;
  const bodies = {
    Full_CL: tableBody('Full_CL', { ...columns, ...most }),
    Names_CL: tableBody('Names_CL', { ...columns, [longest]: 'string', ab: 'DYNAMIC', Ok_9: 'GUID' }),
  };
  for (const [name, body] of Object.entries(bodies)) {
    expect((await errorOf(emulator, name, body)).at).toBe('Succeeded');
  }
  const { body } = await send(emulator, 'GET', tablePath('Names_CL'));
  expect(body.properties.schema.columns.slice(3)).toEqual([
    { name: longest, type: 'string' },
    { name: 'ab', type: 'dynamic' },
    { name: 'Ok_9', type: 'guid' },
  ]);
});

test.for([
  ['no properties', {}, 400],
  ['columns of another form', { properties: { schema: { columns: 'x' } } }, 400],
  ['a column without a type', schema({ name: 'Host' }), 400],
  ['a plan nobody knows', { properties: { plan: 'Gold' } }, 400],
  ['another plan', { properties: { plan: 'Basic', ...with_({}).properties } }, 501],
] as const)('the body of a table: %s', async ([, body, status]) => {
  expect((await send(await start(), 'PUT', tablePath('Test_CL'), body)).status).toBe(status);
});

test('tables of Azure and tables with a file are not changed here, and said so', async () => {
  const emulator = await start({ queries: { ...fakeQueries, tablesWithFiles: ['Repo_CL'] } });
  const put = (name: string) => send(emulator, 'PUT', tablePath(name), tableBody(name));
  expect(seen(await put('SecurityEvent'))).toBe('501 EmbeddedWorkspaceUnsupported');
  expect(seen(await put('Repo_CL'))).toBe('501 EmbeddedWorkspaceUnsupported');
  const remove = (name: string) => send(emulator, 'DELETE', tablePath(name));
  expect(seen(await remove('SecurityEvent'))).toBe('400 BadRequest');
  expect(seen(await remove('Repo_CL'))).toBe('501 EmbeddedWorkspaceUnsupported');
});

const stream = { TimeGenerated: 'datetime', Host: 'string', Count: 'int' };
const flow = collectionRule({ Test_CL: stream }).properties.dataFlows[0]!;
const ofStream = (more: Record<string, string>) => collectionRule({ Test_CL: { ...stream, ...more } });
const ofFlow = (change: object) =>
  collectionRule({ Test_CL: stream }, { dataFlows: [{ ...flow, ...change }] });
const streams = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Custom-${index}`, { columns: [] }]));
const elsewhere = { name: 'workspace', workspaceResourceId: wsPath.replace('law-test', 'law-other') };

/** Refusal -> body of a rule over Test_CL, words of the answer. */
const ruleCases: Readonly<Record<string, readonly [unknown, string]>> = {
  'rule-location': [{ ...ofStream({}), location: 'eastus' }, "The rule is in 'eastus'"],
  'stream-name': [
    collectionRule({ Test_CL: stream }, { streamDeclarations: { Test: { columns: [] } } }),
    "must begin with 'Custom-'",
  ],
  'stream-column-type': [ofStream({ Other: 'guid' }), "type 'guid' of column 'Other'"],
  'stream-count': [collectionRule({ Test_CL: stream }, { streamDeclarations: streams(11) }), '11 entries'],
  'destination-workspace': [
    collectionRule({ Test_CL: stream }, { destinations: { logAnalytics: [elsewhere] } }),
    'was not found',
  ],
  'flow-stream': [ofFlow({ streams: ['Custom-Nope'] }), "Stream 'Custom-Nope' is not declared"],
  'flow-destination': [ofFlow({ destinations: ['nope'] }), "Destination 'nope' is not defined"],
  'flow-table': [
    ofFlow({ outputStream: 'Custom-Nope_CL' }),
    "Table for output stream 'Custom-Nope_CL' is not available for destination 'workspace'.",
  ],
  'flow-columns': [
    ofStream({ EventId: 'string', Count: 'long' }),
    "Count [produced:'Long', output:'Int'], EventId [produced:'String', output:'Guid']",
  ],
  'flow-extra-columns': [ofStream({ Extra: 'string' }), "no column 'Extra'"],
  'flow-time-generated': [collectionRule({ Test_CL: { Host: 'string' } }), "no column 'TimeGenerated'"],
};

test('every refusal of a rule has a case', () => {
  expect(Object.keys(ruleCases).sort()).toEqual(dataCollectionRuleRefusals.map(({ id }) => id).sort());
});

test.for(Object.entries(ruleCases))('%s', async ([id, [body, words]]) => {
  const emulator = await start({
    variants: { 'stream-column-not-in-table': 'refused', 'stream-without-time-generated': 'refused' },
  });
  await send(emulator, 'PUT', tablePath('Test_CL'), tableBody('Test_CL', { ...columns, EventId: 'guid' }));
  const put = await send(emulator, 'PUT', rulePath(), body);
  expect([seen(put), put.message]).toEqual(['400 InvalidPayload', 'Data collection rule is invalid']);
  const { code } = dataCollectionRuleRefusals.find((refusal) => refusal.id === id)!;
  expect(put.body.error.details).toContainEqual({
    code,
    message: expect.stringContaining(words),
    target: expect.any(String),
  });
  expect((await send(emulator, 'GET', rulePath())).status).toBe(404);
});

test('everything that is wrong is told at once, with the flow it is in', async () => {
  const emulator = await start();
  await send(emulator, 'PUT', tablePath('Test_CL'), tableBody('Test_CL'));
  const body = collectionRule({ Test_CL: stream, Nope_CL: stream, None_CL: stream });
  const { details } = (await send(emulator, 'PUT', rulePath(), body)).body.error;
  expect(details.map(({ target }: { target: string }) => target)).toEqual([
    'properties.dataFlows[1]',
    'properties.dataFlows[2]',
  ]);
});

const direct = ofStream({});
test.for([
  ['no location', { ...direct, location: undefined }, '400 LocationRequired'],
  ['no properties', { ...direct, properties: undefined }, '400 InvalidPayload'],
  ['no flows', collectionRule({ Test_CL: stream }, { dataFlows: undefined }), '400 InvalidPayload'],
  ['streams of another form', collectionRule({}, { streamDeclarations: [] }), '400 InvalidPayload'],
  ['a stream without columns', collectionRule({}, { streamDeclarations: { a: {} } }), '400 InvalidPayload'],
  ['another kind', { ...direct, kind: 'Windows' }, '501 EmbeddedWorkspaceUnsupported'],
  [
    'a transformation',
    ofFlow({ transformKql: 'source | where Count > 1' }),
    '501 EmbeddedWorkspaceUnsupported',
  ],
  ['a table of Azure', ofFlow({ outputStream: 'Microsoft-Syslog' }), '501 EmbeddedWorkspaceUnsupported'],
  [
    'data sources',
    collectionRule({ Test_CL: stream }, { dataSources: { syslog: [] } }),
    '501 EmbeddedWorkspaceUnsupported',
  ],
  [
    'other destinations',
    collectionRule({ Test_CL: stream }, { destinations: { logAnalytics: [], azureMonitorMetrics: {} } }),
    '501 EmbeddedWorkspaceUnsupported',
  ],
  [
    'an endpoint of its own',
    collectionRule({ Test_CL: stream }, { dataCollectionEndpointId: '/x' }),
    '501 EmbeddedWorkspaceUnsupported',
  ],
] as const)('the body of a rule: %s', async ([, body, expected]) => {
  const emulator = await start();
  await send(emulator, 'PUT', tablePath('Test_CL'), tableBody('Test_CL'));
  expect(seen(await send(emulator, 'PUT', rulePath(), body))).toBe(expected);
});

test('a rule without a kind has no endpoint, and takes no rows here', async () => {
  const emulator = await start();
  await send(emulator, 'PUT', tablePath('Test_CL'), tableBody('Test_CL'));
  const { body } = await send(emulator, 'PUT', rulePath(), { ...direct, kind: undefined });
  expect([body.kind, body.properties.endpoints]).toEqual([undefined, undefined]);
  expect(seen(await upload(emulator, body.properties.immutableId, []))).toBe(
    '501 EmbeddedWorkspaceUnsupported',
  );
});

test('a rule of another subscription or resource group is not here', async () => {
  const emulator = await start();
  const elsewherePath = `${rulesPath.replace('rg-soc', 'rg-other')}/seed?api-version=2023-03-11`;
  expect(seen(await send(emulator, 'PUT', elsewherePath, direct))).toBe('404 ResourceGroupNotFound');
});

test.for([
  ['a rule nobody made', 'dcr-0', undefined, '[]', '404 NotFound'],
  ['a stream the rule has not', undefined, 'Custom-Nope', '[]', '400 InvalidStream'],
  ['no JSON', undefined, undefined, '[{', '400 InvalidPayload'],
  ['no body', undefined, undefined, '', '400 InvalidPayload'],
  ['one object', undefined, undefined, '{"Host":"a"}', '400 InvalidPayload'],
  ['an array of texts', undefined, undefined, '["a"]', '400 InvalidPayload'],
  ['an array in the array', undefined, undefined, '[{},[]]', '400 InvalidPayload'],
  ['1 MB and a byte', undefined, undefined, ' '.repeat(1024 * 1024 + 1), '413 ContentLengthLimitExceeded'],
  ['5 MB', undefined, undefined, ' '.repeat(5 * 1024 * 1024), '413 ContentLengthLimitExceeded'],
  ['no rows', undefined, undefined, '[]', 204],
  ['1 MB', undefined, undefined, `[${' '.repeat(1024 * 1024 - 2)}]`, 204],
] as const)('an upload: %s', async ([, rule, streamName, body, expected]) => {
  const emulator = await startWithEngine();
  const id = await makeTable(emulator);
  expect(seen(await send(emulator, 'POST', uploadPath(rule ?? id, streamName), body))).toBe(expected);
});

test('an upload needs an api-version and a POST', async () => {
  const emulator = await start();
  const path = '/dataCollectionRules/dcr-0/streams/Custom-T';
  expect(seen(await send(emulator, 'POST', path, []))).toBe('400 MissingApiVersionParameter');
  expect(seen(await send(emulator, 'GET', `${path}?api-version=2023-01-01`))).toBe('405 MethodNotAllowed');
});

test('an operation that nobody started is not found', async () => {
  const path = `/subscriptions/${wsPath.split('/')[2]}/providers/Microsoft.OperationalInsights/locations/westeurope/operationStatuses/x?api-version=2022-10-01`;
  expect(seen(await send(await start(), 'GET', path))).toBe('404 NotFound');
});
