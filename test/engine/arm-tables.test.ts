// Tables made through ARM in the query service: over the known ones, with the rows they have at the moment of the query.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import type { ArmTable, RowBatch } from '../../src/rows/arm-table.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const now = new Date('2026-01-15T12:00:00Z');
let service: Awaited<ReturnType<typeof createQueryService>>;

beforeAll(async () => {
  service = await createQueryService({ tables: createTableCatalogue() });
});
afterAll(() => service.close());

const batch = (...hosts: string[]): RowBatch => ({
  received: '2026-01-15T11:30:00.0000000Z',
  rows: hosts.map((Host) => ({
    TimeGenerated: '2026-01-15T11:00:00.0000000Z',
    Host,
    Large: '9007199254740993',
  })),
});

function table(name: string, batches: readonly RowBatch[], large = 'long'): ArmTable {
  const columns = [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Host', type: 'string' },
    { name: 'Large', type: large },
    { name: 'Type', type: 'string' },
  ];
  return { name, columns, constants: { Type: name }, batches: () => batches };
}

async function run(query: string, tables?: readonly ArmTable[], letShadowsTable = true): Promise<unknown> {
  const made = tables && { made: { tables, functions: [] } };
  const answer = await service.runQuery({ query, now, letShadowsTable, ...made });
  return answer.ok ? answer.result.rows : answer.failure.code;
}

test('rows that arrive between two queries are seen by the second', async () => {
  const batches = [batch('a')];
  const tables = [table('Test_CL', batches)];
  const query = 'Test_CL | project Host, Large, Type, ingestion_time() | order by Host asc';
  const seen = (host: string) => [host, '9007199254740993', 'Test_CL', '2026-01-15T11:30:00.0000000Z'];
  expect(await run(query, tables)).toEqual([seen('a')]);
  batches.push(batch('b'));
  expect(await run(query, tables)).toEqual([seen('a'), seen('b')]);
});

test('such a table stands over a known one of its name, and only where it is given', async () => {
  const query = 'SigninLogs | where Host == "a" | count';
  expect(await run(query, [table('SigninLogs', [batch('a', 'b')])])).toEqual([[1]]);
  expect(await run(query)).toBe('SEM0100');
  expect(await run('SecurityEvent | count', [table('Test_CL', [])])).toEqual([[0]]);
});

test('a column whose type was changed since is null in rows that do not fit', async () => {
  const rows = [batch('a')];
  expect(await run('Test_CL | project Large', [table('Test_CL', rows, 'guid')])).toEqual([[null]]);
  expect(await run('Test_CL | project Large', [table('Test_CL', rows, 'string')])).toEqual([
    ['9007199254740993'],
  ]);
});

test('a let of the name of such a table hides it, unless the service is told that it does not', async () => {
  const tables = [table('Test_CL', [batch('a', 'b')])];
  const query = 'let Test_CL = Test_CL | where Host == "a"; Test_CL | count';
  expect(await run(query, tables)).toEqual([[1]]);
  expect(await run(query, tables, false)).toEqual([[2]]);
  const written = "let Test_CL = datatable(Host:string)['x'];\nTest_CL | project Host";
  expect(await run(written, tables)).toEqual([['x']]);
});

test('the check of a rule knows them', async () => {
  const made = { tables: [table('Test_CL', [])], functions: [] };
  expect(await service.checkQuery('Test_CL | where Host == ""', made)).toBeUndefined();
  expect(await service.checkQuery('Test_CL | where Nope == ""', made)).toMatchObject({ code: 'SEM0100' });
  expect(await service.checkQuery('Test_CL')).toMatchObject({ code: 'SEM0100', missingTable: true });
});
