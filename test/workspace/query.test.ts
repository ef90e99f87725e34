// Query results at full precision, and query errors down to the innermost cause.

import { afterEach, describe, expect, it } from 'vitest';
import { thrown } from '../diagnostics/thrown.ts';
import { openRecorded, type RecordingServer, type Reply, record } from './recording-server.ts';

let server: RecordingServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function query(reply: Reply) {
  server = await record((request) =>
    request.method === 'GET' ? { body: { properties: { customerId: 'c0ffee' } } } : reply,
  );
  return openRecorded(server.port).query('T', { timespan: '2026-01-01T00:00:00.0000001Z/P1D' });
}

const table = (types: readonly string[], rows: string) =>
  `{"tables":[{"name":"PrimaryResult","columns":${JSON.stringify(types.map((type, i) => ({ name: `c${i}`, type })))},"rows":${rows}}]}`;

it('asks the workspace for its customer id once and passes the time span on as it is', async () => {
  await query({ body: table(['int'], '[[1]]') });
  const request = server?.requests.at(-1);
  expect(request?.url).toBe('/v1/workspaces/c0ffee/query');
  expect(request?.body).toEqual({ query: 'T', timespan: '2026-01-01T00:00:00.0000001Z/P1D' });
});

it.each([
  ['datetime', '"2026-01-02T03:04:05.1234567Z"', '2026-01-02T03:04:05.1234567Z'],
  ['datetime', '"2026-01-02T03:04:05Z"', '2026-01-02T03:04:05.0000000Z'],
  ['datetime', 'null', null],
  ['long', '9223372036854775807', '9223372036854775807'],
  ['long', '-9007199254740993', '-9007199254740993'],
  ['long', '9007199254740991', 9007199254740991],
  ['long', '"12"', 12],
  ['int', '7', 7],
  ['real', '1.5', 1.5],
  ['real', '"NaN"', 'NaN'],
  ['real', '"-Infinity"', '-Infinity'],
  ['real', '1234567890123456.5', 1234567890123456.5],
  ['decimal', '"0.10"', '0.10'],
  ['bool', 'true', true],
  ['bool', '"false"', false],
  ['guid', '"AAAAAAAA-0000-4000-8000-000000000000"', 'aaaaaaaa-0000-4000-8000-000000000000'],
  ['timespan', '"1.01:00:00"', '1.01:00:00'],
  ['dynamic', '"{\\"a\\":[1,\\"x\\"]}"', { a: [1, 'x'] }],
  ['dynamic', '"bare text"', 'bare text'],
  ['dynamic', 'null', null],
  ['string', '"1234567890123456789 and \\"quotes\\""', '1234567890123456789 and "quotes"'],
  ['string', 'null', ''],
])('%s %s', async (type, json, expected) => {
  expect(await query({ body: table([type], `[[${json}]]`) })).toEqual({
    columns: [{ name: 'c0', type }],
    rows: [[expected]],
  });
});

describe('errors', () => {
  it('a partial result is an error', async () => {
    const body = JSON.parse(table(['int'], '[[1]]'));
    body.error = {
      code: 'PartialError',
      message: 'There were some errors',
      details: [{ code: 'E', innererror: { code: 'X', message: 'Query result set has exceeded the limit' } }],
    };
    await expect(query({ body })).rejects.toThrow('partial result: Query result set has exceeded the limit');
  });

  it('gives the innermost code, message, line and position', async () => {
    const innermost = {
      code: 'SEM0100',
      message: "'where' operator: Failed to resolve column 'X'",
      line: 2,
      pos: 9,
    };
    const innererror = {
      code: 'SemanticError',
      message: 'A semantic error occurred.',
      innererror: innermost,
    };
    const body = {
      error: { code: 'BadArgumentError', message: 'The request had some invalid properties', innererror },
    };
    const error = await thrown(query({ status: 400, body }));
    expect(error).toMatchObject({ reason: 'refused', service: { code: 'SEM0100', line: 2, position: 9 } });
    expect(String(error)).toContain("400 SEM0100: 'where' operator: Failed to resolve column 'X'");
  });

  it('an answer that is no result is an error', async () => {
    await expect(query({ body: '{}' })).rejects.toThrow('no query result');
  });

  it('so is an empty one', async () => {
    await expect(query({ body: '' })).rejects.toThrow('no query result');
  });
});
