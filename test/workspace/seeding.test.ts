// What seeding sends over the wire, and what it makes of the answers: test tables, data collection rules, rows.
import { afterEach, describe, expect, test } from 'vitest';
import type { HeldRule } from '../../src/workspace/seeding/seeding.ts';
import {
  openRecorded,
  type Recorded,
  type RecordingServer,
  type Reply,
  record,
  subscriptionId,
} from './recording-server.ts';

let server: RecordingServer | undefined;
afterEach(() => server?.close());

async function seedingOn(answer: (request: Recorded) => Reply) {
  server = await record((request) => {
    const isWorkspace = /\/workspaces\/soc\?/.test(request.url);
    return isWorkspace ? { body: { location: 'westeurope', properties: {} } } : answer(request);
  });
  const { requests, port } = server;
  return { requests, port, seeding: openRecorded(port).seeding };
}

const group = `/subscriptions/${subscriptionId}/resourceGroups/detections`;
const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/soc`;
const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'IsIt', type: 'bool' },
  { name: 'SeedRunId', type: 'string' },
];

describe('test tables', () => {
  const name = 'Test_SigninLogs_CL';

  test('are put in the words of Resource Manager', async () => {
    const { seeding, requests } = await seedingOn(() => ({ body: {} }));
    await seeding.putTestTable({ name, columns });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'PUT',
      url: `${workspaceId}/tables/${name}?api-version=2022-10-01`,
      body: {
        properties: {
          schema: {
            name,
            columns: [
              { name: 'TimeGenerated', type: 'dateTime' },
              { name: 'IsIt', type: 'boolean' },
              { name: 'SeedRunId', type: 'string' },
            ],
          },
        },
      },
    });
  });

  test('are waited for while they are being made', async () => {
    const answers: Reply[] = [
      { status: 202 },
      { status: 404, body: { error: { code: 'ResourceNotFound', message: 'not there yet' } } },
      { body: { properties: { provisioningState: 'InProgress' } } },
      { body: { properties: { provisioningState: 'Succeeded' } } },
    ];
    const { seeding, requests } = await seedingOn(() => answers.shift()!);
    await seeding.putTestTable({ name, columns });
    expect(requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET', 'GET']);
  });

  test('that do not come to be are an error, after so many questions', async () => {
    const { seeding, requests } = await seedingOn(({ method }) =>
      method === 'PUT' ? { status: 202 } : { body: { properties: { provisioningState: 'Updating' } } },
    );
    await expect(seeding.putTestTable({ name, columns })).rejects.toMatchObject({
      diagnostic: { code: 'workspace/table-not-provisioned' },
    });
    expect(requests).toHaveLength(61);
  });

  test('whose change fails in the background stay as they were, and that is an error, not a success', async () => {
    const schema = { name, columns: [{ name: 'TimeGenerated', type: 'dateTime' }] };
    const { seeding } = await seedingOn(({ method }) =>
      method === 'PUT'
        ? { status: 202 }
        : { body: { properties: { provisioningState: 'Succeeded', schema } } },
    );
    await expect(seeding.putTestTable({ name, columns })).rejects.toMatchObject({
      message: expect.stringContaining('its state is Succeeded without IsIt, SeedRunId.'),
      diagnostic: { code: 'workspace/table-not-provisioned' },
    });
  });

  test('are told from other tables, their own columns from those of the service', async () => {
    const table = (one: string) => ({
      name: one,
      properties: {
        plan: 'Analytics',
        retentionInDays: 90,
        retentionInDaysAsDefault: true,
        totalRetentionInDays: 400,
        provisioningState: 'Succeeded',
        schema: {
          name: one,
          columns: [{ name: 'A', type: 'dateTime' }],
          standardColumns: [{ name: 'TenantId', type: 'string' }],
        },
      },
    });
    const { seeding } = await seedingOn(() => ({
      body: { value: ['SigninLogs', name, 'Other_CL'].map(table) },
    }));
    const columnsThere = [{ name: 'A', type: 'datetime' }];
    const settings = { plan: 'Analytics', totalRetentionInDays: 400 };
    expect(await seeding.testTables()).toEqual([{ name, columns: columnsThere, settings }]);
  });

  test('keep plan and retention when columns are added', async () => {
    const { seeding, requests } = await seedingOn(() => ({ body: {} }));
    await seeding.putTestTable({ name, columns, settings: { totalRetentionInDays: 400 } });
    expect(requests[0]).toMatchObject({
      body: { properties: { totalRetentionInDays: 400, schema: { name } } },
    });
  });

  test('no other table is ever written', async () => {
    const { seeding, requests } = await seedingOn(() => ({ body: {} }));
    for (const other of ['SigninLogs', 'Okta_CL', 'Test_X', 'My_Test_X_CL']) {
      await expect(seeding.putTestTable({ name: other, columns })).rejects.toThrow('is no test table');
      const rule = { name: 'r', streams: [{ table: other, columns }] };
      await expect(seeding.putRule(rule)).rejects.toThrow('is no test table');
    }
    expect(requests).toEqual([]);
  });
});

const heldBody = {
  kind: 'Direct',
  properties: {
    immutableId: 'dcr-1',
    endpoints: { logsIngestion: 'https://somewhere' },
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }] },
    streamDeclarations: {
      'Custom-Test_A_CL': { columns: [{ name: 'IsIt', type: 'boolean' }] },
      'Custom-Foreign': { columns: [] },
    },
    dataFlows: [
      { streams: ['Custom-Test_A_CL'], outputStream: 'Custom-Test_A_CL' },
      { streams: ['Custom-Foreign'], outputStream: 'Custom-Foreign_CL' },
    ],
  },
};

describe('data collection rules', () => {
  test('one stream and one flow a table, in the region of the workspace', async () => {
    const { seeding, requests } = await seedingOn(() => ({ body: heldBody }));
    await seeding.putRule({ name: 'seed-1', streams: [{ table: 'Test_A_CL', columns }] });
    const [, put] = requests;
    expect(put).toMatchObject({
      method: 'PUT',
      url: `${group}/providers/Microsoft.Insights/dataCollectionRules/seed-1?api-version=2023-03-11`,
    });
    expect(put!.body).toMatchObject({
      location: 'westeurope',
      kind: 'Direct',
      properties: {
        streamDeclarations: {
          'Custom-Test_A_CL': {
            columns: [
              { name: 'TimeGenerated', type: 'datetime' },
              { name: 'IsIt', type: 'boolean' },
              { name: 'SeedRunId', type: 'string' },
            ],
          },
        },
        destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }] },
        dataFlows: [
          {
            streams: ['Custom-Test_A_CL'],
            destinations: ['workspace'],
            transformKql: 'source',
            outputStream: 'Custom-Test_A_CL',
          },
        ],
      },
    });
  });

  test('are read with what is not ours in them', async () => {
    const { seeding } = await seedingOn(() => ({ body: heldBody }));
    expect(await seeding.rule('seed-1')).toEqual({
      name: 'seed-1',
      kind: 'Direct',
      workspaces: [workspaceId],
      immutableId: 'dcr-1',
      endpoint: 'https://somewhere',
      streams: [{ table: 'Test_A_CL', columns: [{ name: 'IsIt', type: 'bool' }] }],
      otherStreams: ['Custom-Foreign'],
    });
  });

  test('one that is not there is undefined', async () => {
    const error = { code: 'ResourceNotFound', message: 'no such rule' };
    const { seeding } = await seedingOn(() => ({ status: 404, body: { error } }));
    expect(await seeding.rule('seed-1')).toBeUndefined();
  });
});

describe('rows', () => {
  const rule = (port: number): HeldRule => ({
    name: 'seed-1',
    kind: 'Direct',
    workspaces: [workspaceId],
    immutableId: 'dcr-1',
    endpoint: `http://127.0.0.1:${port}`,
    streams: [],
    otherStreams: [],
  });
  const refuse = (status: number, code: string): Reply => ({
    status,
    body: { error: { code, message: `${code} it is` } },
  });

  test('go to the stream of their table, packed, with a token', async () => {
    const { seeding, requests, port } = await seedingOn(() => ({ status: 204 }));
    const rows = [{ TimeGenerated: '2026-01-15T12:00:00Z', Bag: { a: [1, 'é'] } }];
    expect(await seeding.upload(rule(port), 'Test_A_CL', rows)).toEqual({ left: [] });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', body: rows });
    expect(decodeURIComponent(requests[0]!.url)).toBe(
      '/dataCollectionRules/dcr-1/streams/Custom-Test_A_CL?api-version=2023-01-01',
    );
    expect(requests[0]!.headers).toMatchObject({
      'content-encoding': 'gzip',
      authorization: 'Bearer secret-token',
    });
  });

  test('the token is for Azure Monitor', async () => {
    const scopes: unknown[] = [];
    server = await record(() => ({ status: 204 }));
    const credential = {
      getToken: async (scope: unknown) => {
        scopes.push(scope);
        return { token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
      },
    };
    await openRecorded(server.port, { credential }).seeding.upload(rule(server.port), 'Test_A_CL', [
      { A: 1 },
    ]);
    expect(scopes.flat()).toEqual(['https://monitor.azure.com/.default']);
  });

  test('of several requests only those that were refused are left', async () => {
    const isBig = ({ body }: Recorded) => (body as { text: string }[])[0]!.text.startsWith('x');
    const { seeding, port } = await seedingOn((request) =>
      isBig(request) ? refuse(400, 'InvalidPayload') : { status: 204 },
    );
    const big = { text: 'x'.repeat(900_000) };
    const other = { text: 'y'.repeat(900_000) };
    const result = await seeding.upload(rule(port), 'Test_A_CL', [big, other]);
    expect(result.left).toEqual([big]);
    expect(result.error?.message).toContain('400 InvalidPayload: InvalidPayload it is');
  });

  test.each([429, 503])(
    'a service that answers %d is asked again, with what it has not taken',
    async (status) => {
      const answers = [refuse(status, 'TooMuch'), { status: 204 }];
      const { seeding, requests, port } = await seedingOn(() => answers.shift()!);
      expect(await seeding.upload(rule(port), 'Test_A_CL', [{ A: 1 }])).toEqual({ left: [] });
      expect(requests.map(({ body }) => body)).toEqual([[{ A: 1 }], [{ A: 1 }]]);
    },
  );

  test('a missing role is named with its rule', async () => {
    const { seeding, port } = await seedingOn(() => refuse(403, 'OperationFailed'));
    const { left, error } = await seeding.upload(rule(port), 'Test_A_CL', [{ A: 1 }]);
    expect(left).toEqual([{ A: 1 }]);
    expect(error?.diagnostic).toMatchObject({
      code: 'workspace/authentication',
      hint: expect.stringContaining('Monitoring Metrics Publisher on the data collection rule seed-1'),
    });
  });

  test('a rule without an endpoint of its own is said to be one', async () => {
    const { seeding, port } = await seedingOn(() => ({ status: 204 }));
    const without = { ...rule(port), endpoint: undefined };
    await expect(seeding.upload(without, 'Test_A_CL', [])).rejects.toMatchObject({
      diagnostic: { code: 'workspace/rule-without-endpoint' },
    });
  });

  test('those of an embedded workspace never leave this machine', async () => {
    const { seeding, port } = await seedingOn(() => ({ status: 204 }));
    const away = { ...rule(port), endpoint: 'https://example.com' };
    const { error } = await seeding.upload(away, 'Test_A_CL', [{ A: 1 }]);
    expect(error?.diagnostic.code).toBe('workspace/not-loopback');
  });
});
