// Saved searches with an alias are functions: queries and rules call them, through the real clients and the real engine.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRestError } from '@azure/core-rest-pipeline';
import { LogsQueryResultStatus } from '@azure/monitor-query-logs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import { savedSearchRefusals } from '../../src/emulator/refusals/saved-search.ts';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import type { QueryService } from '../../src/engine/query-service.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { ruleBody } from '../content/a-rule.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { identity, putRule, sdkClients, search, send, start, wsPath } from './start.ts';

const { resourceGroup, workspace } = identity;
let folder: string;
let service: QueryService & { close(): void };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-functions-'));
  const row = (TimeGenerated: string, ResultType: string) => JSON.stringify({ TimeGenerated, ResultType });
  writeFileSync(
    join(folder, 'SigninLogs.jsonl'),
    [
      row('2026-03-01T10:00:00Z', '0'),
      row('2026-03-01T10:30:00Z', '1'),
      row('2026-03-01T11:30:00Z', '2'),
    ].join('\n'),
  );
  service = await createQueryService({ tables: createTableCatalogue(), dataFolder: folder });
});
afterAll(() => {
  service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The service outlives the workspace of one test. */
const withFunctions = () => start({ queries: { ...service, close: () => {} } });

interface Saved {
  readonly alias: string;
  readonly query: string;
  readonly parameters?: string;
}

async function save(emulator: Emulator, { alias, query, parameters }: Saved): Promise<void> {
  await sdkClients(emulator).insights.savedSearches.createOrUpdate(resourceGroup, workspace, alias, {
    category: 'Functions',
    displayName: alias,
    query,
    functionAlias: alias,
    etag: '*',
    ...(parameters !== undefined && { functionParameters: parameters }),
  });
}

async function rows(emulator: Emulator, query: string): Promise<unknown> {
  const result = await sdkClients(emulator).logs.queryWorkspace(identity.customerId, query, {
    duration: 'P1D',
  });
  if (result.status !== LogsQueryResultStatus.Success) throw new Error('not a whole result');
  return result.tables[0]!.rows;
}

const failures: Saved = {
  alias: 'FailedSignIns',
  query:
    'SigninLogs\n| where ResultType != "0" and (isnull(starttime) or TimeGenerated >= starttime)\n| extend Packed = pack // the end',
  parameters: 'starttime:datetime=datetime(null), pack:bool=False',
};

test('a query calls a function with its defaults, with arguments, and through another function', async () => {
  const emulator = await withFunctions();
  await save(emulator, failures);
  expect(await rows(emulator, 'FailedSignIns | count')).toEqual([[2]]);
  expect(await rows(emulator, 'FailedSignIns(ago(1h), pack=true) | project ResultType, Packed')).toEqual([
    ['2', true],
  ]);
  await save(emulator, { alias: 'Newest', query: 'FailedSignIns() | top 1 by TimeGenerated' });
  expect(await rows(emulator, 'Newest | project ResultType')).toEqual([['2']]);
});

test('a function that is changed or deleted is so for the next query', async () => {
  const emulator = await withFunctions();
  await save(emulator, { alias: 'Answer', query: 'print x = 1' });
  expect(await rows(emulator, 'Answer')).toEqual([[1]]);
  await save(emulator, { alias: 'Answer', query: 'print x = 2' });
  expect(await rows(emulator, 'Answer')).toEqual([[2]]);
  await sdkClients(emulator).insights.savedSearches.delete(resourceGroup, workspace, 'Answer');
  const error = await thrown(rows(emulator, 'Answer'));
  expect(isRestError(error) && error.statusCode).toBe(400);
});

test('a function reads a table that was made through ARM', async () => {
  const emulator = await withFunctions();
  const columns = [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Host', type: 'string' },
  ];
  const table = await send(emulator, 'PUT', `${wsPath}/tables/Own_CL?api-version=2022-10-01`, {
    properties: { schema: { name: 'Own_CL', columns } },
  });
  expect(table.status).toBeLessThan(300);
  await send(emulator, 'GET', `${wsPath}/tables/Own_CL?api-version=2022-10-01`);
  await save(emulator, { alias: 'OwnHosts', query: 'Own_CL | distinct Host' });
  expect(await rows(emulator, 'OwnHosts')).toEqual([]);
});

test('a rule calls a function; one that nobody saved is refused as an unknown table is', async () => {
  const emulator = await withFunctions();
  await save(emulator, failures);
  expect((await putRule(emulator, 'a', ruleBody({ query: 'FailedSignIns() | take 1' }))).status).toBe(201);
  const unknown = await putRule(emulator, 'b', ruleBody({ query: 'NobodysFunction() | take 1' }));
  expect([unknown.status, unknown.message]).toEqual([
    400,
    'Failed to run the analytics rule query. One of the tables does not exist.',
  ]);
  const wrong = await putRule(emulator, 'c', ruleBody({ query: 'FailedSignIns() | where Nope == 1' }));
  expect([wrong.status, wrong.message]).toEqual([
    400,
    "Failed to run the analytics rule query. Semantic error: SEM0100 'where' operator: Failed to resolve table or column expression named 'Nope'",
  ]);
});

test('a function that calls itself gives no answer', async () => {
  const emulator = await withFunctions();
  await save(emulator, { alias: 'Ping', query: 'Pong()' });
  await save(emulator, { alias: 'Pong', query: 'Ping() | take 1' });
  const error = await thrown(rows(emulator, 'Ping'));
  expect(isRestError(error) && error.statusCode).toBeGreaterThanOrEqual(400);
});

const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string][]>> = {
  'function-alias-form': ['two words', 'a-b', '_mine', '1st'].map((functionAlias) => [
    { functionAlias },
    `The function alias '${functionAlias}' is invalid: it must be letters, digits and '_', a letter first.`,
  ]),
  'function-alias-taken': [
    [{ functionAlias: 'Taken' }, "The function alias 'Taken' is that of the saved search 'first' already."],
  ],
  'function-parameters-form': (
    [
      ['a', 'a'],
      ['a:int, b', 'b'],
      ['a:int,', ''],
      ['a:integer64', 'a:integer64'],
      ['a:int=', 'a:int='],
      ['(a:int)', '(a:int)'],
      ['T:(', 'T:('],
    ] as const
  ).map(([functionParameters, wrong]) => [
    { functionAlias: 'A', functionParameters },
    `The function parameters are invalid at '${wrong}': the format is 'name1:type1 = default1, name2:type2'.`,
  ]),
};

test('every refusal has its cases', () => {
  expect(Object.keys(cases).sort()).toEqual(savedSearchRefusals.map(({ id }) => id).sort());
});

test.each(
  Object.entries(cases).flatMap(([id, list]) =>
    list.map(([properties, message]) => ({ id, properties, message })),
  ),
)('$id refuses $properties', async ({ properties, message }) => {
  const emulator = await start();
  const put = (name: string, own: object) =>
    send(emulator, 'PUT', `${wsPath}/savedSearches/${name}?${search}`, {
      properties: { category: 'Functions', displayName: 'd', query: 'T', ...own },
    });
  expect((await put('first', { functionAlias: 'Taken' })).status).toBe(200);
  const reply = await put('second', properties);
  expect([reply.status, reply.code, reply.message]).toEqual([400, 'BadRequest', message]);
});

test.each([
  '',
  'a:int',
  'a:int=1',
  'a:string="x, y", b:dynamic=dynamic([1, 2]), c:timespan = 1h',
  "starttime:datetime=datetime(null), eventtype_in:dynamic=dynamic(['a(b']), disabled:bool=False",
  'T:(*), n:long',
  'T:(Host:string, At:datetime), n:long=5',
])('parameters that are in order: %s', async (functionParameters) => {
  const emulator = await start();
  const properties = { category: 'c', displayName: 'd', query: 'T', functionAlias: 'A', functionParameters };
  const reply = await send(emulator, 'PUT', `${wsPath}/savedSearches/f?${search}`, { properties });
  expect([reply.status, reply.body.properties.functionParameters]).toEqual([200, functionParameters]);
});
