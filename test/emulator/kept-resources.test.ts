// Data connectors, watchlists, templates and solutions are kept as they came: listed by page, found whatever the case, refused with an old etag, gone once deleted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRecorded, record } from '../workspace/recording-server.ts';
import { catalogued, solution, template } from './content-hub.ts';
import { preview, sdkClients, send, siPath, stable, start, temporaryFolder } from './start.ts';

const office = {
  kind: 'Office365',
  properties: { tenantId: 't', dataTypes: { exchange: { state: 'Enabled' } } },
};
const watchlist = {
  properties: { displayName: 'VIP', provider: 'Microsoft', itemsSearchKey: 'Upn', watchlistAlias: 'vip' },
};

describe.each([
  ['dataConnectors', office],
  ['watchlists', watchlist],
  ['contentTemplates', template()],
  ['contentPackages', solution()],
])('%s', (collection, body) => {
  const path = (name: string) => `${siPath}/${collection}/${name}?${stable}`;

  test('put, get, list by pages, delete', async () => {
    const emulator = await start({ pageSize: 1 });
    expect((await send(emulator, 'PUT', path('b'), body)).status).toBe(201);
    const { body: put } = await send(emulator, 'PUT', path('a'), body);
    expect(put).toMatchObject({ ...body, name: 'a', type: `Microsoft.SecurityInsights/${collection}` });
    expect((await send(emulator, 'GET', path('A'))).body).toEqual(put);
    const first = await send(emulator, 'GET', `${siPath}/${collection}?${preview}`);
    expect(first.body.value).toEqual([put]);
    const second = await send(emulator, 'GET', first.body.nextLink.slice(emulator.url.length));
    expect(second.body.value.map(({ name }: { name: string }) => name)).toEqual(['b']);
    expect((await send(emulator, 'DELETE', path('a'))).status).toBe(200);
    expect((await send(emulator, 'DELETE', path('a'))).status).toBe(204);
    expect((await send(emulator, 'GET', path('a'))).status).toBe(404);
  });

  test('an old etag is a conflict; the current one and * are not', async () => {
    const emulator = await start();
    const { body: first } = await send(emulator, 'PUT', path('a'), body);
    const { body: second } = await send(emulator, 'PUT', path('a'), { ...body, etag: first.etag });
    expect(second.etag).not.toBe(first.etag);
    const stale = await send(emulator, 'PUT', path('a'), { ...body, etag: first.etag });
    expect([stale.status, stale.code]).toEqual([409, 'Conflict']);
    expect((await send(emulator, 'PUT', path('a'), { ...body, etag: '*' })).status).toBe(200);
  });

  test('they outlive the server, and a workspace without Sentinel has none', async () => {
    const stateFolder = temporaryFolder();
    const emulator = await start({ stateFolder });
    await send(emulator, 'PUT', path('a'), body);
    await emulator.close();
    const again = await start({ stateFolder });
    expect((await send(again, 'GET', path('a'))).body).toMatchObject(body);
    const bare = await start({ onboarded: false });
    expect((await send(bare, 'GET', path('a'))).message).toContain('not onboarded');
  });
});

test('a data connector that is there is overwritten with its etag only', async () => {
  const emulator = await start();
  const path = `${siPath}/dataConnectors/a?${stable}`;
  await send(emulator, 'PUT', path, office);
  expect((await send(emulator, 'PUT', path, office)).status).toBe(409);
});

test.each([
  ['dataConnectors', { kind: 'Office', properties: {} }, "The data connector kind 'Office' is not valid."],
  ['dataConnectors', { properties: {} }, "The data connector kind 'undefined' is not valid."],
  ['watchlists', { properties: { displayName: 'x' } }, "Required property 'provider' not found"],
  [
    'contentTemplates',
    template({ packageVersion: undefined }),
    "Required property 'packageVersion' not found",
  ],
])('%s: %j is refused', async (collection, body, message) => {
  const reply = await send(await start(), 'PUT', `${siPath}/${collection}/a?${stable}`, body);
  expect([reply.status, reply.message]).toEqual([400, message]);
});

test('the catalogue is what the workspace was started with, by pages, and cannot be written', async () => {
  const emulator = await start({ pageSize: 1, catalogue: [catalogued({}, 'b'), catalogued({}, 'a')] });
  const path = `${siPath}/contentProductPackages`;
  const first = await send(emulator, 'GET', `${path}?${stable}`);
  expect(first.body.value).toMatchObject([catalogued({}, 'a')]);
  const second = await send(emulator, 'GET', first.body.nextLink.slice(emulator.url.length));
  expect(second.body.value.map(({ name }: { name: string }) => name)).toEqual(['b']);
  expect((await send(emulator, 'GET', `${path}/B?${stable}`)).body).toEqual(second.body.value[0]);
  expect((await send(emulator, 'GET', `${path}/c?${stable}`)).status).toBe(404);
  expect((await send(emulator, 'PUT', `${path}/c?${stable}`, solution())).status).toBe(405);
});

