// From a table and a rule to rows that queries see: with the real clients, over restarts, with many rows.

import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AggregateLogsUploadError } from '@azure/monitor-ingestion';
import { expect, test } from 'vitest';
import { isJsonMap } from '../../src/json/json.ts';
import { sendArm } from '../../src/workspace/requests/arm-request.ts';
import { ruleBody } from '../content/a-rule.ts';
import { thrown } from '../diagnostics/thrown.ts';
import {
  collectionRule,
  ingestionClient,
  makeTable,
  queryPath,
  rowsOf,
  rulePath,
  seen,
  startWithEngine,
  tableBody,
  tablePath,
  upload,
  uploadPath,
} from './ingestion-start.ts';
import { counting, identity, putRule, sdkClients, send, start, temporaryFolder, wsPath } from './start.ts';

const { resourceGroup, workspace } = identity;
/** A minute ago. */
const time = '2026-03-01T11:59:00Z';
const row = (Host: string, Count: number) => ({ TimeGenerated: time, Host, Count });
const stream = { TimeGenerated: 'datetime', Host: 'string', Count: 'int' };

test('the real clients: table, rule, upload, query', async () => {
  const emulator = await startWithEngine();
  const { insights, logs } = sdkClients(emulator);
  const made = await insights.tables.beginCreateOrUpdateAndWait(
    resourceGroup,
    workspace,
    'Test_CL',
    tableBody('Test_CL').properties,
    { updateIntervalInMs: 1 },
  );
  expect([made.name, made.provisioningState, made.schema?.columns?.length]).toEqual([
    'Test_CL',
    'Succeeded',
    3,
  ]);
  const put = await send(emulator, 'PUT', rulePath(), collectionRule({ Test_CL: stream }), {
    'user-agent': 'azsdk-js',
  });
  expect(put.status).toBe(201);
  const { immutableId, endpoints } = put.body.properties;
  expect(immutableId).toMatch(/^dcr-[0-9a-f]{32}$/);
  expect(endpoints).toEqual({ logsIngestion: `https://127.0.0.1:${emulator.port}` });
  await ingestionClient(endpoints.logsIngestion).upload(immutableId, 'Custom-Test_CL', [
    row('a', 1),
    row('b', 2),
  ]);
  const answer = await logs.queryWorkspace(
    identity.customerId,
    'Test_CL | project Host, Count | order by Host asc',
    {
      duration: 'P1D',
    },
  );
  expect('tables' in answer && answer.tables[0]?.rows).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
});

test('raw requests through the ARM client see the 202 and the body as it is', async () => {
  const emulator = await start();
  const { insights } = sdkClients(emulator);
  const retry = { retries: 0, delayMs: 0, sleep: async () => {} };
  const scope = {
    subscriptionId: identity.subscription,
    resourceGroup,
    workspaceName: workspace,
    endpoint: emulator.url,
    retry,
  };
  const request = { path: 'tables/{name}', name: 'Test_CL', apiVersion: '2022-10-01' } as const;
  const put = await sendArm(insights, scope, {
    ...request,
    method: 'PUT',
    body: tableBody('Test_CL'),
    accept: [202],
  });
  const got = await sendArm(insights, scope, { ...request, method: 'GET' });
  const stateOf = (body: unknown) =>
    isJsonMap(body) && isJsonMap(body['properties']) && body['properties']['provisioningState'];
  expect([put.status, stateOf(put.body), got.status, stateOf(got.body)]).toEqual([
    202,
    'InProgress',
    200,
    'Succeeded',
  ]);
});

test('the real client is told what is wrong with an upload', async () => {
  const emulator = await startWithEngine();
  const client = ingestionClient(`https://127.0.0.1:${emulator.port}`);
  const failed = await thrown(client.upload('dcr-none', 'Custom-Test_CL', [row('a', 1)]));
  if (!(failed instanceof AggregateLogsUploadError)) throw new Error('no AggregateLogsUploadError');
  expect(failed.errors.map(({ cause }) => cause.message)).toEqual([
    expect.stringContaining("Data collection rule with immutable Id 'dcr-none' not found."),
  ]);
});

