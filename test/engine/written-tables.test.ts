// The reader of tables written in front of a query: what it reads is what is written, and what could be doubted it leaves alone.
import { expect, test } from 'vitest';
import { readWrittenTables } from '../../src/engine/sources/written-tables.ts';

const read = (text: string) => readWrittenTables(text);
const row = (type: string, literal: string) => {
  const tables = read(`let T = datatable(a:${type}) [${literal}];`)?.tables;
  return tables?.[0]?.rows[0]?.[0];
};

test('tables, and what stands behind them', () => {
  const text = `let A = datatable(['x']:long, y : string) [long(1), "p", long(null), ""];
let B=datatable(z:bool)[];
A | join B on $left.x == $right.z`;
  expect(read(text)).toEqual({
    tables: [
      {
        name: 'A',
        columns: [
          { name: 'x', type: 'long' },
          { name: 'y', type: 'string' },
        ],
        rows: [
          [1n, 'p'],
          [null, ''],
        ],
      },
      { name: 'B', columns: [{ name: 'z', type: 'bool' }], rows: [] },
    ],
    rest: '\nA | join B on $left.x == $right.z',
  });
});

test.each([
  ['bool', 'bool(true)', true],
  ['datetime', 'datetime(0001-01-01T00:00:00.0000001Z)', 1n],
  ['decimal', 'decimal(-1.5)', -150_000_000_000_000_000n],
  ['dynamic', 'dynamic({"a":[1,-2.5,null,"x)\\""]})', '{"a":[1,-2.5,null,"x)\\""]}'],
  ['dynamic', 'dynamic(null)', null],
  ['guid', 'guid(00000000-0000-0000-0000-0000000000ff)', 255n],
  ['int', 'int(-2147483648)', -2147483648],
  ['long', 'long(9223372036854775807)', 9223372036854775807n],
  ['real', 'real(-inf)', -Infinity],
  ['real', 'real(0.1)', 0.1],
  ['string', '"a\\"b\\\\c\\n\\u0000😀"', 'a"b\\c\n\u0000😀'],
  ['timespan', 'timespan(-1.00:00:00.5)', -864_005_000_000n],
])('%s %s', (type, literal, value) => {
  expect(row(type, literal)).toBe(value);
});

test.each([
  ['nothing written', 'SigninLogs | take 1'],
  ['a comment in front', '// c\nlet T = datatable(a:long) [long(1)];'],
  ['a row too short', 'let T = datatable(a:long, b:long) [long(1)];'],
  ['a comma at the end', 'let T = datatable(a:long) [long(1),];'],
  ['a pipe behind', 'let T = datatable(a:long) [long(1)] | take 1;'],
  ['a name twice', 'let T = datatable(a:long) [];let T = datatable(a:long) [];'],
  ['a column twice', 'let T = datatable(a:long, a:long) [];'],
  ['no columns', 'let T = datatable() [];'],
  ['another type in a column', 'let T = datatable(a:long) [int(1)];'],
  ['a bare number', 'let T = datatable(a:long) [1];'],
  ['a number too large', 'let T = datatable(a:int) [int(2147483648)];'],
  ['a string in single quotes', "let T = datatable(a:string) ['x'];"],
  ['two strings side by side', 'let T = datatable(a:string) ["x" "y"];'],
  ['a verbatim string', 'let T = datatable(a:string) [@"x"];'],
  ['a line end in a string', 'let T = datatable(a:string) ["x\ny"];'],
  ['a day there is not', 'let T = datatable(a:datetime) [datetime(2026-02-30T00:00:00Z)];'],
  ['a day without a time', 'let T = datatable(a:datetime) [datetime(2026-02-20)];'],
  ['a timespan with a unit', 'let T = datatable(a:timespan) [timespan(5m)];'],
  ['a real with an exponent', 'let T = datatable(a:real) [real(1e5)];'],
  ['a dynamic with blanks', 'let T = datatable(a:dynamic) [dynamic({"a": 1})];'],
  ['a dynamic with a number spelled otherwise', 'let T = datatable(a:dynamic) [dynamic([1.0])];'],
  ['a dynamic with a key twice', 'let T = datatable(a:dynamic) [dynamic({"a":1,"a":2})];'],
  ['a dynamic with a literal', 'let T = datatable(a:dynamic) [dynamic([datetime(2026-01-01)])];'],
  ['an expression', 'let T = datatable(a:long) [long(1) + long(1)];'],
])('%s is left to the binder', (_, text) => {
  expect(read(text)).toBeUndefined();
});
