// What goes to a Kusto engine, what comes back, and which addresses are Kusto engines at all.
import { expect, test } from 'vitest';
import { kustoEndpoint } from '../../../src/workspace/kusto/endpoint.ts';
import { answering, completion, header, now, result, table } from './engine.ts';

test('a query asks for its own time, and for nothing outside of its database', async () => {
  const { client, server } = await answering(() => ({ body: [header, result, completion] }));
  await client.query('print now()', now);
  const [{ method, url, headers, body }] = server.requests as [(typeof server.requests)[0]];
  expect([method, url]).toEqual(['POST', '/v2/rest/query']);
  expect(headers).toMatchObject({ accept: 'application/json', 'x-ms-app': 'sentinel-sync' });
  expect(headers).not.toHaveProperty('authorization');
  expect(body).toEqual({
    db: 'NetDefaultDB',
    csl: 'print now()',
    properties: {
      Options: {
        servertimeout: '00:04:00',
        query_now: '2026-01-15T12:00:00.000Z',
        request_readonly: true,
        request_external_data_disabled: true,
        request_callout_disabled: true,
        request_remote_entities_disabled: true,
        request_sandboxed_execution_disabled: true,
      },
    },
  });
});

/** A cell as it stands in a frame, and what it is in a result. */
const cells: readonly (readonly [type: string, wire: string, value: unknown])[] = [
  ['bool', 'true', true],
  ['bool', '0', false],
  ['bool', 'null', null],
  ['int', '7', 7],
  ['long', '9223372036854775807', '9223372036854775807'],
  ['long', '-9007199254740993', '-9007199254740993'],
  ['long', '9007199254740991', 9_007_199_254_740_991],
  ['long', 'null', null],
  ['real', '1.5', 1.5],
  ['real', '"NaN"', 'NaN'],
  ['real', 'NaN', 'NaN'],
  ['real', '-Infinity', '-Infinity'],
  ['decimal', '"12345678901234567890.123456789"', '12345678901234567890.123456789'],
  ['guid', '"74BE27DE-1E4E-49D9-B579-FE0B331D3642"', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
  ['datetime', '"2014-01-01T01:01:01Z"', '2014-01-01T01:01:01.0000000Z'],
  ['datetime', '"2014-01-01T01:01:01.0000001Z"', '2014-01-01T01:01:01.0000001Z'],
  ['timespan', '"-2.00:00:02.0020002"', '-2.00:00:02.0020002'],
  ['string', '"NaN"', 'NaN'],
  ['string', '"a NaN, Infinity"', 'a NaN, Infinity'],
  ['string', 'null', ''],
  ['dynamic', '"{\\"n\\":9223372036854775807}"', { n: '9223372036854775807' }],
  ['dynamic', '{"n":9223372036854775807}', { n: '9223372036854775807' }],
  ['dynamic', '"plain words"', 'plain words'],
  ['dynamic', '""', null],
  ['dynamic', 'null', null],
];

test('every digit of a cell is kept', async () => {
  const columns = Object.fromEntries(cells.map(([type], index) => [`c${index}`, type]));
  const frame = JSON.stringify(table('PrimaryResult', columns, []));
  const row = cells.map(([, wire]) => wire).join(',');
  const rows = frame.replace('"Rows":[]', `"Rows":[[${row}]]`);
  const body = `[${JSON.stringify(header)},${rows},${JSON.stringify(completion)}]`;
  const { client } = await answering(() => ({ body }));
  const { rows: read } = await client.query('T', now);
  expect(read[0]).toEqual(cells.map(([, , value]) => value));
});

test('columns of one name are all kept', async () => {
  const twice = {
    ...table('PrimaryResult', {}, [[1, 2]]),
    Columns: [1, 2].map(() => ({ ColumnName: 'a', ColumnType: 'long' })),
  };
  const { client } = await answering(() => ({ body: [header, twice, completion] }));
  expect((await client.query('T', now)).rows).toEqual([[1, 2]]);
});

test.each([
  ['http://localhost:8080', undefined, 'http://localhost:8080', 'NetDefaultDB', undefined],
  ['http://127.0.0.1:8080/', 'Test', 'http://127.0.0.1:8080', 'Test', undefined],
  [
    'https://soc.westeurope.kusto.windows.net',
    'Logs',
    'https://soc.westeurope.kusto.windows.net',
    'Logs',
    'https://soc.westeurope.kusto.windows.net/.default',
  ],
  [
    'https://abc.z1.kusto.fabric.microsoft.com/',
    'Logs',
    'https://abc.z1.kusto.fabric.microsoft.com',
    'Logs',
    'https://abc.z1.kusto.fabric.microsoft.com/.default',
  ],
  [
    'https://api.securityplatform.microsoft.com',
    'soc-1',
    'https://api.securityplatform.microsoft.com/lake/kql',
    'soc-1',
    '4500ebfb-89b6-4b14-a480-7f749797bfcd/.default',
  ],
  [
    'https://weu.api.securityplatform.microsoft.com/lake/kql',
    'soc-1',
    'https://weu.api.securityplatform.microsoft.com/lake/kql',
    'soc-1',
    '4500ebfb-89b6-4b14-a480-7f749797bfcd/.default',
  ],
])('%s is an engine', (address, database, url, db, scope) => {
  const endpoint = kustoEndpoint(address, database);
  expect([endpoint.url, endpoint.database, endpoint.signIn?.scope]).toEqual([url, db, scope]);
});

test.each([
  ['soc', 'X', 'is no address'],
  ['http://soc.westeurope.kusto.windows.net', 'X', 'must begin with https://'],
  ['http://kusto:8080', 'X', 'must begin with https://'],
  ['https://localhost:8080', 'X', 'has no TLS'],
  ['https://kusto.windows.net.example.com', 'X', 'known Kusto service'],
  ['https://example.com', 'X', 'known Kusto service'],
  ['https://soc.westeurope.kusto.windows.net:8443', 'X', 'known Kusto service'],
  ['https://soc.westeurope.kusto.windows.net/Logs', 'X', 'without a path'],
  ['https://ada:word@soc.westeurope.kusto.windows.net', 'X', 'neither a password'],
  ['https://soc.westeurope.kusto.windows.net', undefined, 'needs a database'],
])('%s is none that a token may go to', (address, database, words) => {
  expect(() => kustoEndpoint(address, database)).toThrow(words);
});
