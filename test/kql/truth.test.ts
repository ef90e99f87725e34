// Holds the engine against recorded answers of the real Kusto engine, where they are at hand: it agrees, or refuses loudly, and what
// is refused stands in a list. Write that anew with: npx vitest run test/kql/truth.test.ts -u
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { closeEngine, outcomeWithoutFixtures } from './run-query.ts';
import { deviation, type RecordedAnswer } from './truth-compare.ts';
import { maxRefused, settledDifferences } from './truth-known.ts';

const folder = fileURLToPath(new URL('../../../shared/kql-conformance/', import.meta.url));
const here = existsSync(`${folder}kusto-truth-docs.json`);

function casesIn<Case>(file: string): readonly Case[] {
  if (!here) return [];
  return (JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8')) as { cases: Case[] }).cases;
}

const listed = (lines: readonly string[]) => `${[...lines].sort().join('\n')}\n`;

afterAll(closeEngine);

test('few differences are settled', () => {
  expect(Object.keys(settledDifferences).length).toBeLessThanOrEqual(10);
});

describe.skipIf(!here)('the real engine (skipped: ../shared/kql-conformance is not here)', () => {
  test('its recorded answers', { timeout: 600_000 }, async () => {
    const [differs, refused]: [string[], string[]] = [[], []];
    const broken: string[] = [];
    for (const answer of ['kusto-truth-docs', 'kusto-truth-fuzz'].flatMap(casesIn<RecordedAnswer>)) {
      const outcome = await outcomeWithoutFixtures(answer.query);
      if ('result' in outcome) {
        const why = deviation(answer, outcome.result);
        if (why !== undefined) differs.push(`${answer.id}  ${why}`);
        continue;
      }
      const codes = [...new Set(outcome.diagnostics.map(({ code }) => code))].join(' ');
      if (/engine\/(internal|time-limit|memory-limit)/.test(codes)) broken.push(`${answer.id}  ${codes}`);
      else refused.push(`${answer.id}  ${codes}`);
    }
    const isSettled = (line: string) => line.split('  ', 1)[0]! in settledDifferences;
    const open = differs.filter((line) => !isSettled(line));
    expect(broken).toEqual([]);
    expect(differs.filter(isSettled)).toHaveLength(Object.keys(settledDifferences).length);
    expect(open).toEqual([]);
    expect(refused.length).toBeLessThanOrEqual(maxRefused);
    await expect(listed(refused)).toMatchFileSnapshot('truth-refused.txt');
  });

  test('what it refuses is refused here', { timeout: 300_000 }, async () => {
    const run: string[] = [];
    for (const { id, query } of casesIn<RecordedAnswer>('kusto-refuses')) {
      const outcome = await outcomeWithoutFixtures(query);
      if ('result' in outcome || outcome.diagnostics.some(({ code }) => code === 'engine/internal'))
        run.push(id);
    }
    expect(run).toEqual([]);
  });
});
