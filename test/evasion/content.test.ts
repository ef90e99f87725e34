// The kept result of rewriting all cases is that of what is here, the page shows it, and two detections are tried whole.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { renderEvasion } from '../../scripts/pages/evasion.ts';
import { evadeItem } from '../../src/evasion/evade.ts';
import { readEvasionGaps } from '../../src/evasion/gaps.ts';
import { type EvasionRecord, evasionHashOf, evasionRecordOf } from '../../src/evasion/record.ts';
import { judgedEvasion } from '../../src/evasion/score.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { content, tables, tests } from '../detections/cases.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
/** Made by `npm run evade`. */
const recordFile = `${projectFolder}test/evasion.json`;
const pageFile = `${projectFolder}docs/detections/evasion.md`;
const record = existsSync(recordFile)
  ? (JSON.parse(readFileSync(recordFile, 'utf8')) as EvasionRecord)
  : undefined;

const items = content.items.filter(({ kind }) => kind !== 'parser');
const hashed = { tables, casesOf: tests.casesOf };
const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

test.runIf(record !== undefined)(
  'the kept result is that of this content (npm run evade makes it anew)',
  () => {
    const current = items.map((item) => [item.file, evasionHashOf(item, hashed)]);
    expect(record!.rules.map(({ file, hash }) => [file, hash])).toEqual(current.sort());
  },
);

test.runIf(record !== undefined)('the page shows the kept result (UPDATE_DOCS=1 writes it)', () => {
  const page = renderEvasion(record!, items);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(pageFile, page);
  expect(readFileSync(pageFile, 'utf8')).toBe(page);
});

/** Two that do not take long. */
const two = items.filter(({ slug }) =>
  ['large-upload-by-process', 'bulk-code-repository-access'].includes(slug),
);

/** What each must see of all rewrites, in percent. */
const least = 90;

test.each(two.map((item) => [item.slug, item] as const))('%s', { timeout: 300_000 }, async (_slug, item) => {
  const evaded = await evadeItem(item, tests.casesOf(item), { runner });
  const { results, diagnostics } = judgedEvasion([evaded], readEvasionGaps(projectFolder, 'test'));
  expect(diagnostics).toEqual([]);
  expect(results.total).toBeGreaterThan(100);
  expect(results.score).toBeGreaterThanOrEqual(least);
  if (record === undefined) return;
  const [own] = evasionRecordOf(results, [item], hashed).rules;
  expect(own).toEqual(record.rules.find(({ file }) => file === item.file));
});
