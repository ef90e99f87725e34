// What is made, what is added to, and what is left alone: test tables and data collection rules against those that are there.
import { describe, expect, test } from 'vitest';
import { declaredColumns, type TestTable } from '../../src/kql/rewrite/test-table.ts';
import { layoutFor, maxStreams, ruleName } from '../../src/seeding/layout.ts';
import type { DeclaredTable, HeldRule } from '../../src/workspace/seeding/seeding.ts';

const workspaceId = '/subscriptions/1/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w';

const testTable = (name: string, columns: readonly string[] = ['TimeGenerated']): TestTable => ({
  source: name,
  name: `Test_${name}_CL`,
  columns: columns.map((column) => ({
    name: column,
    type: 'string',
    storedName: column,
    storedType: 'string',
  })),
  withoutColumns: [],
});
const declared = (table: TestTable): DeclaredTable => ({ name: table.name, columns: declaredColumns(table) });
const streamsOf = (tables: readonly TestTable[]) =>
  tables.map((table) => ({ table: table.name, columns: declaredColumns(table) }));
const held = (number: number, tables: readonly TestTable[], changes: Partial<HeldRule> = {}): HeldRule => ({
  name: ruleName(workspaceId, number),
  kind: 'Direct',
  workspaces: [workspaceId.toUpperCase()],
  immutableId: `dcr-${number}`,
  endpoint: 'https://somewhere',
  streams: streamsOf(tables),
  otherStreams: [],
  ...changes,
});
const many = Array.from({ length: 23 }, (_, index) => testTable(`T${index}`));

test('an empty workspace gets all, ten tables a rule', () => {
  const { tables, rules, ruleOf } = layoutFor(many, { workspaceId, tables: [], rules: [] });
  expect(tables.every(({ action }) => action === 'create')).toBe(true);
  expect(rules.map(({ rule, action }) => [rule.name, rule.streams.length, action])).toEqual([
    [ruleName(workspaceId, 1), maxStreams, 'create'],
    [ruleName(workspaceId, 2), maxStreams, 'create'],
    [ruleName(workspaceId, 3), 3, 'create'],
  ]);
  expect(ruleOf('Test_T0_CL')).toBe(ruleName(workspaceId, 1));
  expect(ruleOf('Test_T22_CL')).toBe(ruleName(workspaceId, 3));
});

test('what is there as it is wanted is not written', () => {
  const two = many.slice(0, 2);
  const layout = layoutFor(two, { workspaceId, tables: two.map(declared), rules: [held(1, two)] });
  expect([...layout.tables, ...layout.rules].map(({ action }) => action)).toEqual(Array(3).fill('as wanted'));
});

test('a column that is missing is added behind those that are there; none is taken away', () => {
  const before = testTable('T', ['TimeGenerated', 'Old']);
  const after = testTable('T', ['TimeGenerated', 'New']);
  const { tables, rules } = layoutFor([after], {
    workspaceId,
    tables: [declared(before)],
    rules: [held(1, [before])],
  });
  const names = ['TimeGenerated', 'Old', 'SeedRunId', 'SeedCase', 'SeedIngestionTime', 'New'];
  expect(tables[0]).toMatchObject({ action: 'update' });
  expect(tables[0]!.table.columns.map(({ name }) => name)).toEqual(names);
  expect(rules[0]).toMatchObject({ action: 'update' });
  expect(rules[0]!.rule.streams[0]!.columns.map(({ name }) => name)).toEqual(names);
});

test('streams of tables that are not wanted now stay in their rule', () => {
  const [first, second, third] = many as [TestTable, TestTable, TestTable];
  const { rules } = layoutFor([third], {
    workspaceId,
    tables: [first, second].map(declared),
    rules: [held(1, [first, second])],
  });
  expect(rules[0]!.rule.streams.map(({ table }) => table)).toEqual([
    'Test_T0_CL',
    'Test_T1_CL',
    'Test_T2_CL',
  ]);
});

test('a table keeps its rule; a new one goes where there is room', () => {
  const full = many.slice(0, 10);
  const layout = layoutFor([...full, many[10]!, many[11]!], {
    workspaceId,
    tables: [],
    rules: [held(1, full), held(2, [many[11]!])],
  });
  expect(layout.ruleOf('Test_T3_CL')).toBe(ruleName(workspaceId, 1));
  expect(layout.ruleOf('Test_T11_CL')).toBe(ruleName(workspaceId, 2));
  expect(layout.ruleOf('Test_T10_CL')).toBe(ruleName(workspaceId, 2));
  expect(layout.rules.map(({ action }) => action)).toEqual(['as wanted', 'update']);
});

describe('what seed does not dare is an error', () => {
  const table = testTable('T', ['TimeGenerated']);
  const layout =
    (rule: HeldRule, there = declared(table)) =>
    () =>
      layoutFor([table], { workspaceId, tables: [there], rules: [rule] });

  test('a column of another type', () => {
    const other = { ...declared(table), columns: [{ name: 'TimeGenerated', type: 'datetime' }] };
    expect(layout(held(1, [table]), other)).toThrow(
      'The table Test_T_CL holds the column TimeGenerated as datetime; seed rows need it as string.',
    );
  });

  test.each([
    ['is of kind Linux', { kind: 'Linux' }],
    ['does not lead to this workspace alone', { workspaces: [`${workspaceId}-other`] }],
    ['does not lead to this workspace alone', { workspaces: [] }],
    ['has a stream that is not ours: Custom-Foreign', { otherStreams: ['Custom-Foreign'] }],
  ] as const)('a rule that %s', (words, changes) => {
    expect(layout(held(1, [table], changes))).toThrow(words);
  });
});

test('rules of two workspaces in one resource group have names of their own, short enough for a host name', () => {
  const names = [ruleName(workspaceId, 99), ruleName(`${workspaceId}-2`, 99)];
  expect(names[0]).not.toBe(names[1]);
  expect(names.every((name) => name.length <= 30)).toBe(true);
  expect(ruleName(workspaceId.toUpperCase(), 99)).toBe(names[0]);
});
