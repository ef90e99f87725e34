// A query that was bound before is not bound again, but only where everything that binding depends on is the same.
import { expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { capacity, createBoundQueries } from '../../src/kql/bind/bound-queries.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';
import type { TableSchema } from '../../src/tables/schema.ts';

const tables = createTableCatalogue();

test('the same text against the same catalogue is the same object', () => {
  const query = 'SigninLogs | take 1';
  expect(bindQuery(query, { tables })).toBe(bindQuery(query, { tables }));
});

test('another catalogue, other functions or other tables in scope bind anew', () => {
  const query = 'union * | summarize count() by Type';
  const bound = bindQuery(query, { tables });
  const own: TableSchema = { name: 'Own_CL', columns: [], source: 'test', advancedHuntingOnly: false };
  expect(bindQuery(query, { tables: createTableCatalogue([own]) })).not.toBe(bound);
  const stored = withFunctions(tables, [{ name: 'Own', parameters: '', body: 'SigninLogs' }]);
  expect(bindQuery(query, { tables: stored })).not.toBe(bound);
  const wider = bindQuery(query, { tables, alwaysInScope: ['SigninLogs'] });
  expect(wider.members?.map(({ name }) => name)).toContain('SigninLogs');
  expect(bindQuery(query, { tables }).members?.map(({ name }) => name)).not.toContain('SigninLogs');
});

test('of many the one used longest ago is bound anew', () => {
  const queries = createBoundQueries<number>();
  let made = 0;
  const get = (text: string) => queries.get(text, { tables }, () => made++);
  get('first');
  get('second');
  for (let index = 0; index < capacity - 2; index++) get(`filler ${index}`);
  expect([get('first'), get('one more'), get('first'), get('second')]).toEqual([
    0,
    capacity,
    0,
    capacity + 1,
  ]);
});
