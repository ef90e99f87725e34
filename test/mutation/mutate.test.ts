// A mutant is killed by the case that comes out otherwise; what is left out needs a reason, and more than a few reasons are none.
import { afterAll, describe, expect, test } from 'vitest';
import { functionsIn } from '../../src/content/kinds/kinds.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { engineCode } from '../../src/engine/codes.ts';
import { callersOf } from '../../src/mutation/callers.ts';
import { parseExclusions } from '../../src/mutation/exclusions.ts';
import { type ItemMutation, mutateItem } from '../../src/mutation/mutate.ts';
import { hashesOf, recordedMutation, recordOf } from '../../src/mutation/record.ts';
import { judged } from '../../src/mutation/score.ts';
import type { QueryRunner } from '../../src/rows/query-runner.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';
import { parseCaseFile } from '../../src/testing/case-file.ts';
import type { ItemWithCases } from '../../src/testing/item-with-cases.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { mutatedParser, mutatedRule } from './fixture.ts';

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

test('what ends by a limit was not noticed by a case', async () => {
  const code = engineCode('engine/time-limit');
  const slow: QueryRunner = {
    description: 'a runner that is too slow for all but the rule as it is',
    run: (request) => {
      if (request.query.includes(query)) return runner.run(request);
      throw new UserError('The query ran longer than 10 s.', { code });
    },
  };
  const { killed, total } = await mutateItem(mutatedRule(query), casesIn(`cases:${many(2)}${many(3)}`), {
    runner: slow,
    tables,
  });
  expect({ killed, total }).toEqual({ killed: 0, total: 5 });
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
  return { id: 'i', name: 'n', file: 'a.yaml', total: count, killed: count - 2, mutants };
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

const withCases = (text: string) => ({ content: [], tables, casesOf: () => casesIn(text) });

test('what a result depends on is its query, and its cases wherever they stand', () => {
  const [two, three] = [`cases:${many(2)}`, `cases:${many(3)}`];
  const hashes = hashesOf(mutatedRule(query), withCases(two));
  expect(hashesOf(mutatedRule(query), withCases(`# moved\n\n${two}`))).toEqual(hashes);
  expect(hashesOf(mutatedRule(query), withCases(three))).toMatchObject({ hash: hashes.hash });
  expect(hashesOf(mutatedRule(query), withCases(three)).cases).not.toBe(hashes.cases);
  expect(hashesOf(mutatedRule(`${query} `), withCases(two)).hash).not.toBe(hashes.hash);
});

describe('a record', () => {
  const [rule, recorded] = [mutatedRule(query), withCases(`cases:${many(9)}`)];
  const made = async () => {
    const mutated = await mutateItem(rule, recorded.casesOf(), { runner, tables });
    const { results } = judged([mutated], excluded());
    return { mutated, record: recordOf(results, { ...recorded, content: [rule] }) };
  };

  test('gives back what survived, at its place', async () => {
    const { mutated, record } = await made();
    const survivors = mutated.mutants.filter(({ status }) => status === 'survived');
    expect(survivors.length).toBeGreaterThan(0);
    expect(recordedMutation(record, rule, recorded)).toMatchObject({
      mutation: { ...mutated, mutants: survivors },
      isCurrent: true,
    });
  });

  test('of fewer cases spares what was killed: only survivors are asked again', async () => {
    const { mutated, record } = await made();
    const more = withCases(`cases:${many(9)}${many(3)}`);
    const known = recordedMutation(record, rule, more)!;
    expect(known.isCurrent).toBe(false);
    const asked: number[] = [];
    const options = {
      runner,
      tables,
      known: known.mutation,
      onMutant: (_: number, all: number) => asked.push(all),
    };
    const again = await mutateItem(rule, more.casesOf(), options);
    expect(asked[0]).toBe(known.mutation.mutants.length);
    const anew = await mutateItem(rule, more.casesOf(), { runner, tables });
    expect(again).toMatchObject({ total: mutated.total, killed: anew.killed });
    expect(anew.killed).toBeGreaterThan(mutated.killed);
  });

  test('says nothing of other cases, of another item, and when it is no record', async () => {
    const { record } = await made();
    expect(recordedMutation(record, rule, withCases(`cases:${many(8)}`))).toBeUndefined();
    expect(recordedMutation({ ...record, items: [] }, rule, recorded)).toBeUndefined();
    for (const broken of [undefined, [], { items: [{ file: rule.file }] }])
      expect(recordedMutation(broken, rule, recorded)).toBeUndefined();
  });
});

describe('a function', () => {
  const [parser, caller] = [
    mutatedParser('Loud', 'DeviceProcessEvents | where FileName has "a.exe"'),
    mutatedRule('Loud | where FileName startswith "a"'),
  ];
  const own = createTableCatalogue();
  const all = withFunctions(own, functionsIn([parser]));
  const functions = createEngineRunner({ tables: all });
  afterAll(() => functions.close());
  const cases = casesIn(
    'cases: [{ name: upper case, seed: { DeviceProcessEvents: [{ FileName: A.EXE }] }, alerts: 1 }]',
  );
  const noticed = async (callers: readonly ItemWithCases[]) => {
    const { mutants } = await mutateItem(parser, [], { runner: functions, tables: all, callers });
    return mutants.map(({ after, killedBy }) => [after, killedBy]);
  };

  test('without cases of its own is noticed by those of the queries that call it', async () => {
    expect(await noticed([])).toContainEqual(['has_cs', undefined]);
    expect(await noticed([{ item: caller, cases }])).toContainEqual(['has_cs', `${caller.slug}: upper case`]);
  });

  test('is called by what names it with arguments, or without', () => {
    const [calls, other] = [mutatedRule('Loud() | count'), mutatedRule('Louder() | count')];
    expect(callersOf(parser, [parser, caller, calls, other])).toEqual([caller, calls]);
    expect(callersOf(caller, [parser, caller, calls])).toEqual([]);
  });
});
