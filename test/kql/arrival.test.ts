// The order in which rows come: it breaks ties, and it is what lists, prev() and row_number() follow where nothing is sorted.
import { afterAll, expect, test } from 'vitest';
import { closeEngine, runQuery, sqlOf } from './run-query.ts';

afterAll(closeEngine);

const cell = async (query: string) => (await runQuery(query)).rows.map((row) => row.at(-1));

const spread =
  'let A = print a = dynamic([1, 2]) | mv-expand a to typeof(long); let B = range a from 3 to 4 step 1; ';
const lists = 'range r from 1 to 2 step 1 | mv-expand a = dynamic([[2, 1], [4]])';

test.each<[string, string, unknown]>([
  [
    'rows of one table before those of the next',
    `${spread}union A, B | summarize make_list(a)`,
    [1, 2, 3, 4],
  ],
  ['a union in a union', `${spread}union (union B, A), A | summarize make_list(a)`, [3, 4, 1, 2, 1, 2]],
  ['the first of a union', `${spread}union B, A | extend one = 1 | summarize take_any(a) by one`, 3],
  ['a tie of arg_max', `${spread}union B, A | extend one = 1 | summarize arg_max(one, a)`, 3],
  [
    'elements of elements',
    `${lists} | mv-expand b = a to typeof(long) | summarize make_list(b)`,
    [2, 1, 4, 2, 1, 4],
  ],
  [
    'the row before, over elements of elements',
    `${lists} | mv-expand b = a to typeof(long) | serialize | extend p = prev(b) | summarize make_list(coalesce(p, 0))`,
    [0, 2, 1, 4, 2, 1],
  ],
  [
    'groups by their first row',
    'range r from 1 to 2 step 1 | mv-expand a = dynamic([3, 1, 2]) to typeof(long) | summarize count() by a | summarize make_list(a)',
    [3, 1, 2],
  ],
  [
    'groups of distinct values by their first row',
    'range r from 1 to 2 step 1 | mv-expand a = dynamic([3, 1, 2]) to typeof(long) | summarize dcount(r) by a | summarize make_list(a)',
    [3, 1, 2],
  ],
  [
    'groups of distinct values beside others',
    'range r from 1 to 2 step 1 | mv-expand a = dynamic([3, 1, 2]) to typeof(long) | summarize dcount(r), sum(r) by a | summarize make_list(a)',
    [3, 1, 2],
  ],
  [
    'a subquery for each of several rows',
    `${lists} | mv-apply b = a to typeof(long) on (summarize s = sum(b)) | summarize make_list(s)`,
    [3, 4, 3, 4],
  ],
  [
    'rows of several groups with one place in each',
    'datatable(k:string, v:string)["a", "x", "a", "x", "a", "y", "b", "x", "b", "x", "b", "z"] | partition by k (top-hitters 2 of v) | mv-apply z = dynamic([1, 2]) to typeof(long) on (summarize s = sum(z)) | summarize make_list(s)',
    [3, 3, 3, 3],
  ],
  [
    'rows of a schema',
    'T | getschema | union (T | getschema) | evaluate schema_merge() | mv-expand i = dynamic([0]) | mv-apply z = dynamic([1, 2]) to typeof(long) on (summarize s = sum(z)) | summarize make_list(s)',
    [3, 3, 3, 3],
  ],
  [
    'rows of the right alone come last',
    'range a from 1 to 2 step 1 | mv-expand x = dynamic([0]) | join kind=fullouter (range a from 2 to 3 step 1) on a | summarize make_list(coalesce(a, a1))',
    [1, 2, 3],
  ],
  [
    'one row of no rows',
    'range r from 1 to 2 step 1 | mv-expand a = dynamic([1]) | where r > 5 | summarize n = count() | mv-apply z = dynamic([7]) to typeof(long) on (where z > 0)',
    7,
  ],
])('%s', async (_, query, expected) => {
  expect(await cell(query)).toEqual([expected]);
});

test('of more operators than have a column each', async () => {
  const levels = Array.from({ length: 13 }, (_, i) => `a${i}`);
  const sum = levels.map((name, i) => `${name} * ${2 ** (12 - i)}`).join(' + ');
  const query = [
    'print x = 0',
    ...levels.map((name) => `| mv-expand ${name} = dynamic([0, 1]) to typeof(long)`),
    `| extend n = ${sum} | serialize | summarize Rows = count(), Late = countif(n < prev(n))`,
  ].join('\n');
  expect(sqlOf(query)).toContain('row_number() over (order by ');
  expect((await runQuery(query)).rows).toEqual([[8192, 0]]);
});

test('a long chain of steps keeps its rows in between', async () => {
  const columns = Array.from({ length: 60 }, (_, i) => `c${i} = x + ${i}`);
  const step = (i: number) => `| extend c0 = iff(c0 % 2 == 0, c0 + c${i % 60}, c0 - c${i % 60})`;
  const steps = Array.from({ length: 60 }, (_, i) => step(i + 1));
  const head = `range x from 1 to 3 step 1 | extend ${columns.join(', ')}`;
  const short = [head, ...steps.slice(0, 5), '| project-away x'].join('\n');
  const long = [head, ...steps, '| project-away x'].join('\n');
  expect(sqlOf(short)).not.toContain(' as materialized ');
  expect(sqlOf(long)).toContain(' as materialized ');
  const expected = [1, 2, 3].map((x) =>
    Array.from({ length: 60 }, (_, i) => i + 1).reduce((first, i) => {
      const other = i % 60 === 0 ? first : x + (i % 60);
      return first % 2 === 0 ? first + other : first - other;
    }, x),
  );
  expect((await runQuery(long)).rows.map(([first]) => first)).toEqual(expected);
});
