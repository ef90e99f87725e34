// Null, NaN and empty in operators: the truth table of the documentation, in a value and in a filter.
// https://learn.microsoft.com/kusto/query/scalar-data-types/null-values
import { afterAll, expect, test } from 'vitest';
import { closeEngine, runQuery } from './run-query.ts';

afterAll(closeEngine);

const columns = `datatable(a:long, b:long, r:real, s:string, d:dynamic, t:datetime)[
  1, 1, 1.0, 'x', dynamic({"k":"x","n":1}), datetime(2024-01-01),
  1, long(null), real(nan), '', dynamic(null), datetime(null),
  long(null), long(null), real(null), '', dynamic({"k":null}), datetime(null)]`;

/** One value a row: 1 and 1; 1 and null; null and null. */
const truths: readonly (readonly [expression: string, ...values: (boolean | null)[]])[] = [
  ['a == b', true, false, null],
  ['a != b', false, true, null],
  ['a == 1', true, true, false],
  ['b == 1', true, false, false],
  ['b != 1', false, true, true],
  ['b < 2', true, null, null],
  ['a <= b', true, null, null],
  ['b in (1, 2)', true, false, false],
  ['b !in (1, 2)', false, true, true],
  ['b in (pack_array(s))', false, false, false],
  ['b !in (pack_array(s, a))', false, true, true],
  ['t in (pack_array(s))', false, false, false],
  ['s in (pack_array(b, s))', true, true, true],
  ['b between (0 .. 2)', true, null, null],
  ['b !between (0 .. 2)', false, null, null],
  ['t == datetime(2024-01-01)', true, false, false],
  ['t > datetime(2023-01-01)', true, null, null],
  ['r == r', true, false, null],
  ['r > 0.5', true, false, null],
  ["s == ''", false, true, true],
  ["s != 'x'", false, true, true],
  ["s !has 'x'", false, true, true],
  ["s =~ 'X'", true, false, false],
  ["s !in ('x')", false, true, true],
  ["d.k == 'x'", true, false, false],
  ["d.k != 'x'", false, true, true],
  ["d.k has 'x'", true, false, false],
  ['d.n == 1', true, false, false],
  ['d.n != 1', false, true, true],
  ['b == 1 and a == 1', true, false, false],
  ['b < 2 or a == 1', true, true, null],
  ['b < 2 and a == 7', false, false, false],
  ['not(b < 2)', false, null, null],
  ['not(b == 1)', false, true, true],
];

test.each(truths)('%s', async (expression, ...values) => {
  const { rows } = await runQuery(`${columns} | project value = (${expression})`);
  expect(rows.map(([value]) => value)).toEqual(values);
});

test.each(truths)('where %s keeps the rows where it is true', async (expression, ...values) => {
  const { rows } = await runQuery(
    `${columns} | serialize i = row_number() - 1 | where ${expression} | project i`,
  );
  expect(rows.map(([i]) => i)).toEqual(values.flatMap((value, i) => (value === true ? [i] : [])));
});

test.each([
  ['7 / 2', 3],
  ['-7 / 2', -3],
  ['7.0 / 2', 3.5],
  ['7 / long(null)', null],
  ['1 / 0', null],
  ['-7 % 3', 2],
  ['1h / 30m', 2],
  ['datetime(2024-01-02) - datetime(2024-01-01)', '1.00:00:00'],
  ['datetime(2024-01-01) + 90m', '2024-01-01T01:30:00.0000000Z'],
  ['-1.5h', '-01:30:00'],
  ['9223372036854775807 + 1', '-9223372036854775808'],
  ['int(2) + 1', 3],
  ['1 + real(null)', null],
  ['dynamic({"a":2}).a + 1', 3],
  ['dynamic([1,2,3])[-1]', 3],
  ['dynamic({"a":{"b":["x"]}}).a.b[0]', 'x'],
  ['dynamic({"a b":1})["a b"]', 1],
  ['dynamic({"a":1}).other', null],
  ['dynamic({"*":5})["*"]', 5],
  ['dynamic([10,20])[toint("1")]', 20],
])('%s is %s', async (expression, value) => {
  const { rows } = await runQuery(`print ${expression}`);
  expect(rows[0]).toEqual([value]);
});
