// Terms, case and lists of the string operators. https://learn.microsoft.com/kusto/query/datatypes-string-operators
import { afterAll, expect, test } from 'vitest';
import { closeEngine, runQuery } from './run-query.ts';

afterAll(closeEngine);

const truths: readonly (readonly [string, boolean])[] = [
  ["'North America' has 'america'", true],
  ["'North America' has 'amer'", false],
  ["'North America' has_cs 'america'", false],
  ["'git-push.exe' has 'push'", true],
  ["'a_b' has 'b'", true],
  ["'x.exe' has '.exe'", true],
  ["'x.exes' has '.exe'", false],
  ["'Größe 5' has 'größe'", true],
  ["'a.b' has 'a+b'", false],
  ["'anything' has ''", true],
  ["'abcdef' hasprefix 'ABC'", true],
  ["'x abcdef' hasprefix 'abc'", true],
  ["'xabcdef' hasprefix 'abc'", false],
  ["'abcdef' hassuffix_cs 'DEF'", false],
  ["'abcdef' hassuffix 'DEF'", true],
  ["'abcdef' !hasprefix 'bcd'", true],
  ["'FooBar' contains 'oob'", true],
  ["'FooBar' contains_cs 'oob'", false],
  ["'a(b)' contains '(B'", true],
  ["'FooBar' startswith 'foo'", true],
  ["'FooBar' startswith_cs 'foo'", false],
  ["'FooBar' !endswith 'BAR'", false],
  ["'FooBar' endswith_cs 'Bar'", true],
  ["'FooBar' =~ 'fOObAR'", true],
  ["'FooBar' !~ 'fOObAR'", false],
  ["'x' in ('x', 'y')", true],
  ["'X' in ('x', 'y')", false],
  ["'X' in~ ('x', 'y')", true],
  ["'X' !in~ ('x', 'y')", false],
  ["'x' in (dynamic(['x', 'y']))", true],
  ["'x' in (dynamic([]))", false],
  ["'x' !in (dynamic([]))", true],
  ['5 in (dynamic([5, 6]))', true],
  ["'a quick fox' has_any ('dog', 'FOX')", true],
  ["'a quick fox' has_any (dynamic(['dog']))", false],
  ["'a quick fox' has_any (dynamic([]))", false],
  ["'a quick fox' has_all ('quick', 'fox')", true],
  ["'a quick fox' has_all ('quick', 'dog')", false],
  ["'ab12' matches regex '[a-z]+\\\\d'", true],
  ["'line\\nbreak' matches regex 'line.break'", false],
  ["dynamic({'a':'b c'}) has 'c'", true],
];

test.each(truths)('%s is %s', async (expression, value) => {
  const { rows } = await runQuery(`print ${expression}`);
  expect(rows).toEqual([[value]]);
});

test('a term taken from a column is matched row by row', async () => {
  const { rows } = await runQuery(
    "datatable(s:string, t:string)['a b', 'B', 'ab', 'b', 'a.b', 'a.b'] | extend h = s has t, e = s endswith t | project h, e",
  );
  expect(rows).toEqual([
    [true, true],
    [false, true],
    [true, true],
  ]);
});

test('terms from a table are read before the query', async () => {
  const { rows } = await runQuery(
    "let terms = datatable(t:string)['fox', 'owl']; print s = 'a quick fox' | where s has_any (terms) | count",
  );
  expect(rows).toEqual([[1]]);
});

test('a list that a toscalar gathers', async () => {
  const { rows } = await runQuery(
    "let known = toscalar(T | summarize make_set(user)); print a = 'ann' in (known), b = 'zoe' in (known), c = 'x ann' has_any (known)",
  );
  expect(rows).toEqual([[true, false, true]]);
});
