// Every way in which a Kusto engine fails, once: none of them may pass for a result, least of all for an empty one.
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { RequestError } from '../../../src/workspace/requests/request-error.ts';
import { thrown } from '../../diagnostics/thrown.ts';
import { answering, clientAt, completion, header, now, result, table } from './engine.ts';

const oneApiError = {
  error: {
    code: 'LimitsExceeded',
    message: 'Request is invalid and cannot be executed.',
    '@message': 'Query execution has exceeded the allowed limits (80DA0003)',
    '@permanent': true,
  },
};
const status = (level: number, name: string) =>
  table('QueryCompletionInformation', { Level: 'int', StatusCodeName: 'string', Payload: 'string' }, [
    [4, 'S_OK (0)', '{}'],
    [level, name, '{"Text":"too many rows"}'],
  ]);

interface Fault {
  readonly shape: 1 | 2 | 3 | 4 | 5;
  readonly what: string;
  readonly status?: number;
  readonly body: unknown;
  readonly code: string;
  readonly words: string;
}

const partial = 'workspace/partial-result';
const unreadable = 'workspace/unreadable-result';

/** By the five shapes of failure. */
const faults: readonly Fault[] = [
  {
    shape: 1,
    what: 'a refusal: the reason is the innermost error',
    status: 400,
    body: {
      error: {
        code: 'General_BadRequest',
        message: 'Request is invalid and cannot be executed.',
        '@message': 'Request is invalid and cannot be processed',
        innererror: { code: 'SEM0100', '@errorMessage': "Failed to resolve table expression named 'aaa'" },
      },
    },
    code: 'workspace/refused',
    words: "SEM0100: Failed to resolve table expression named 'aaa'",
  },
  {
    shape: 1,
    what: 'a refusal that names its place in its words',
    status: 400,
    body: {
      error: { code: 'SYN0002', message: 'x', '@message': "could not be parsed at '|' on line [1,3]" },
    },
    code: 'workspace/refused',
    words: 'SYN0002',
  },
  { shape: 1, what: 'no token', status: 401, body: '', code: 'workspace/authentication', words: '401' },
  {
    shape: 1,
    what: 'no such database',
    status: 404,
    body: { error: { code: 'NotFound', message: 'no database' } },
    code: 'workspace/not-found',
    words: 'no database',
  },
  {
    shape: 1,
    what: 'a text that is too long',
    status: 413,
    body: '',
    code: 'workspace/refused',
    words: '413',
  },
  {
    shape: 1,
    what: 'no time left',
    status: 504,
    body: { error: { code: 'Timeout', message: 'm', '@message': 'timed out', '@permanent': false } },
    code: 'workspace/unavailable',
    words: 'timed out',
  },
  {
    shape: 1,
    what: 'a service error',
    status: 520,
    body: { error: { code: 'Internal', message: 'm', '@message': 'broken', '@permanent': true } },
    code: 'workspace/unavailable',
    words: 'broken',
  },
  {
    shape: 1,
    what: 'an error object under the status 200',
    body: { error: { code: 'X', message: 'not today' } },
    code: partial,
    words: 'not today',
  },
  {
    shape: 2,
    what: 'errors in the completion, after all rows',
    body: [header, result, { ...completion, HasErrors: true, OneApiErrors: [oneApiError] }],
    code: partial,
    words: 'LimitsExceeded: Query execution has exceeded the allowed limits',
  },
  {
    shape: 2,
    what: 'errors in a completion that says it has none',
    body: [header, result, { ...completion, OneApiErrors: [oneApiError] }],
    code: partial,
    words: 'exceeded the allowed limits',
  },
  {
    shape: 2,
    what: 'errors with a message alone',
    body: [header, result, { ...completion, HasErrors: true, OneApiErrors: [{ error: { message: 'bad' } }] }],
    code: partial,
    words: 'bad',
  },
  {
    shape: 2,
    what: 'HasErrors and nothing else',
    body: [header, result, { ...completion, HasErrors: true }],
    code: partial,
    words: 'does not say which',
  },
  {
    shape: 3,
    what: 'an error in the place of a row of the result',
    body: [header, { ...result, Rows: [[1], { OneApiErrors: [oneApiError] }] }, completion],
    code: partial,
    words: 'exceeded the allowed limits',
  },
  {
    shape: 3,
    what: 'an error in the place of the only row: not an empty result',
    body: [header, { ...result, Rows: [{ OneApiErrors: [oneApiError] }] }, completion],
    code: partial,
    words: 'exceeded the allowed limits',
  },
  {
    shape: 3,
    what: 'an error among the query properties, beside an empty result',
    body: [
      header,
      table('QueryProperties', { Key: 'string' }, [{ OneApiErrors: [oneApiError] }]),
      { ...result, Rows: [] },
      completion,
    ],
    code: partial,
    words: 'exceeded the allowed limits',
  },
  {
    shape: 3,
    what: 'an exception in the place of a row',
    body: [header, { ...result, Rows: [{ Exceptions: ['Query was aborted'] }] }, completion],
    code: partial,
    words: 'Query was aborted',
  },
  {
    shape: 4,
    what: 'a result set that is too large',
    body: [header, result, status(2, 'E_QUERY_RESULT_SET_TOO_LARGE'), completion],
    code: partial,
    words: 'E_QUERY_RESULT_SET_TOO_LARGE',
  },
  {
    shape: 4,
    what: 'an operator that runs out of memory',
    body: [header, { ...result, Rows: [] }, status(1, 'E_RUNAWAY_QUERY'), completion],
    code: partial,
    words: 'E_RUNAWAY_QUERY',
  },
  {
    shape: 5,
    what: 'no completion',
    body: [header, result],
    code: unreadable,
    words: 'breaks off before DataSetCompletion',
  },
  {
    shape: 5,
    what: 'a cancelled query',
    body: [header, { ...result, Rows: [] }, { ...completion, Cancelled: true }],
    code: partial,
    words: 'cancelled',
  },
  {
    shape: 5,
    what: 'a body that breaks off',
    body: JSON.stringify([header, result, completion]).slice(0, -40),
    code: unreadable,
    words: 'no JSON, or a part of it',
  },
  { shape: 5, what: 'an empty body', body: '', code: unreadable, words: '(empty)' },
  { shape: 5, what: 'an empty list', body: [], code: unreadable, words: 'DataSetHeader' },
  {
    shape: 5,
    what: 'the page of a proxy',
    body: '<html>Sign in</html>',
    code: unreadable,
    words: '<html>Sign in</html>',
  },
  {
    shape: 5,
    what: 'no result',
    body: [header, table('QueryProperties', {}, []), completion],
    code: unreadable,
    words: 'no PrimaryResult',
  },
  {
    shape: 5,
    what: 'two results',
    body: [header, result, result, completion],
    code: unreadable,
    words: '2 results',
  },
  {
    shape: 5,
    what: 'a row that is too short',
    body: [header, table('PrimaryResult', { a: 'long', b: 'long' }, [[1]]), completion],
    code: unreadable,
    words: '1 values for 2 columns',
  },
  {
    shape: 5,
    what: 'progressive frames',
    body: [{ ...header, IsProgressive: true }, result, completion],
    code: unreadable,
    words: 'progressive',
  },
  {
    shape: 5,
    what: 'fragments of a table',
    body: [header, { FrameType: 'TableFragment', Rows: [[1]] }, completion],
    code: unreadable,
    words: 'TableFragment',
  },
];

