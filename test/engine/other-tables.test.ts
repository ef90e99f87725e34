// A table of another workspace is not the one of the same name here: it has its own rows, or is refused by name.
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import type { SeedTables } from '../../src/rows/seed-row.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { otherTableName, ownTableOf } from '../../src/tables/other-resources.ts';

const engine = createEngine({ limits: { memoryMb: 300, threads: 1 } });
afterAll(() => engine.close());

const tables = createTableCatalogue();
const now = new Date('2026-01-15T12:00:00Z');
const run = (query: string, seed: SeedTables) => engine.run(query, { tables, data: seedSource(seed), now });
const union = 'union SigninLogs, workspace("other").SigninLogs | project UserPrincipalName';

test('without rows of its own it is refused by name, at its place', async () => {
  const outcome = await run(union, { SigninLogs: [{ UserPrincipalName: 'ann' }] });
  expect(outcome).toMatchObject({
    diagnostics: [
      {
        code: 'kql/no-fixture',
        line: 1,
        column: 19,
        message: expect.stringContaining('workspace("other").SigninLogs'),
      },
    ],
  });
});

test('with rows for exactly that name it has those, and none is an answer too', async () => {
  const here = [{ UserPrincipalName: 'ann' }];
  const both = await run(union, {
    SigninLogs: here,
    'workspace("other").SigninLogs': [{ UserPrincipalName: 'eve' }],
  });
  expect(both).toMatchObject({ result: { rows: [['ann'], ['eve']] } });
  const none = await run(union, { SigninLogs: here, 'workspace("other").SigninLogs': [] });
  expect(none).toMatchObject({ result: { rows: [['ann']] } });
  // The same query again, without them.
  expect(await run(union, { SigninLogs: here })).toHaveProperty('diagnostics');
});

test('another name is another table', async () => {
  const outcome = await run('workspace("third").SigninLogs | count', { 'workspace("other").SigninLogs': [] });
  expect(outcome).toHaveProperty('diagnostics');
});

test('a column that its namesake has not is refused in its rows', async () => {
  const outcome = await run(union, { SigninLogs: [], 'workspace("other").SigninLogs': [{ Nope: 1 }] });
  expect(outcome).toMatchObject({ diagnostics: [{ code: 'engine/unknown-column' }] });
});

test('a search through all tables leaves it out', async () => {
  const outcome = await run('search "eve" | count', {
    SigninLogs: [],
    'workspace("other").SigninLogs': [{ UserPrincipalName: 'eve' }],
  });
  expect(outcome).toMatchObject({ result: { rows: [[0]] } });
});

test('one spelling of the name', () => {
  expect(otherTableName("workspace ( 'a' ) . T")).toBe('workspace("a").T');
  expect(otherTableName('cluster("c").database("d").T')).toBe('cluster("c").database("d").T');
  expect(otherTableName('workspace(name).T')).toBeUndefined();
  expect(ownTableOf('app("x").requests')).toBe('requests');
  expect(ownTableOf('SigninLogs')).toBeUndefined();
});
