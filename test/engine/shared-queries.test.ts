// Which values of parameters are values of the run, and which stay literals of the query.
import { expect, test } from 'vitest';
import { sharedQueries } from '../../src/engine/shared-queries.ts';

const query = (values: readonly string[], rest = 'T | where user in (A)') =>
  `// parameters\n${values.map((value, index) => `let ${'AB'[index]} = ${value};`).join('\n')}\n\n${rest}`;

const open = (queries: readonly string[]) =>
  sharedQueries(queries).map(({ runValues, values }) => [
    runValues.map(({ parameter, type }) => `${parameter}:${type}`).join(' '),
    [...values.values()],
  ]);

test.each([
  [
    'what differs',
    [
      ['dynamic(["x"])', '1h'],
      ['dynamic([])', '1h'],
    ],
    [['A:dynamic', [['["x"]'], ['[]']]]],
  ],
  [
    'all that differs',
    [
      ['"x"', '1'],
      ['""', '-2'],
      ['"y"', '1'],
    ],
    [
      [
        'A:string B:long',
        [
          ['x', 1n],
          ['', -2n],
          ['y', 1n],
        ],
      ],
    ],
  ],
  [
    'a time',
    [['datetime(2024-05-01)'], ['datetime(null)']],
    [['A:datetime', [[638501184000000000n], [null]]]],
  ],
  ['a length of time', [['1h'], ['30m']], [['A:timespan', [[36000000000n], [18000000000n]]]]],
  ['numbers of two types stand apart', [['1'], ['1.5'], ['2']], [['A:long', [[1n], [2n]]]]],
  ['a bag or a list of numbers is kept', [['dynamic([1])'], ['dynamic({"k": 1})'], ['dynamic(null)']], []],
  ['of literals alone', [['"x"'], ['strcat("x", "y")'], ['"z"']], [['A:string', [['x'], ['z']]]]],
  ['no literal of its type', [['datetime(2024-02-31)'], ['datetime(2024-13-01)']], []],
  ['one query', [['"x"']], []],
] as const)('%s', (_, values, shared) => {
  expect(open(values.map((one) => query(one)))).toEqual(shared);
});

test('arguments of a call by names are values too', () => {
  const calls = [
    'print Result=F(Url="a, b", Hosts=dynamic(["x", ")"]))',
    'print Result=F(Url="c", Hosts=dynamic([]))',
  ];
  expect(open(calls)).toEqual([
    [
      'Url:string Hosts:dynamic',
      [
        ['a, b', '["x",")"]'],
        ['c', '[]'],
      ],
    ],
  ]);
  expect(open(['F(T=A, n=1)', 'F(T=B, n=1)'])).toEqual([]);
});

test('other queries, and what spells the name of a value of the run, stand apart', () => {
  expect(open([query(['"x"']), query(['"y"'], 'T | count')])).toEqual([]);
  const spelt = "T | extend x = ['value of the run: A']";
  expect(open([query(['"x"'], spelt), query(['"y"'], spelt)])).toEqual([]);
});