test.each(faults)('shape $shape: $what', async ({ status: code = 200, body, ...fault }) => {
  const { client } = await answering(() => ({ status: code, body }));
  const error = await thrown(client.query('T', now));
  expect(error).toMatchObject({ diagnostic: { code: fault.code } });
  expect(String(error)).toContain(fault.words);
});

test('the table has each of the five shapes', () => {
  expect([...new Set(faults.map(({ shape }) => shape))]).toEqual([1, 2, 3, 4, 5]);
});

test('the same answer without a fault is a result', async () => {
  const { client } = await answering(() => ({ body: [header, result, status(3, 'a warning'), completion] }));
  expect(await client.query('T', now)).toEqual({ columns: [{ name: 'n', type: 'long' }], rows: [[1]] });
});

test('a connection that is lost within the answer is no answer', async () => {
  const text = JSON.stringify([header, result, completion]);
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text.slice(0, 50)}`, () =>
        socket.destroy(),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const error = await thrown(clientAt(port).query('T', now));
  expect(error).toMatchObject({ reason: 'unreadable-reply' });
  expect(String(error)).toContain('no Kusto reply');
});

test('a connection that the engine closes instead of answering is tried again', async () => {
  const text = JSON.stringify([header, result, completion]);
  let connections = 0;
  const server = createServer((socket) => {
    const isFirst = ++connections === 1;
    socket.once('data', () => {
      if (isFirst) socket.resetAndDestroy();
      else
        socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  expect((await clientAt(port).query('T', now)).rows).toEqual([[1]]);
  expect(connections).toBe(2);
});

test('nobody at the address', async () => {
  const { client, server } = await answering(() => ({}));
  await server.close();
  const error = await thrown(client.query('T', now));
  expect(error).toMatchObject({ reason: 'unreachable', exitCode: 6 });
  expect((error as RequestError).diagnostic.hint).toContain('Start the engine');
});

test.each([
  ['throttled without Retry-After', 429, '', 3],
  ['a failure that is not permanent', 503, { error: { code: 'Busy', message: 'm', '@permanent': false } }, 3],
  ['a permanent failure', 500, { error: { code: 'Broken', message: 'm', '@permanent': true } }, 1],
  ['time that ran out', 504, { error: { code: 'Timeout', message: 'm', '@permanent': false } }, 1],
  ['a refusal', 400, { error: { code: 'SEM0001', message: 'm' } }, 1],
])('%s: asked %#', async (_, code, body, times) => {
  const { client, server } = await answering(() => ({ status: code, body }));
  expect(await thrown(client.query('T', now))).toBeInstanceOf(RequestError);
  expect(server.requests).toHaveLength(times);
});

test('an error among the rows of a command is an error too', async () => {
  const columns = [{ ColumnName: 'a', DataType: 'Int64' }];
  const rows = [{ Exceptions: ['no rights'] }];
  const { client } = await answering(() => ({ body: { Tables: [{ Columns: columns, Rows: rows }] } }));
  expect(String(await thrown(client.command('.show version')))).toContain('no rights');
});
