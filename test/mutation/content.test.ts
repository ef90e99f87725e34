// Two detections of this repository are mutated whole; the kept result of all of them, where there is one, is that of what is here.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readExclusions } from '../../src/mutation/exclusions.ts';
import { mutateItem } from '../../src/mutation/mutate.ts';
import { hashesOf, type MutationRecord, recordedMutation, recordOf } from '../../src/mutation/record.ts';
import { judged } from '../../src/mutation/score.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { content, tables, tests } from '../detections/cases.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
/** Made by `npm run mutate`. */
const recordFile = `${projectFolder}test/mutation.json`;
const record = existsSync(recordFile)
  ? (JSON.parse(readFileSync(recordFile, 'utf8')) as MutationRecord)
  : undefined;

const exclusions = readExclusions(projectFolder, 'test');

/** What the cases must notice of all changes of all content, in percent. */
const leastOfAll = 92;

const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

const recorded = { content: content.items, tables, casesOf: tests.casesOf };

describe.runIf(record !== undefined)('the kept result (npm run mutate renews what is old in it)', () => {
  test('is that of this content', () => {
    const current = content.items.map((item) => ({ file: item.file, ...hashesOf(item, recorded) }));
    const kept = record!.items.map(({ file, hash, cases }) => ({ file, hash, cases }));
    expect(kept).toEqual(current.sort((a, b) => (a.file < b.file ? -1 : 1)));
  });

  test('comes to the score that it names, which is enough', () => {
    const { items: _, ...summary } = record!;
    const kept = content.items.map((item) => recordedMutation(record, item, recorded)!.mutation);
    const { results, diagnostics } = judged(kept, exclusions);
    expect(results).toMatchObject(summary);
    expect(diagnostics).toEqual([]);
    expect(summary.score).toBeGreaterThanOrEqual(leastOfAll);
  });
});

/** Two that do not take long: they read no command lines, whose functions cost most of a run. */
const two = content.items.filter(({ slug }) =>
  ['code-repository-exfiltration', 'unusual-code-repository-logon'].includes(slug),
);

/** What the cases of each must notice of all changes, in percent. */
const least = 90;

test.each(two.map((item) => [item.slug, item] as const))('%s', { timeout: 300_000 }, async (_slug, item) => {
  const mutated = await mutateItem(item, tests.casesOf(item), { runner, tables });
  const { results, diagnostics } = judged([mutated], exclusions);
  expect(diagnostics).toEqual([]);
  expect(results.total).toBeGreaterThan(10);
  expect(results.score).toBeGreaterThanOrEqual(least);
  if (record === undefined) return;
  const [own] = recordOf(results, recorded).items;
  expect(own).toEqual(record.items.find(({ file }) => file === item.file));
});