test('what would be deployed by a template is not kept', async () => {
  const emulator = await start();
  const path = `${siPath}/contentTemplates/a?${stable}`;
  const { status, body } = await send(emulator, 'PUT', path, template({ mainTemplate: { resources: [] } }));
  expect([status, body.properties.mainTemplate]).toEqual([201, undefined]);
});

test.each([
  ['contentTemplates', '$expand=properties/mainTemplate'],
  ['contentPackages/a', '$expand=properties/packagedContent'],
  ['contentProductPackages', "$filter=properties/contentKind eq 'Solution'"],
  ['watchlists', '$top=1'],
])('%s: %s is refused loudly', async (path, option) => {
  const { status, message } = await send(await start(), 'GET', `${siPath}/${path}?${stable}&${option}`);
  expect([status, message]).toEqual([501, expect.stringContaining(option.slice(0, option.indexOf('=')))]);
});

test('the keys of a connector are neither stored nor given back', async () => {
  const stateFolder = temporaryFolder();
  const emulator = await start({ stateFolder });
  const secret = 'a-key-of-an-api';
  const auth = { type: 'APIKey', apiKey: secret };
  for (const [name, properties] of [
    ['new', { connectorDefinitionName: 'D', auth, request: {} }],
    ['old', { pollingConfig: { auth, isActive: true } }],
  ] as const) {
    const path = `${siPath}/dataConnectors/${name}?${stable}`;
    const { status, body } = await send(emulator, 'PUT', path, { kind: 'RestApiPoller', properties });
    expect(status).toBe(201);
    expect(JSON.stringify(body)).not.toContain(secret);
  }
  const folder = join(stateFolder, 'dataConnectors');
  const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(kept).toHaveLength(2);
  expect(kept.join()).not.toContain(secret);
  expect(kept.join()).toContain('isActive');
});

test('the real SDK client lists, reads and deletes them', async () => {
  const emulator = await start();
  await send(emulator, 'PUT', `${siPath}/dataConnectors/a?${stable}`, office);
  const { dataConnectors } = sdkClients(emulator).rules;
  const names: unknown[] = [];
  for await (const connector of dataConnectors.list('rg-soc', 'law-test')) names.push(connector.name);
  expect(names).toEqual(['a']);
  expect(await dataConnectors.get('rg-soc', 'law-test', 'a')).toMatchObject({ kind: 'Office365' });
  await dataConnectors.delete('rg-soc', 'law-test', 'a');
});

test.each<[string, object, object]>([
  [
    'data types that are on',
    { kind: 'Office365', properties: { dataTypes: { a: { state: 'Disabled' }, b: { state: 'Enabled' } } } },
    { kind: 'Office365', connectorId: undefined, isConnected: true },
  ],
  [
    'data types that are all off',
    { kind: 'Office365', properties: { dataTypes: { a: { state: 'Disabled' } } } },
    { kind: 'Office365', isConnected: false },
  ],
  [
    'a connection of a definition',
    {
      kind: 'RestApiPoller',
      properties: { connectorDefinitionName: '/subscriptions/x/GitHubAuditDefinitionV2' },
    },
    { kind: 'RestApiPoller', connectorId: 'GitHubAuditDefinitionV2', isConnected: true },
  ],
  [
    'a connection that is switched off',
    { kind: 'RestApiPoller', properties: { connectorDefinitionName: 'D', isActive: false } },
    { kind: 'RestApiPoller', connectorId: 'D', isConnected: false },
  ],
  [
    'a page, which is no connection',
    { kind: 'GenericUI', properties: { connectorUiConfig: { id: 'OurPage', dataTypes: [{ name: 'T' }] } } },
    { kind: 'GenericUI', connectorId: 'OurPage', isConnected: undefined },
  ],
  [
    'an older connector that polls',
    {
      kind: 'APIPolling',
      properties: { connectorUiConfig: { id: 'P' }, pollingConfig: { isActive: true } },
    },
    { kind: 'APIPolling', connectorId: 'P', isConnected: true },
  ],
])('what the workspace reads of a connector: %s', async (_, raw, read) => {
  const server = await record(() => ({ body: { value: [{ name: 'n', ...raw }] } }));
  try {
    expect(await openRecorded(server.port).connectors()).toEqual([
      { name: 'n', connectorId: undefined, ...read },
    ]);
    expect(server.requests[0]?.url).toMatch(
      /\/providers\/Microsoft\.SecurityInsights\/dataConnectors\?api-version=2025-07-01-preview$/,
    );
  } finally {
    await server.close();
  }
});
