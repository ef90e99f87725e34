// The Log Analytics query API over raw HTTP: requests, timespans, cells, errors.
import { expect, test } from 'vitest';
import { windowOf } from '../../src/emulator/queries/timespan.ts';
import type { QueryAnswer, QueryRequest } from '../../src/engine/query-service.ts';
import { fakeQueries, identity, noon, send, start, wsPath } from './start.ts';

const path = `/v1/workspaces/${identity.customerId}/query`;

function answering(answer: QueryAnswer, seen: QueryRequest[] = []) {
  const runQuery = async (request: QueryRequest) => {
    seen.push(request);
    return answer;
  };
  return start({ queries: { ...fakeQueries, runQuery } });
}

const columns = [
  { name: 'l', type: 'long' },
  { name: 'r', type: 'real' },
  { name: 'b', type: 'bool' },
  { name: 'd', type: 'dynamic' },
  { name: 't', type: 'datetime' },
  { name: 'n', type: 'decimal' },
  { name: 's', type: 'string' },
];

test('cells are JSON numbers and booleans; dynamic is JSON text; a long keeps every digit', async () => {
  const rows = [
    ['9223372036854775807', 'NaN', true, { a: [1, null] }, '2026-03-01T12:00:00.1234567Z', '1.50', '5'],
    [7, 1.5, false, null, null, null, ''],
  ];
  const emulator = await answering({ ok: true, result: { columns, rows } });
  const response = await fetch(`${emulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'T' }),
  });
  const columnsText = JSON.stringify(columns);
  expect(await response.text()).toBe(
    `{"tables":[{"name":"PrimaryResult","columns":${columnsText},"rows":[` +
      '[9223372036854775807,"NaN",true,"{\\"a\\":[1,null]}","2026-03-01T12:00:00.1234567Z","1.50","5"],' +
      '[7,1.5,false,null,null,null,""]]}]}',
  );
});

test('query, clock and window reach the query service; a resource id does as well, behind two slashes', async () => {
  const seen: QueryRequest[] = [];
  const emulator = await answering({ ok: true, result: { columns: [], rows: [] } }, seen);
  for (const where of [path, path.toUpperCase().replace('/V1', '/v1'), `/v1/${wsPath}/query`]) {
    const { status } = await send(emulator, 'POST', where, { query: 'T', timespan: 'P1D' });
    expect(status).toBe(200);
  }
  const window = { start: new Date('2026-02-28T12:00:00Z'), end: noon };
  const made = { tables: [], functions: [] };
  const expected = { query: 'T', now: noon, window, letShadowsTable: true, made };
  expect(seen).toEqual([expected, expected, expected]);
});

test.for([
  ['P1D', '2026-02-28T12:00:00.000Z', '2026-03-01T12:00:00.000Z'],
  ['2026-01-01T00:00:00Z/2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'],
  ['2026-01-01/PT1H', '2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00.000Z'],
  ['PT1H/2026-01-01T00:00:00', '2025-12-31T23:00:00.000Z', '2026-01-01T00:00:00.000Z'],
] as const)('timespan %s', ([timespan, start, end]) => {
  expect(windowOf(timespan, noon)).toEqual({ start: new Date(start), end: new Date(end) });
});

test.for(['1d', 'P1D/P1D', '2026-01-02/2026-01-01', 'a/b', 'P1D/2026-01-01/P1D', '2026-13-01/P1D', 5])(
  'no timespan: %s',
  async (timespan) => {
    expect(windowOf(timespan, noon)).toBe('invalid');
    const reply = await send(await start(), 'POST', path, { query: 'T', timespan });
    expect([reply.status, reply.code, reply.body.error.innererror.code]).toEqual([
      400,
      'BadArgumentError',
      'InvalidTimespan',
    ]);
  },
);

test('an absent or empty timespan is none', () => {
  expect([windowOf(undefined, noon), windowOf('', noon)]).toEqual([undefined, undefined]);
});

test('a syntax error and a semantic error have the shapes of the service', async () => {
  const syntax = await answering({
    ok: false,
    failure: { kind: 'syntax', code: 'SYN0002', message: 'near )', line: 1, pos: 9 },
  });
  expect((await send(syntax, 'POST', path, { query: 'T' })).body.error).toEqual({
    message: 'The request had some invalid properties',
    code: 'BadArgumentError',
    innererror: {
      code: 'SyntaxError',
      message: 'Syntax Error',
      innererror: { code: 'SYN0002', message: 'near )', line: 1, pos: 8 },
    },
  });
  const semantic = await answering({
    ok: false,
    failure: { kind: 'semantic', code: 'SEM0100', message: 'no X' },
  });
  expect((await send(semantic, 'POST', path, { query: 'T' })).body.error.innererror).toEqual({
    code: 'SemanticError',
    message: 'A semantic error occurred.',
    innererror: { code: 'SEM0100', message: 'no X' },
  });
});

test('what only the embedded engine cannot run is 501, never passed off as an error of Azure', async () => {
  const failure = {
    kind: 'unsupported',
    code: 'kql/unsupported-operator',
    message: 'reduce is not supported',
  } as const;
  const { status, code, message } = await send(await answering({ ok: false, failure }), 'POST', path, {
    query: 'T',
  });
  expect([status, code]).toEqual([501, 'EmbeddedWorkspaceUnsupported']);
  expect(message).toContain('reduce is not supported');
});

test('a partial result is 200 with a PartialError', async () => {
  const partial = { code: 'E_QUERY_RESULT_SET_TOO_LARGE', message: 'too many rows' };
  const { status, body } = await send(
    await answering({ ok: true, result: { columns: [], rows: [] }, partial }),
    'POST',
    path,
    { query: 'T' },
  );
  expect([status, body.error.code, body.error.details]).toEqual([200, 'PartialError', [partial]]);
});

test('another workspace, a missing query and other workspaces are refused', async () => {
  const emulator = await start();
  const post = (where: string, body: unknown) => send(emulator, 'POST', where, body);
  expect((await post('/v1/workspaces/00000000-0000-0000-0000-000000000000/query', { query: 'T' })).code).toBe(
    'PathNotFoundError',
  );
  expect((await post(`/v1${wsPath.replace('law-test', 'x')}/query`, { query: 'T' })).code).toBe(
    'PathNotFoundError',
  );
  expect((await post(path, {})).code).toBe('BadArgumentError');
  expect((await post(path, { query: ' ' })).code).toBe('BadArgumentError');
  expect((await post(path, { query: 'T', workspaces: ['elsewhere'] })).code).toBe(
    'EmbeddedWorkspaceUnsupported',
  );
  expect((await post(path, { query: 'T', workspaces: [identity.workspace] })).status).toBe(200);
});
