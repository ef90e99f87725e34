// The page of what Sentinel does with the rows is written from the tables that say it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderAlerting } from '../../scripts/pages/alerting.ts';
import { alertingBehaviours } from '../../src/alerting/behaviours.ts';
import { clockModels } from '../../src/alerting/clock.ts';
import { correlations } from '../../src/alerting/incidents.ts';

const all = alertingBehaviours.flatMap(({ behaviours }) => Object.entries(behaviours));
const byId = Object.fromEntries(all);

test('the page', async () => {
  await expect(renderAlerting()).toMatchFileSnapshot('../../docs/reference/alerting.md');
});

test('ids are unique, and what is official names a page', () => {
  expect(Object.keys(byId)).toHaveLength(all.length);
  const without = all.filter(([, { evidence, source }]) => evidence === 'S' && !source.includes('https://'));
  expect(without).toEqual([]);
});

test.each([
  ['run-clock', clockModels],
  ['incident-correlation', correlations],
])('%s has the variants that the code knows', (id, variants) => {
  expect(Object.keys(byId[id]?.variants ?? {}).sort()).toEqual([...variants].sort());
  expect(byId[id]?.default).toBe(variants[0]);
});

test('the page on what can be trusted counts them', () => {
  const page = readFileSync(new URL('../../docs/how-far-to-trust.md', import.meta.url), 'utf8');
  const count = (wanted: string) => all.filter(([, { evidence }]) => evidence === wanted).length;
  const [official, seen, open] = [count('S'), count('P'), count('U')];
  expect(seen).toBe(1);
  expect(page).toContain(
    `${official} of ${all.length} behaviours are official, one is seen in public records, ${open} are open`,
  );
});
