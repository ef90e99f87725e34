// What cannot be translated is said, all of it, at its place, and never guessed.
import { afterAll, expect, test } from 'vitest';
import { describeDiffers } from '../../scripts/pages/kql-differences.ts';
import { builtInNames } from '../../src/kql/parser.ts';
import { aggregates } from '../../src/kql/translate/aggregates/index.ts';
import { scalarFunctions } from '../../src/kql/translate/functions/index.ts';
import { tabularOperators } from '../../src/kql/translate/operators/index.ts';
import { plugins } from '../../src/kql/translate/plugins/index.ts';
import { closeEngine, findingsOf, outcomeOf, runQuery, sqlOf } from './run-query.ts';

afterAll(closeEngine);

test.each([
  ['T | facet by user', 'kql/unsupported-operator', 5],
  ['T | evaluate preview(1)', 'kql/unsupported-plugin', 14],
  ['externaldata(a:string)[tostring(now())]', 'kql/unsupported-source', 24],
  ['_GetWatchlist(tostring(now())) | take 1', 'kql/unsupported-source', 1],
  ['T | join kind=inner (T | evaluate preview(1) | extend user = "x") on user', 'kql/unsupported-plugin', 35],
  ['T | mv-apply d on (union (print x=1))', 'kql/unsupported-form', 5],
  ['print s="a" | parse s with "a=" x:dynamic *', 'kql/unsupported-form', 33],
  [
    'print s="a" | parse-kv s as (k:string) with (pair_delimiter="", kv_delimiter="=")',
    'kql/unsupported-form',
    15,
  ],
  ['union withsource=a (print a=1), (print b=2)', 'kql/unsupported-form', 1],
  ['union kind=inner (print a=1), (print a="1")', 'kql/unsupported-form', 1],
  ['T | take -1', 'kql/unsupported-form', 10],
  ['let n = -2; T | top n by user', 'kql/unsupported-form', 21],
  ['T | scan partition by user with (step s: true;)', 'kql/unsupported-form', 10],
  ['T | scan with (step s: user != prev(user);)', 'kql/unsupported-form', 24],
  ['T | scan declare (a: long, b: long) with (step s: true => a = n, b = a;)', 'kql/unsupported-form', 70],
  ['T | scan declare (n: long) with (step s: true;)', 'kql/unsupported-form', 5],
  ['T | scan declare (a: long) with (step s1: s2.a > 0; step s2: true;)', 'kql/unsupported-form', 43],
  ['T | partition by user (top-nested 1 of n by count())', 'kql/unsupported-form', 24],
  ['T | partition by user (as P | extend c = toscalar(P | count))', 'kql/unsupported-form', 51],
  ['T | partition by user (as P | where n in ((P | summarize max(n))))', 'kql/unsupported-form', 43],
  ['T | partition by user (join kind=fullouter (datatable(n:long)[1]) on n)', 'kql/unsupported-form', 5],
  ['T | evaluate schema_merge()', 'kql/unsupported-form', 14],
  ['T | evaluate rolling_percentile(n, 200, TimeGenerated, 1d, 2)', 'kql/unsupported-plugin', 14],
  ['T | evaluate rolling_percentile(n, 50, TimeGenerated, 1d, 100000)', 'kql/unsupported-plugin', 14],
  ['T | sort by n asc | evaluate rows_near(n > 1, -1)', 'kql/unsupported-plugin', 30],
])('%s', (query, code, column) => {
  expect(findingsOf(query)).toMatchObject([{ code, line: 1, column }]);
});

test('a lambda may not read its row from rows of another table', () => {
  const query = 'let f = (v:long) { toscalar(T | where n == v | count) }; T | extend y = f(n)';
  expect(findingsOf(query)).toMatchObject([{ code: 'kql/unsupported-form', column: 44 }]);
});

test('a column that only an unpacked bag may have is not lost in a union', () => {
  const query = 'T | evaluate bag_unpack(d) | union T';
  expect(findingsOf(query)).toMatchObject([{ code: 'kql/unsupported-form', column: 30 }]);
});

test.each([
  ['a: string, b: int', 'a: string, b: long', 'columns with one name and several types'],
  ['a: string, b: int', 'a: string, c: long', 'different columns in one place'],
])('schema_merge says what it does not merge: %s and %s', async (first, second, what) => {
  const schema = (columns: string) => `(datatable(${columns})[] | getschema)`;
  const outcome = await outcomeOf(`union ${schema(first)}, ${schema(second)} | evaluate schema_merge()`);
  expect(outcome).toMatchObject({
    diagnostics: [
      { code: 'engine/unsupported-values', message: `schema_merge() of ${what} is not supported.` },
    ],
  });
});

test('every finding is reported, also behind one that ends the rows', () => {
  const query = 'T | facet by user | evaluate preview(1)\n';
  expect(findingsOf(query).map(({ code }) => code)).toEqual([
    'kql/unsupported-operator',
    'kql/unsupported-plugin',
  ]);
});

test('what is refused is named: no finding speaks of a part without saying which', () => {
  const queries = ['T | extend y = next(user, n)', 'T | summarize percentile(n, n)', 'T | take n'];
  for (const query of queries) {
    const findings = findingsOf(query);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ message }) => /^A part of this query/.test(message))).toEqual([]);
  }
});

test('the table of names holds only what KQL has', () => {
  const known = builtInNames();
  const unknown = (names: Iterable<string>, all: readonly string[]) =>
    [...names].filter((name) => !all.includes(name));
  expect(unknown(plugins.keys(), known.plugins)).toEqual([]);
  expect(unknown(aggregates.keys(), known.aggregates)).toEqual([]);
  expect(unknown(scalarFunctions.keys(), known.functions)).toEqual([]);
});

test('every difference is a sentence', () => {
  const all = describeDiffers();
  expect(all.length).toBeGreaterThan(5);
  expect(all.filter(({ differs }) => !/^[A-Z`'"].*\.$/s.test(differs))).toEqual([]);
});

test('operators have a page each', () => {
  expect([...tabularOperators.values()].filter(({ see }) => see === '')).toEqual([]);
});

test('only the columns a query reads are asked of a table', () => {
  expect(sqlOf('T | where user == "ann" | count')).not.toMatch(/\bc[023]\b/);
});

test('names that differ only in case are two columns', async () => {
  const { rows } = await runQuery('print aB = 1, ab = 2 | extend AB = aB + ab | project aB, ab, AB');
  expect(rows).toEqual([[1, 2, 3]]);
});

test('now() is the clock of the run', async () => {
  const { rows } = await runQuery('print now(), ago(1h), startofday(now())');
  expect(rows).toEqual([
    ['2024-05-02T00:00:00.0000000Z', '2024-05-01T23:00:00.0000000Z', '2024-05-02T00:00:00.0000000Z'],
  ]);
});
