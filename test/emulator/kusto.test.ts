// The embedded workspace as a Kusto engine: driven by our client, and by Microsoft's own.
import { Client, ClientRequestProperties, KustoConnectionStringBuilder } from 'azure-kusto-data';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import type { QueryService } from '../../src/engine/query-service.ts';
import { openKustoEngine } from '../../src/workspace/kusto/runner.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { clientAt, now } from '../workspace/kusto/engine.ts';
import { serveEngine } from './kusto-engine.ts';
import { fakeQueries, send, start } from './start.ts';

/** One row with a value of every type, and one of their nulls. */
const everyType = `datatable(b:bool, i:int, l:long, r:real, m:decimal, d:datetime, t:timespan, g:guid, s:string, j:dynamic) [
  true, 1, 9223372036854775807, real(nan), decimal(12.5), datetime(2026-01-15T12:00:00.1234567Z), time(1.02:03:04.5000001),
  guid(74be27de-1e4e-49d9-b579-fe0b331d3642), "a", dynamic({"k":[1,9007199254740993]}),
  bool(null), int(null), long(null), real(null), decimal(null), datetime(null), timespan(null), guid(null), "", dynamic(null)
]`;

describe('our client', () => {
  test('reads every value as the embedded engine has it', async () => {
    const { port } = await serveEngine();
    const { columns, rows } = await clientAt(port).query(everyType, now);
    expect(columns.map(({ type }) => type)).toEqual(
      'bool int long real decimal datetime timespan guid string dynamic'.split(' '),
    );
    expect(rows).toEqual([
      [
        true,
        1,
        '9223372036854775807',
        'NaN',
        '12.5',
        '2026-01-15T12:00:00.1234567Z',
        '1.02:03:04.5000001',
        '74be27de-1e4e-49d9-b579-fe0b331d3642',
        'a',
        { k: [1, '9007199254740993'] },
      ],
      [null, null, null, null, null, null, null, null, '', null],
    ]);
  });

  test('finds an engine that tests can run on, at the time it asks for', async () => {
    const { port } = await serveEngine();
    const { description } = await openKustoEngine(clientAt(port));
    expect(description).toContain('sentinel-sync embedded engine');
    expect((await clientAt(port).query('print now()', now)).rows).toEqual([['2026-01-15T12:00:00.0000000Z']]);
  });

  test('refuses an engine with another clock', async () => {
    const moment = '2026-03-01T12:00:00.0000000Z';
    const columns = [
      { name: 'SentinelSyncProbe', type: 'string' },
      { name: 'Clock', type: 'datetime' },
    ];
    const runQuery = async () => ({ ok: true, result: { columns, rows: [['seeded', moment]] } }) as const;
    const { port } = await start({ queries: { ...fakeQueries, runQuery } });
    expect(await thrown(openKustoEngine(clientAt(port)))).toMatchObject({
      diagnostic: { code: 'workspace/kusto-clock' },
    });
  });

  test('refuses an engine whose tables stay what they are behind a let', async () => {
    const { port } = await serveEngine({ variants: { 'let-shadows-table': 'does-not-shadow' } });
    expect(await thrown(openKustoEngine(clientAt(port)))).toMatchObject({ exitCode: 1 });
  });

  test('is told what is wrong with a query, and where', async () => {
    const { port } = await serveEngine();
    const error = await thrown(clientAt(port).query('Repo_CL\n| where Nope == 1', now));
    expect(error).toMatchObject({ reason: 'refused', service: { code: 'SEM0100', line: 2 } });
  });

  test('is told of rows that were cut off', async () => {
    const columns = [{ name: 'x', type: 'long' }];
    const partial = { code: 'E_QUERY_RESULT_SET_TOO_LARGE', message: 'too many rows' };
    const runQuery: QueryService['runQuery'] = async () => ({
      ok: true,
      result: { columns, rows: [] },
      partial,
    });
    const { port } = await start({ queries: { ...fakeQueries, runQuery } });
    expect(await thrown(clientAt(port).query('T', now))).toMatchObject({
      diagnostic: { code: 'workspace/partial-result' },
    });
  });
});

