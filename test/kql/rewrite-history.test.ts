// What is read off a query before its past runs are asked for: whether a run without rows is like any other, which rows matter at all,
// and whether all runs can be one set.
import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { leavesOf } from '../../src/kql/rewrite/leaves.ts';
import { isSameOverNothing } from '../../src/kql/rewrite/over-nothing.ts';
import { unbatched } from '../../src/kql/rewrite/replay.ts';
import { notASet } from '../../src/kql/rewrite/set-based.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const tables = createTableCatalogue(
  [
    {
      name: 'Owners',
      source: 'custom',
      advancedHuntingOnly: false,
      columns: [{ name: 'Owner', type: 'string' }],
    },
  ],
  [
    { name: 'Recent', parameters: 'span:timespan', body: 'Usage | where TimeGenerated > ago(span)' },
    { name: 'Cutoff', parameters: '', body: 'ago(1h)' },
  ],
);
const bind = (query: string) => bindQuery(query, { tables });

describe('over no rows the result is the same at every moment', () => {
  test.each([
    'Usage | where TimeGenerated > ago(1h)',
    'Usage | extend Age = now() - TimeGenerated | summarize count()',
    'let Since = ago(1h); Usage | where TimeGenerated > Since',
    'let F = (d:timespan) { ago(d) }; Usage | where TimeGenerated > F(1h)',
    'Recent(1h) | extend Now = now()',
    'union Usage, (Heartbeat | where TimeGenerated > ago(1h))',
    'Usage | join kind=leftanti (print X = now()) on $left.TimeGenerated == $right.X',
    'Usage | where TimeGenerated > toscalar(Usage | where TimeGenerated > ago(1h) | summarize max(TimeGenerated))',
    'Usage | where rand() > 0.5',
    'let U = materialize(Usage); U | where TimeGenerated > ago(1h)',
    'Usage | summarize count()',
    'print 1',
  ])('%s', (query) => expect(isSameOverNothing(bind(query))).toBe(true));

  test.each([
    ['a row without a table', 'print Now = now()'],
    ['a row for no rows', 'Usage | summarize Count = count() | extend Now = now()'],
    ['the clock of a row that is made', 'union Usage, (print TimeGenerated = now())'],
    [
      'rows of the right side',
      'Usage | join kind=rightouter (print X = now()) on $left.TimeGenerated == $right.X',
    ],
    ['a table that always has rows', 'union Usage, (Owners | extend TimeGenerated = now())'],
    [
      'a let that is used twice',
      'let Since = ago(1h); union (Usage | where TimeGenerated > Since), (print TimeGenerated = Since)',
    ],
    ['a function that gives the clock', 'union Usage, (print TimeGenerated = Cutoff())'],
    ['chance', 'union Usage, (print Quantity = rand())'],
    [
      'a series that has points without rows',
      'Usage | make-series count() on TimeGenerated from ago(1d) to now() step 1h',
    ],
    ['what nobody knows', 'Nowhere(1h)'],
  ])('not: %s', (_, query) => expect(isSameOverNothing(bind(query))).toBe(false));
});

describe('the rows that matter', () => {
  test.each([
    [
      'Usage | where Quantity > 1 and DataType == "a" | where Solution != ""',
      ['Quantity > 1', 'DataType == "a"', 'Solution != ""'],
    ],
    ['let Least = 5; Usage | where Quantity > Least and TimeGenerated > ago(1h)', ['Quantity > (5)']],
    ['Usage | extend Big = Quantity > 1 | where Big', []],
    ['Usage | where Solution in (Owners)', []],
    ['Usage | where Quantity > toscalar(Heartbeat | count)', []],
  ])('%s', (query, filters) => {
    expect(leavesOf(bind(query)).find(({ table }) => table === 'Usage')).toEqual({ table: 'Usage', filters });
  });

  test('a table that is also read whole is looked at whole', () => {
    expect(leavesOf(bind('union (Usage | where Quantity > 1), (Usage | summarize count())'))).toEqual([
      { table: 'Usage', filters: [] },
    ]);
  });
});

describe('runs that are no set, or go into no batch', () => {
  test.each([
    ['Usage | summarize count()', '`summarize` without groups, which gives a row for no rows'],
    ['Usage | top 1 by Quantity', '`top`'],
    ['Usage | join Heartbeat on $left.Computer == $right.Computer', '`join`'],
    ['Usage | where Quantity > toscalar(Usage | summarize max(Quantity) by Solution)', '`toscalar()`'],
    ['Recent(1h)', 'the function Recent, which reads a table'],
    ['let Since = ago(1h); Usage | where TimeGenerated > Since', 'a clock in a let'],
    ['let U = Usage; U | where Quantity > 1', 'a table in an expression or a let'],
    ['Usage | distinct *', '`distinct *`'],
    ['Owners | take 1', 'the table Owners, whose rows have no time'],
    ['print 1', 'no table'],
  ])('%s', (query, reason) => expect(notASet(bind(query))).toContain(reason));

  test.each([
    ['set notruncation; Usage', 'a set statement'],
    ['Usage | render timechart', 'a render operator'],
    ['Usage | evaluate bag_unpack(pack_all())', 'columns that depend on the rows'],
    ['union withsource=T Usage, Heartbeat', 'the name of a table in union withsource='],
    ['union Us*', 'wildcard Us*'],
  ])('%s', (query, reason) => expect(unbatched(bind(query))).toContain(reason));
});
