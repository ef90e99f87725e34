// Two versions of a query over the same seed rows: what a reviewer wants to see of a change.
import { afterAll, expect, test } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { behaviourDiff } from '../../src/testing/behaviour-diff.ts';
import { parseCaseFile } from '../../src/testing/case-file.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { ruleText } from '../content/a-rule.ts';

const tables = createTableCatalogue();
const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

const { cases } = parseCaseFile(
  `cases:
  - name: two tools
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -5m, FileName: a.exe }
        - { TimeGenerated: -5m, FileName: b.exe }
    alerts: 1
  - name: nothing of interest
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -5m, FileName: c.exe }
    none: true
`,
  { file: 'cases.yaml', kind: 'analytics-rule', tables, readSeedFile: () => ({ file: '', text: '' }) },
);

function rule(query: string) {
  const text = ruleText({ query: `|\n  ${query}` });
  const { item } = parseContent(text, { file: 'analytics-rules/a.yaml', kind: 'analytics-rule' });
  if (item === undefined) throw new Error('no item');
  return item;
}

const find = (names: string) => `DeviceProcessEvents | where FileName in (${names}) | project FileName`;

test('rows and alerts gained and lost, case by case', async () => {
  const diff = await behaviourDiff(rule(find('"b.exe", "c.exe"')), find('"a.exe", "b.exe"'), {
    cases,
    runner,
  });
  expect(diff).toMatchObject({
    compared: 2,
    different: [
      { name: 'two tools', alertsBefore: 1, alertsAfter: 1, gained: [], lost: [{ FileName: 'a.exe' }] },
      {
        name: 'nothing of interest',
        alertsBefore: 0,
        alertsAfter: 1,
        gained: [{ FileName: 'c.exe' }],
        lost: [],
      },
    ],
  });
});

test('a change of form alone differs nowhere', async () => {
  const diff = await behaviourDiff(rule(find('"b.exe", "a.exe"')), find('"a.exe", "b.exe"'), {
    cases,
    runner,
  });
  expect(diff).toMatchObject({ compared: 2, different: [] });
});

test('a version that does not run is said, not compared', async () => {
  const diff = await behaviourDiff(rule(find('"a.exe"')), 'NoSuchTable | take 1', { cases, runner });
  expect(diff.different.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('before: '),
    expect.stringContaining('NoSuchTable'),
  ]);
});
