// The content and the case files of this repository are sound, and cases that run together come out as each by itself.
import { afterAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/testing/compare.ts';
import { type DidNotRun, outcomesOf } from '../../src/testing/run-tests.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { content, partOf, parts, tables, tests } from './cases.ts';

const together = createEngineRunner({ tables });
const { runAll: _, ...oneByOne } = createEngineRunner({ tables });
afterAll(() => {
  together.close();
  oneByOne.close();
});

test('content and case files are sound', () => {
  expect(content.diagnostics).toEqual([]);
  expect(tests.diagnostics).toEqual([]);
  expect(content.items.length).toBeGreaterThan(0);
});

test('every item is in a part', () => {
  const all = Array.from({ length: parts }, (_, part) => partOf(part)).flat();
  expect(all.map(({ file }) => file).sort()).toEqual(content.items.map(({ file }) => file).sort());
});

/** Rows come in no order that KQL promises, unless the query asks for one. */
function comparable(outcome: Outcome | DidNotRun) {
  if ('problems' in outcome) return outcome;
  const texts = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
  const { rows, alerts, incidents } = outcome;
  return { ...outcome, rows: texts(rows), alerts: texts(alerts), incidents: incidents.length };
}

/** Of an item, so many cases are run one by one as well; parameters of its own make a case's query another one, which costs a binding. */
const compared = 2;

describe('cases that run together come out as each by itself', () => {
  test.each(content.items.map((item) => [item.slug, item] as const))('%s', async (_slug, item) => {
    const cases = tests.casesOf(item);
    const step = Math.ceil(cases.length / compared);
    const some = cases.filter((_, index) => index % step === 0);
    const outcomes = await outcomesOf(item, some, together);
    const alone = await outcomesOf(item, some, oneByOne);
    expect(outcomes.map(comparable)).toEqual(alone.map(comparable));
  });
});
