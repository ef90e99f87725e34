// Two engines over the cases of a rule: what counts as the same answer, what as another, and what as none.
import { describe, expect, test } from 'vitest';
import type { ContentItem } from '../../src/content/content-item.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { leewayOf } from '../../src/kql/leeway.ts';
import { exactly, resultDifference } from '../../src/rows/compare-results.ts';
import { NotCoveredError, type QueryRun, type QueryRunner } from '../../src/rows/query-runner.ts';
import { compareEngines } from '../../src/testing/engine-comparison.ts';
import { workspaceError } from '../../src/workspace/codes.ts';
import { casesFrom, rule, tables } from './fixture.ts';

const column = (type: string) => ({ columns: [{ name: 'x', type }] });

/** Values of one column on both engines, and whether they are the same answer. */
const values: readonly (readonly [type: string, a: unknown, b: unknown, isSame: boolean])[] = [
  ['long', 1, 1, true],
  ['long', '9223372036854775807', '9223372036854775806', false],
  ['long', null, 0, false],
  ['real', 0.1 + 0.2, 0.3, true],
  ['real', 1, 1.001, false],
  ['real', 'NaN', 'NaN', true],
  ['real', 'Infinity', '-Infinity', false],
  ['decimal', '1.50', '1.5', true],
  ['string', 'a', 'A', false],
  ['string', '', '', true],
  ['bool', true, false, false],
  ['datetime', '2026-01-15T12:00:00.0000000Z', '2026-01-15T12:00:00.0000000Z', true],
  ['datetime', '2026-01-15T12:00:00.0000001Z', '2026-01-15T12:00:00.0000000Z', false],
  ['timespan', '1.00:00:00', '1.00:00:00.0000000', true],
  ['timespan', '00:00:01', '00:00:02', false],
  ['dynamic', { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
  ['dynamic', [1, 2], [2, 1], false],
  ['dynamic', { a: null }, {}, false],
  ['dynamic', 5, '5', true],
  ['dynamic', '', 0, false],
  ['dynamic', null, 0, false],
];

test.each(values)('%s: %j and %j', (type, a, b, isSame) => {
  const difference = resultDifference({ ...column(type), rows: [[a]] }, { ...column(type), rows: [[b]] });
  expect(difference === undefined).toBe(isSame);
});

describe('rows', () => {
  const rows = (...cells: readonly unknown[]) => ({ ...column('long'), rows: cells.map((cell) => [cell]) });

  test('are a multiset', () => {
    expect(resultDifference(rows(1, 2, 2), rows(2, 1, 2))).toBeUndefined();
    expect(resultDifference(rows(1, 2, 2), rows(1, 1, 2))).toEqual({
      kind: 'rows',
      onlyFirst: [[2]],
      onlySecond: [[1]],
    });
  });

  test('are a list where the query sorts them', () => {
    expect(resultDifference(rows(1, 2), rows(2, 1), { ...exactly, isOrdered: true })).toEqual({
      kind: 'order',
    });
  });

  test('none are not the same as some', () => {
    expect(resultDifference(rows(1), rows())).toEqual({ kind: 'rows', onlyFirst: [[1]], onlySecond: [] });
  });

  test('are not compared under other columns', () => {
    expect(resultDifference({ ...column('int'), rows: [] }, { ...column('long'), rows: [] })).toEqual({
      kind: 'columns',
      first: 'x:int',
      second: 'x:long',
    });
  });
});

test.each([
  ['T | where a == 1', {}],
  ['T | sort by a', { isOrdered: true }],
  ['T | top 3 by a', { isOrdered: true, ownChoice: ['top (rows that tie)'] }],
  ['T | sort by a | where a > 1', {}],
  ['T | take 3', { ownChoice: ['take'] }],
  ['T | summarize take_any(a)', { ownChoice: ['take_any()'] }],
  ['T | summarize dcount(a)', { estimates: true }],
  ['T | summarize make_set(a)', { makesArrays: true }],
  ['T | join (T) on a', { ownChoice: ['join kind=innerunique'] }],
  ['T | join kind=inner (T) on a', {}],
  ['print rand()', { ownChoice: ['rand()'] }],
])('what a query leaves to the engine: %s', (query, leeway) => {
  const text = `let T = datatable(a:long) [];\n${query}`;
  const none = { isOrdered: false, estimates: false, makesArrays: false, ownChoice: [] };
  expect(leewayOf(bindQuery(text, { tables }))).toEqual({ ...none, ...leeway });
});

const cases = casesFrom(`
cases:
  - name: one
    seed: { SigninLogs: [{ IPAddress: 203.0.113.9 }] }
    alerts: 1
`).cases;

/** An engine that answers with one cell. */
const giving = (value: unknown): QueryRunner => ({
  description: 'Kusto',
  run: async () => ({ ...column('long'), rows: [[value]] }),
});
const failing = (error: Error): QueryRunner => ({ description: 'Kusto', run: () => Promise.reject(error) });

async function compared(embedded: QueryRunner, other: QueryRunner, item: ContentItem = rule()) {
  const { comparison, findings } = await compareEngines([{ item, cases }], { embedded, other, tables });
  const codes = findings.map(({ code, severity, message }) => `${severity} ${code} ${message}`);
  return { status: comparison.cases[0]?.status ?? 'equal', codes };
}

const refused = () => workspaceError('workspace/refused', 'no such function', { exitCode: 1 });
const away = () => workspaceError('workspace/unreachable', 'nobody is there', { exitCode: 6 });
const notCovered = () => new NotCoveredError(['a wildcard']);

test.each([
  ['the same answer', giving(1), giving(1), 'equal', []],
  [
    'another answer',
    giving(1),
    giving(2),
    'differs',
    [
      'error test/engines-differ "one": 1 row of the embedded engine alone: x = 1; 1 row of Kusto alone: x = 2 (Kusto)',
    ],
  ],
  [
    'refused by Kusto',
    giving(1),
    failing(refused()),
    'differs',
    ['error test/engines-differ "one": only the embedded engine runs it: no such function (Kusto)'],
  ],
  [
    'refused by the embedded engine',
    failing(refused()),
    giving(1),
    'differs',
    ['error test/engines-differ "one": the embedded engine does not run it: no such function (Kusto)'],
  ],
  [
    'no answer',
    giving(1),
    failing(away()),
    'no-answer',
    ['error test/not-compared "one": nobody is there (Kusto)'],
  ],
  [
    'rows that cannot be given to Kusto',
    giving(1),
    failing(notCovered()),
    'not-compared',
    ['error test/not-compared None of 1 case could be compared: seed rows cannot stand in for a wildcard'],
  ],
])('%s', async (_, embedded, other, status, codes) => {
  expect(await compared(embedded, other)).toEqual({ status, codes });
});

test('another answer to a query that leaves a choice is a warning', async () => {
  const item = rule({ query: 'SigninLogs | take 1' });
  const { status, codes } = await compared(giving(1), giving(2), item);
  expect(status).toBe('may-differ');
  expect(codes).toEqual([expect.stringMatching(/^warning test\/engines-may-differ .*leaves a choice: take/)]);
});

test.each([
  ['empty', '', 'equal'],
  ['the name of the table', 'SigninLogs', 'equal'],
  ['filled', 'x', 'differs'],
])('a column that was not sent to the other engine: %s', async (what, value, status) => {
  const name = what === 'the name of the table' ? 'Type' : 'Location';
  const columns = [
    { name: 'x', type: 'long' },
    { name, type: 'string' },
  ];
  const embedded = { description: '', run: async () => ({ columns, rows: [[1, value]] }) };
  expect(await compared(embedded, giving(1))).toMatchObject({ status });
});

test('answers are those of their cases, in whatever order they come', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const many = casesFrom(
    `cases:\n${names.map((name) => `  - { name: ${name}, seed: { SigninLogs: [{ IPAddress: ${name} }] }, none: true }`).join('\n')}\n`,
  ).cases;
  const cell = ({ tables: rows }: QueryRun) => ({
    columns: [{ name: 'ip', type: 'string' }],
    rows: [[rows['SigninLogs']![0]!['IPAddress']]],
  });
  let turns = names.length;
  const slow: QueryRunner = {
    description: 'Kusto',
    run: async (run) => {
      // The first to be asked is the last to answer.
      for (let turn = turns--; turn > 0; turn--) await Promise.resolve();
      return cell(run);
    },
  };
  const done: number[] = [];
  const { comparison } = await compareEngines([{ item: rule(), cases: many }], {
    embedded: { description: '', run: async (run) => cell(run) },
    other: slow,
    tables,
    onCase: (count) => done.push(count),
  });
  expect(comparison.summary.equal).toBe(names.length);
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a defect of the tool is no difference', async () => {
  await expect(compared(giving(1), failing(new TypeError('defect')))).rejects.toThrow('defect');
});