test('a table made through ARM is in the lists, in queries and in the check of a rule', async () => {
  const emulator = await startWithEngine();
  const rule = ruleBody({ query: 'Test_CL | where Count > 1' });
  expect((await putRule(emulator, 'r', rule)).message).toContain('One of the tables does not exist');
  await makeTable(emulator);
  expect((await putRule(emulator, 'r', rule)).status).toBe(201);
  expect((await putRule(emulator, 's', ruleBody({ query: 'Test_CL | where Nope > 1' }))).status).toBe(400);
  const listed = await send(emulator, 'GET', `${wsPath}/tables?api-version=2022-10-01`);
  const names = listed.body.value.map(({ name }: { name: string }) => name);
  expect(names).toContain('Test_CL');
  const { schema } = (await send(emulator, 'GET', tablePath('Test_CL'))).body.properties;
  expect(schema).toMatchObject({
    tableType: 'CustomLog',
    tableSubType: 'DataCollectionRuleBased',
    columns: [{ name: 'TimeGenerated', type: 'dateTime' }, { name: 'Host' }, { name: 'Count', type: 'int' }],
  });
  expect(schema.standardColumns).toContainEqual({ name: 'TenantId', type: 'string' });
});

test('the service fills in its own columns, and ingestion_time() is the time of arrival', async () => {
  const emulator = await startWithEngine();
  await upload(emulator, await makeTable(emulator), [{ Host: 'a' }]);
  const query = 'Test_CL | project TimeGenerated, TenantId, Type, _TimeReceived, ingestion_time(), Count';
  const arrival = '2026-03-01T12:00:00.0000000Z';
  expect(await rowsOf(emulator, query)).toEqual([
    [arrival, identity.customerId, 'Test_CL', arrival, arrival, null],
  ]);
});

test('the timespan of a request, a wildcard union and search see the rows', async () => {
  const emulator = await startWithEngine();
  const id = await makeTable(emulator);
  await upload(emulator, id, [
    row('now', 1),
    { ...row('yesterday', 2), TimeGenerated: '2026-02-28T13:00:00Z' },
  ]);
  const hosts = 'project Host | order by Host asc';
  expect(await rowsOf(emulator, `Test_CL | ${hosts}`)).toEqual([['now'], ['yesterday']]);
  const span = '2026-03-01T11:00:00Z/PT1H';
  expect(await rowsOf(emulator, `Test_CL | ${hosts}`, span)).toEqual([['now']]);
  expect(await rowsOf(emulator, `union Test_* | ${hosts}`, span)).toEqual([['now']]);
  expect(await rowsOf(emulator, "search 'now' | project Host", span)).toEqual([['now']]);
});

test('one rule serves several tables, and one stream several tables', async () => {
  const emulator = await startWithEngine();
  for (const name of ['A_CL', 'B_CL']) await send(emulator, 'PUT', tablePath(name), tableBody(name));
  const both = collectionRule({ A_CL: stream, B_CL: stream });
  both.properties.dataFlows.push({ ...both.properties.dataFlows[0]!, outputStream: 'Custom-B_CL' });
  const { body } = await send(emulator, 'PUT', rulePath(), both);
  await upload(emulator, body.properties.immutableId, [row('x', 1)], 'Custom-A_CL');
  await upload(emulator, body.properties.immutableId, [row('y', 1)], 'Custom-B_CL');
  expect(await rowsOf(emulator, 'A_CL | project Host')).toEqual([['x']]);
  expect(await rowsOf(emulator, 'B_CL | project Host | order by Host asc')).toEqual([['x'], ['y']]);
});

