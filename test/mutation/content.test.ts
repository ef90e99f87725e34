// Two detections of this repository are mutated whole; the kept result of all of them, where there is one, is that of what is here.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readExclusions } from '../../src/mutation/exclusions.ts';
import { mutateItem } from '../../src/mutation/mutate.ts';
import { hashOf, type MutationRecord, recordOf } from '../../src/mutation/record.ts';
import { judged } from '../../src/mutation/score.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { content, tables, tests } from '../detections/cases.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
/** Made by `npm run mutate`. */
const recordFile = `${projectFolder}test/mutation.json`;
const record = existsSync(recordFile)
  ? (JSON.parse(readFileSync(recordFile, 'utf8')) as MutationRecord)
  : undefined;

const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

test.runIf(record !== undefined)(
  'the kept result is that of this content (npm run mutate makes it anew)',
  () => {
    const current = content.items.map((item) => [
      item.file,
      hashOf(item, { tables, casesOf: tests.casesOf }),
    ]);
    expect(record!.items.map(({ file, hash }) => [file, hash])).toEqual(current.sort());
  },
);

/** Two that do not take long: they read no command lines, whose functions cost most of a run. */
const two = content.items.filter(({ slug }) =>
  ['code-repository-exfiltration', 'unusual-code-repository-logon'].includes(slug),
);

/** What the cases of each must notice of all changes, in percent. */
const least = 90;

test.each(two.map((item) => [item.slug, item] as const))('%s', { timeout: 300_000 }, async (_slug, item) => {
  const mutated = await mutateItem(item, tests.casesOf(item), { runner, tables });
  const { results, diagnostics } = judged([mutated], readExclusions(projectFolder, 'test'));
  expect(diagnostics).toEqual([]);
  expect(results.total).toBeGreaterThan(10);
  expect(results.score).toBeGreaterThanOrEqual(least);
  if (record === undefined) return;
  const [own] = recordOf(results, [item], { tables, casesOf: tests.casesOf }).items;
  expect(own).toEqual(record.items.find(({ file }) => file === item.file));
});
