// What the service says of the text it was sent is said of the query the user wrote; what cannot be sent is named.

import { expect, test } from 'vitest';
import { NotCoveredError } from '../../src/rows/query-runner.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { createLogAnalyticsRunner } from '../../src/workspace/queries/log-analytics-runner.ts';
import { maxTextLength } from '../../src/workspace/queries/prologue-runner.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { openRecorded, record } from './recording-server.ts';

const now = new Date('2026-01-15T12:00:00Z');
const tables = { DeviceProcessEvents: [{ TimeGenerated: '2026-01-15T11:59:00Z', FileName: 'a' }] };
const query = 'DeviceProcessEvents\n| where Nope == 1';

/** Runs the query on a service that refuses it with this innermost error. */
async function refusedWith(innererror: object): Promise<unknown> {
  const server = await record(({ method }) =>
    method === 'POST'
      ? { status: 400, body: { error: { code: 'BadArgumentError', message: 'invalid', innererror } } }
      : { body: { properties: { customerId: '00000000-0000-4000-8000-000000000002' } } },
  );
  try {
    const runner = createLogAnalyticsRunner(openRecorded(server.port), createTableCatalogue());
    return await thrown(runner.run({ query, tables, now }));
  } finally {
    await server.close();
  }
}

test.each([
  ['fields', { code: 'SEM0100', message: 'no Nope', line: 3, pos: 8 }, 'SEM0100: no Nope'],
  [
    'words alone',
    { code: 'SYN0002', message: "could not be parsed at 'Nope' on line [3,8]" },
    "could not be parsed at 'Nope' (line 2, column 9 of the query)",
  ],
])('a place in %s is one in the query, not in the text with the seed rows', async (_, error, words) => {
  const found = await refusedWith(error);
  expect(found).toMatchObject({ diagnostic: { line: 2, column: 9 }, exitCode: 1 });
  expect(String(found)).toContain(words);
});

test('a place in the seed rows is none in the query', async () => {
  const found = await refusedWith({ code: 'SEM0001', message: 'bad literal', line: 1, pos: 30 });
  expect(String(found)).toContain('bad literal (in the seed rows put in front of the query)');
  expect(found).toMatchObject({ diagnostic: { line: undefined } });
});

test('an error without a place is passed on as it is', async () => {
  expect(await refusedWith({ code: 'X', message: 'no' })).toMatchObject({ reason: 'refused' });
});

test('a text that is too long is not sent, and says so', async () => {
  const server = await record(() => ({ status: 500 }));
  try {
    const runner = createLogAnalyticsRunner(openRecorded(server.port), createTableCatalogue());
    const long = {
      DeviceProcessEvents: [{ ...tables.DeviceProcessEvents[0], FileName: 'a'.repeat(maxTextLength) }],
    };
    const error = await thrown(runner.run({ query, tables: long, now }));
    expect(error).toBeInstanceOf(NotCoveredError);
    expect(String(error)).toContain(`at most ${maxTextLength} are sent`);
    expect(server.requests).toEqual([]);
  } finally {
    await server.close();
  }
});