test('a restart keeps tables, rules, rows and the immutable id; the endpoint is the new server', async () => {
  const stateFolder = temporaryFolder();
  const first = await startWithEngine({ stateFolder });
  const id = await makeTable(first);
  await upload(first, id, [row('a', 1)]);
  await upload(first, id, [row('b', 2)]);
  await first.close();
  const second = await startWithEngine({ stateFolder });
  expect(await rowsOf(second, 'Test_CL | project Host, Count | order by Host asc')).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  const { properties } = (await send(second, 'GET', rulePath('Test_CL'))).body;
  expect([properties.immutableId, properties.endpoints.logsIngestion]).toEqual([id, second.url]);
  expect((await upload(second, id, [row('c', 3)])).status).toBe(204);
  expect(await rowsOf(second, 'Test_CL | count')).toEqual([[3]]);
});

test('a new column is null in older rows; a column that is declared no more is gone', async () => {
  const emulator = await startWithEngine();
  await upload(emulator, await makeTable(emulator), [row('a', 1)]);
  const declared = { TimeGenerated: 'dateTime', Count: 'int', User: 'string' };
  await upload(emulator, await makeTable(emulator, { declared }), [{ Count: 2, User: 'u' }]);
  expect(await rowsOf(emulator, 'Test_CL | project Count, User | order by Count asc')).toEqual([
    [1, ''],
    [2, 'u'],
  ]);
  expect(await rowsOf(emulator, 'Test_CL | project Host')).toBe('SEM0100');
});

test('a deleted table takes its rows with it, also for one made anew of its name', async () => {
  const emulator = await startWithEngine();
  const id = await makeTable(emulator);
  await upload(emulator, id, [row('a', 1)]);
  const remove = () => send(emulator, 'DELETE', tablePath('Test_CL'));
  expect([(await remove()).status, (await remove()).status]).toEqual([200, 204]);
  expect(await rowsOf(emulator, 'Test_CL')).toBe('SEM0100');
  expect(seen(await upload(emulator, id, [row('a', 1)]))).toBe('400 InvalidOutputTable');
  await makeTable(emulator);
  expect(await rowsOf(emulator, 'Test_CL | count')).toEqual([[0]]);
});

test('a rule keeps its immutable id when it is changed, and is gone when it is deleted', async () => {
  const emulator = await startWithEngine();
  const id = await makeTable(emulator);
  const again = await send(emulator, 'PUT', rulePath('Test_CL'), collectionRule({ Test_CL: stream }));
  expect([again.status, again.body.properties.immutableId]).toEqual([200, id]);
  const listed = await send(emulator, 'GET', rulePath('').replace('/?', '?'));
  expect(listed.body.value.map(({ name }: { name: string }) => name)).toEqual(['Test_CL']);
  const remove = () => send(emulator, 'DELETE', rulePath('Test_CL'));
  expect([(await remove()).status, (await remove()).status]).toEqual([200, 204]);
  expect(seen(await send(emulator, 'GET', rulePath('Test_CL')))).toBe('404 ResourceNotFound');
  expect(seen(await upload(emulator, id, [row('a', 1)]))).toBe('404 NotFound');
});

