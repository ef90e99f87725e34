// Bags without a schema: their keys are asked for, and the query that runs is one in which they are written out.
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { noRows } from '../../src/engine/table-source.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const engine = createEngine({ limits: { memoryMb: 300, threads: 1 } });
afterAll(() => engine.close());

const options = { tables: createTableCatalogue(), data: noRows, now: new Date('2026-01-15T12:00:00Z') };
const run = (query: string) => engine.run(query, options);
const bag = 'datatable(d:dynamic)[dynamic({"a": 1, "it\'s": "x"})]';

test('what is wrong behind a bag has its place in the query as it was written', async () => {
  const query = `${bag}\n| evaluate bag_unpack(d) | facet by a`;
  expect(await run(query)).toMatchObject({
    diagnostics: [{ code: 'kql/unsupported-operator', line: 2, column: 28 }],
  });
});

test('names of any letters', async () => {
  expect(await run(`${bag} | evaluate bag_unpack(d)`)).toMatchObject({
    result: {
      columns: [
        { name: 'a', type: 'long' },
        { name: "it's", type: 'string' },
      ],
      rows: [[1, 'x']],
    },
  });
});

test('a key that is a column already is a conflict', async () => {
  const query =
    'datatable(x:long, d:dynamic)[5, dynamic({"x": 1})] | evaluate bag_unpack(d) | union (print x = 1)';
  expect(await run(query)).toMatchObject({ diagnostics: [{ code: 'engine/bag-conflict' }] });
});

test('a name that no bag here has is null', async () => {
  expect(await run(`${bag} | evaluate bag_unpack(d) | where isnull(b) | project a`)).toMatchObject({
    result: { rows: [[1]] },
  });
});

test('each place has the keys of its own rows', async () => {
  const query = [
    'let X = datatable(d:dynamic)[dynamic({"a": 1})] | evaluate bag_unpack(d);',
    'let Y = datatable(d:dynamic)[dynamic({"a": "s"})] | evaluate bag_unpack(d);',
    'union X, Y',
  ].join('\n');
  expect(await run(query)).toMatchObject({
    result: { columns: [{ name: 'a_long' }, { name: 'a_string' }] },
  });
});

test('in a function that is called for several tables the keys stay open: a union of them is refused', async () => {
  const query = [
    'let f = (T:(d:dynamic)) { T | evaluate bag_unpack(d) };',
    'union (f((print d = dynamic({"a": 1})))), (f((print d = dynamic({"b": 1}))))',
  ].join('\n');
  expect(await run(query)).toMatchObject({ diagnostics: [{ code: 'kql/unsupported-form' }] });
});

test('a query that is tried out groups by a key that it reads: it is a text', async () => {
  const query = [
    'datatable(x:long, d:dynamic)[]',
    'evaluate bag_unpack(d)',
    'summarize arg_max(x, *) by Name',
    'project Name, Other',
  ].join(' | ');
  expect(await engine.run(query, { ...options, exploring: true })).toMatchObject({
    result: {
      columns: [
        { name: 'Name', type: 'string' },
        { name: 'Other', type: 'dynamic' },
      ],
    },
  });
});
