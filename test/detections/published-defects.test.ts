// Flaws of published analytics, each in a small query of our own: it gives the wrong rows on a case that the detection here gets right.
import { afterAll, describe, expect, test } from 'vitest';
import { rowsAt } from '../../src/testing/case-rows.ts';
import { runCases } from '../../src/testing/run-tests.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { content, tables, tests } from './cases.ts';
import { defects } from './published-defects.ts';

const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

/** The one case of that name. */
function caseOf(slug: string, name: string) {
  const item = content.items.find((one) => one.slug === slug)!;
  const [one, ...others] = tests.casesOf(item).filter((some) => some.name === name);
  if (one === undefined || others.length > 0) throw new Error(`${slug} has no case, or two, named ${name}`);
  return { item, one };
}

describe.each(defects)('$flaw', ({ query, slug, name, wrong }) => {
  test(`${wrong === 'misses' ? 'misses' : 'shows'}: ${name}`, async () => {
    const { one } = caseOf(slug, name);
    const { rows } = await runner.run({ query, tables: rowsAt(one, one.now), now: one.now });
    expect(one.expect.none).toBe(wrong === 'shows');
    expect(rows.length > 0).toBe(wrong === 'shows');
  });
});

const slugs = [...new Set(defects.map(({ slug }) => slug))];

test.each(slugs)('%s gets these cases right', async (slug) => {
  const named = [...new Set(defects.filter((one) => one.slug === slug).map(({ name }) => name))];
  const found = named.map((name) => caseOf(slug, name));
  const results = await runCases(
    found[0]!.item,
    found.map(({ one }) => one),
    runner,
  );
  expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
});