test('a packed body is unpacked; one that unpacks to more than 1 MB is too large', async () => {
  const emulator = await startWithEngine();
  const id = await makeTable(emulator);
  const post = (body: Buffer) =>
    fetch(`${emulator.url}${uploadPath(id)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(body),
    });
  expect((await post(gzipSync(JSON.stringify([row('a', 1)])))).status).toBe(204);
  for (const size of [1, 5]) {
    const large = await post(gzipSync(JSON.stringify([row('x'.repeat(size * 1024 * 1024), 1)])));
    expect([large.status, (await large.json()) as unknown]).toEqual([
      413,
      {
        error: {
          code: 'ContentLengthLimitExceeded',
          message: 'Maximum allowed content length: 1048576 bytes (1 MB).',
        },
      },
    ]);
  }
  const broken = await post(Buffer.from('[{}]'));
  expect([broken.status, await broken.text()]).toEqual([
    400,
    expect.stringContaining('InvalidContentEncoding'),
  ]);
  expect(await rowsOf(emulator, 'Test_CL | project Host')).toEqual([['a']]);
});

test('an upload writes its own rows and nothing else, however many there are', async () => {
  const stateFolder = temporaryFolder();
  const emulator = await startWithEngine({ stateFolder });
  const id = await makeTable(emulator);
  const rows = Array.from({ length: 2500 }, (_, index) => row(`host-${index}`, index));
  for (let part = 0; part < 4; part++) await upload(emulator, id, rows);
  const file = join(stateFolder, 'rows', 'test_cl.jsonl');
  const before = statSync(file).size;
  await upload(emulator, id, [row('last', 1)]);
  expect(statSync(file).size - before).toBeLessThan(200);
  const unchanged = readFileSync(file, 'utf8').length;
  await putRule(emulator, 'r', ruleBody({ enabled: false }));
  expect(readFileSync(file, 'utf8').length).toBe(unchanged);
  expect(await rowsOf(emulator, 'Test_CL | summarize count(), dcount(Host), max(Count)')).toEqual([
    [10_001, 2501, 2499],
  ]);
});

test('parallel uploads are all kept, each whole', async () => {
  const emulator = await startWithEngine();
  const id = await makeTable(emulator);
  const uploads = Array.from({ length: 40 }, (_, index) =>
    upload(emulator, id, [row(`h${index}`, 1), row(`h${index}`, 2)]),
  );
  expect(new Set((await Promise.all(uploads)).map(({ status }) => status))).toEqual(new Set([204]));
  expect(await rowsOf(emulator, 'Test_CL | summarize n = count() by Host | where n == 2 | count')).toEqual([
    [40],
  ]);
});

test('half a line of a killed process is dropped, and the next upload stands on a line of its own', async () => {
  const stateFolder = temporaryFolder();
  const first = await startWithEngine({ stateFolder });
  const id = await makeTable(first);
  await upload(first, id, [row('a', 1)]);
  await first.close();
  appendFileSync(join(stateFolder, 'rows', 'test_cl.jsonl'), '{"received":"2026-03-01T12:00');
  const second = await startWithEngine({ stateFolder });
  await upload(second, id, [row('b', 2)]);
  await second.close();
  const third = await startWithEngine({ stateFolder });
  expect(await rowsOf(third, 'Test_CL | project Host | order by Host asc')).toEqual([['a'], ['b']]);
});

test('a file of rows that is corrupt is named, never read as no rows', async () => {
  const stateFolder = temporaryFolder();
  mkdirSync(join(stateFolder, 'rows'), { recursive: true });
  const first = await startWithEngine({ stateFolder });
  await makeTable(first);
  await first.close();
  for (const line of ['nothing', '{"rows":[]}', 'null']) {
    writeFileSync(join(stateFolder, 'rows', 'test_cl.jsonl'), `${line}\n`);
    const emulator = await startWithEngine({ stateFolder });
    const { status, message } = await send(emulator, 'POST', queryPath, { query: 'Test_CL' });
    expect([status, message]).toEqual([500, expect.stringMatching(/test_cl\.jsonl .* corrupt: line 1 /)]);
    await emulator.close();
  }
});

test('an upload that cannot be written is an error, and changes nothing', async () => {
  const emulator = await startWithEngine({
    onBeforeWrite: ({ collection }) => {
      if (collection === 'rows') throw new Error('the disk is full');
    },
  });
  const id = await makeTable(emulator);
  expect((await upload(emulator, id, [row('a', 1)])).status).toBe(500);
  expect(await rowsOf(emulator, 'Test_CL | count')).toEqual([[0]]);
});

test('nothing of the rows is in the other files of the state', async () => {
  const stateFolder = temporaryFolder();
  const emulator = await startWithEngine({ stateFolder, token: counting() });
  await upload(emulator, await makeTable(emulator), [row('only-here', 1)]);
  const files = (
    readdirSync(stateFolder, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[]
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'utf8').includes('only-here'));
  expect(files).toEqual([join(stateFolder, 'rows', 'test_cl.jsonl')]);
});
