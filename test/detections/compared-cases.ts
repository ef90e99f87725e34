// Cases that run together in one statement come out as each does by itself.
import { afterAll, describe, expect, test } from 'vitest';
import type { ContentItem } from '../../src/content/content-item.ts';
import { type QueryRunner, type RunAnswer, runAll } from '../../src/rows/query-runner.ts';
import type { Outcome } from '../../src/testing/compare.ts';
import { type DidNotRun, outcomesOf } from '../../src/testing/run-tests.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { tables, tests } from './cases.ts';

/** Rows come in no order that KQL promises, unless the query asks for one. */
function comparable(outcome: Outcome | DidNotRun) {
  if ('problems' in outcome) return outcome;
  const texts = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
  const { rows, alerts, incidents } = outcome;
  return { ...outcome, rows: texts(rows), alerts: texts(alerts), incidents: incidents.length };
}

/** Compares at most so many cases of each item, spread over all of its own; parameters of its own make a case's query another one. */
export function describeCompared(items: readonly ContentItem[], compared: number): void {
  const together = createEngineRunner({ tables });
  const { runAll: _, ...oneByOne } = createEngineRunner({ tables });
  afterAll(() => {
    together.close();
    oneByOne.close();
  });
  describe('cases that run together come out as each by itself', () => {
    test.each(items.map((item) => [item.slug, item] as const))(
      '%s',
      { timeout: 600_000 },
      async (_slug, item) => {
        const cases = tests.casesOf(item);
        const step = Math.ceil(cases.length / compared);
        const some = cases.filter((_, index) => index % step === 0);
        const outcomes = await outcomesOf(item, some, together);
        const alone = await outcomesOf(item, some, oneByOne);
        expect(outcomes.map(comparable)).toEqual(alone.map(comparable));
      },
    );
  });
}

/** The runner with one statement at least for each text of a query: values of parameters are literals of it. */
function textByText(runner: QueryRunner): QueryRunner {
  return {
    ...runner,
    runAll: async (requests) => {
      const answers: RunAnswer[] = [];
      for (const text of new Set(requests.map(({ query }) => query))) {
        const indexes = Array.from(requests.keys()).filter((index) => requests[index]!.query === text);
        const own = await runAll(
          runner,
          indexes.map((index) => requests[index]!),
        );
        for (const [place, answer] of own.entries()) answers[indexes[place]!] = answer;
      }
      return answers;
    },
  };
}

/** Compares all cases of the items, or those that set parameters alone. */
export function describeShared(
  items: readonly ContentItem[],
  { onlyWithParameters }: { readonly onlyWithParameters: boolean },
): void {
  const runner = createEngineRunner({ tables });
  const literal = textByText(runner);
  afterAll(() => runner.close());
  describe('cases with different parameters come out of one statement as of their own', () => {
    test.each(items.map((item) => [item.slug, item] as const))(
      '%s',
      { timeout: 1_200_000 },
      async (_slug, item) => {
        const setsOne = (one: { readonly parameters: object }) => Object.keys(one.parameters).length > 0;
        const cases = tests.casesOf(item).filter((one) => !onlyWithParameters || setsOne(one));
        const outcomes = await outcomesOf(item, cases, runner);
        const alone = await outcomesOf(item, cases, literal);
        expect(outcomes.map(comparable)).toEqual(alone.map(comparable));
      },
    );
  });
}