describe("Microsoft's client", () => {
  function foreignClient({ url }: Emulator): Client {
    const client = new Client(new KustoConnectionStringBuilder(url));
    onTestFinished(() => client.close());
    return client;
  }

  test('reads rows', async () => {
    const client = foreignClient(await serveEngine());
    const { primaryResults } = await client.execute(
      'NetDefaultDB',
      'print a = 1, s = "x", j = dynamic({"k":1})',
    );
    // It hands on the text of a dynamic.
    expect(primaryResults[0]?.toJSON().data).toEqual([{ a: 1, s: 'x', j: '{"k":1}' }]);
  });

  test('may ask for a time', async () => {
    const client = foreignClient(await serveEngine());
    const properties = new ClientRequestProperties();
    properties.setOption('query_now', '2020-01-01T00:00:00Z');
    const { primaryResults } = await client.execute('law-test', 'print Clock = now()', properties);
    expect(primaryResults[0]?.toJSON().data).toEqual([{ Clock: new Date('2020-01-01T00:00:00Z') }]);
  });

  test.each(['.show version', '.show databases', '.show database', '.show tables | take 1'])(
    '%s',
    async (command) => {
      const client = foreignClient(await serveEngine());
      const { primaryResults } = await client.execute('NetDefaultDB', command);
      expect(primaryResults[0]?.toJSON().data.length).toBeGreaterThan(0);
    },
  );

  test('is told of a query that fails', async () => {
    const client = foreignClient(await serveEngine());
    const error = await thrown(client.execute('NetDefaultDB', 'Nope'));
    expect(JSON.stringify((error as { response: { data: unknown } }).response.data)).toContain('SEM0100');
  });

  test('is told of rows that were cut off', async () => {
    const result = { columns: [{ name: 'x', type: 'long' }], rows: [[1]] };
    const partial = { code: 'E_QUERY_RESULT_SET_TOO_LARGE', message: 'too many rows' };
    const queries = { ...fakeQueries, runQuery: async () => ({ ok: true, result, partial }) as const };
    const client = foreignClient(await start({ queries }));
    expect(String(await thrown(client.execute('NetDefaultDB', 'T')))).toContain('too many rows');
  });
});

const query = (csl: string, properties?: unknown) => ({ db: 'NetDefaultDB', csl, properties });

test.each([
  ['another database', { db: 'Other', csl: 'print 1' }, 400, "Entity ID 'Other' of kind 'Database'"],
  ['no query', { db: 'NetDefaultDB' }, 400, 'has no query'],
  ['properties that are no JSON', query('print 1', '{'), 400, 'are no JSON'],
  ['query parameters', query('print 1', { Parameters: { a: '1' } }), 501, 'query parameters'],
  [
    'progressive frames',
    query('print 1', { Options: { results_progressive_enabled: true } }),
    501,
    'progressive',
  ],
  ['a time range', query('print 1', { Options: { query_datetimescope_from: 'x' } }), 501, 'which rows'],
  ['an option nobody knows', query('print 1', { Options: { zz: 1 } }), 501, 'zz is not known here'],
  ['a time that is none', query('print 1', { Options: { query_now: 'soon' } }), 501, 'query_now'],
])('%s is refused, not passed over', async (_, body, status, words) => {
  const reply = await send(await start(), 'POST', '/v2/rest/query', body);
  expect(reply.status).toBe(status);
  expect(JSON.stringify(reply.body)).toContain(words);
});

test.each([
  [
    'options that change no row',
    query('print 1', { Options: { servertimeout: '00:01:00', notruncation: true } }),
  ],
  ['properties as text', query('print 1', JSON.stringify({ Options: { query_language: 'kql' } }))],
  ['no properties', query('print 1')],
])('%s are fine', async (_, body) => {
  expect((await send(await start(), 'POST', '/v2/rest/query', body)).status).toBe(200);
});

test('the older query endpoint answers as clients ask whether an engine is there', async () => {
  const { status, body } = await send(await start(), 'POST', '/v1/rest/query', query('print 1'));
  expect(status).toBe(200);
  expect(body.Tables[0].Rows).toEqual([[1]]);
});

test('a command that it does not have is said to be missing', async () => {
  const { status, message } = await send(await start(), 'POST', '/v1/rest/mgmt', query('.drop table T'));
  expect([status, message]).toEqual([501, expect.stringContaining('.drop table T')]);
});
