// A mutant is killed by the case that comes out otherwise; what is left out needs a reason, and more than a few reasons are none.
import { afterAll, describe, expect, test } from 'vitest';
import { parseExclusions } from '../../src/mutation/exclusions.ts';
import { type ItemMutation, mutateItem } from '../../src/mutation/mutate.ts';
import { hashOf } from '../../src/mutation/record.ts';
import { judged } from '../../src/mutation/score.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { parseCaseFile } from '../../src/testing/case-file.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { mutatedRule } from './fixture.ts';

const tables = createTableCatalogue();
const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

function casesIn(text: string) {
  const none = { file: '', text: '' };
  return parseCaseFile(text, { file: 'cases.yaml', kind: 'analytics-rule', tables, readSeedFile: () => none })
    .cases;
}

const many = (count: number) => `
  - name: ${count} processes
    seed:
      DeviceProcessEvents: [{ FileName: a.exe, _repeat: ${count} }]
    ${count > 2 ? 'alerts: 1' : 'none: true'}`;

const query = 'DeviceProcessEvents | summarize n = count() by FileName | where n > 2';

async function statuses(text: string) {
  const { mutants } = await mutateItem(mutatedRule(query), casesIn(text), { runner, tables });
  return Object.fromEntries(mutants.map(({ before, after, status }) => [`${before} -> ${after}`, status]));
}

describe('a threshold', () => {
  test('cases on both of its sides notice every change', async () => {
    expect(await statuses(`cases:${many(2)}${many(3)}`)).toEqual({
      'n > 2 -> true': 'killed',
      'n > 2 -> not(n > 2)': 'killed',
      '> -> >=': 'killed',
      '2 -> 3': 'killed',
      '2 -> 1': 'killed',
    });
  });

  test('a case far from it notices little', async () => {
    expect(await statuses(`cases:${many(9)}`)).toMatchObject({ '2 -> 3': 'survived', '> -> >=': 'survived' });
  });
});

test('a window that grows shows over the runs of the schedule', async () => {
  const rule = mutatedRule('DeviceProcessEvents | where ingestion_time() > ago(5m) | project FileName');
  const cases = casesIn(
    'cases: [{ name: one, seed: { DeviceProcessEvents: [{ FileName: a.exe, TimeGenerated: -2m }] }, alerts: 1 }]',
  );
  const { mutants } = await mutateItem(rule, cases, { runner, tables });
  const ofTime = mutants.filter(({ kind }) => kind === 'timespan');
  expect(ofTime.map(({ after, status, killedBy }) => [after, status, killedBy])).toEqual([
    ['301s', 'killed', 'one (played)'],
    ['299s', 'killed', 'one (played)'],
  ]);
});

const survivor = (id: string) =>
  ({
    id,
    kind: 'filter',
    file: 'a.yaml',
    line: 1,
    column: 1,
    before: 'x',
    after: 'y',
    status: 'survived',
  }) as const;

function item(count: number): ItemMutation {
  const mutants = Array.from({ length: count }, (_, index) => ({
    ...survivor(`filter@1:${index}:00000000`),
    status: index < 2 ? ('survived' as const) : ('killed' as const),
  }));
  return { id: 'i', name: 'n', file: 'a.yaml', mutants };
}

const excluded = (...ids: readonly number[]) =>
  parseExclusions(
    `exclusions:\n${ids.map((id) => `  - { item: a.yaml, mutant: 'filter@1:${id}:00000000', reason: the same rows }`).join('\n')}\n`,
    'test/mutation-exclusions.yaml',
  );

describe('exclusions', () => {
  test('do not count among the mutants', () => {
    const { results, diagnostics } = judged([item(100)], excluded(0, 1));
    expect(results).toMatchObject({ total: 100, killed: 98, survived: 0, excluded: 2, score: 100 });
    expect(diagnostics).toEqual([]);
  });

  test('above three percent they are survivors', () => {
    expect(judged([item(50)], excluded(0, 1)).results).toMatchObject({ survived: 2, excluded: 0, score: 96 });
  });

  test('of a mutant that is killed, or is not there, are reported', () => {
    expect(judged([item(100)], excluded(5)).diagnostics).toMatchObject([
      { code: 'mutation/bad-exclusion', file: 'test/mutation-exclusions.yaml', line: 2 },
    ]);
  });

  test('need a reason', () => {
    const { all, diagnostics } = parseExclusions('exclusions:\n  - { item: a, mutant: b }\n', 'x.yaml');
    expect(all).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'mutation/bad-exclusion', line: 2 }]);
  });
});

test('the hash of a result changes with the query and with its cases', () => {
  const hashed = (text: string) => ({ tables, casesOf: () => casesIn(text) });
  const [two, three] = [`cases:${many(2)}`, `cases:${many(3)}`];
  const hash = hashOf(mutatedRule(query), hashed(two));
  expect(hashOf(mutatedRule(query), hashed(`# moved\n\n${two}`))).toBe(hash);
  expect(hashOf(mutatedRule(query), hashed(three))).not.toBe(hash);
  expect(hashOf(mutatedRule(`${query} `), hashed(two))).not.toBe(hash);
});
