// Three benign days through all rules, with the company's parameters and with the defaults: what comes out is what the record says.
// UPDATE_DAYS=1 plays the rules whose record holds no more, and writes what comes out.
import { expect, test } from 'vitest';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { dayCount, firstDay, rowsOfDay } from '../benign-days/days.ts';
import { alertsIn, createManyRunner, silencedIn } from '../benign-days/play-many.ts';
import {
  isCurrent,
  type PlayedDay,
  playDay,
  readRecord,
  ruleRecord,
  rules,
  writeRecord,
} from '../benign-days/record.ts';

const update = process.env['UPDATE_DAYS'] === '1';
const numbers = Array.from({ length: dayCount }, (_, number) => number);

test.each(rules.map((item) => [item.slug, item] as const))('%s', { timeout: 7_200_000 }, async (_, item) => {
  if (update && isCurrent(item)) return;
  const company: PlayedDay[] = [];
  const byDefault: PlayedDay[] = [];
  for (const number of numbers) {
    company.push(await playDay(item, number, 'company'));
    byDefault.push(await playDay(item, number, 'default'));
  }
  const played = ruleRecord(item, company, byDefault);
  if (update) writeRecord(played);
  else expect(played).toEqual(readRecord().rules.find(({ rule }) => rule === item.slug));
});

test('of an hour of a thin day with the default parameters each alert is silenced by its owner', async () => {
  const { query, ...settings } = ruleSettings(
    rules.find(({ slug }) => slug === 'git-push-outside-organisation')!,
  )!;
  const from = firstDay + 12 * 3_600_000;
  const to = from + 3_600_000;
  const runner = createManyRunner(rowsOfDay(0, 0.2).filter(({ at }) => at > from - 4_800_000 && at <= to));
  try {
    const alerts = await alertsIn({ ...settings, query }, { runner, from, to });
    expect(alerts.length).toBeGreaterThan(3);
    const silencers = await silencedIn({ ...settings, query }, alerts, runner);
    expect(new Set(silencers.map((silencer) => silencer?.parameter))).toEqual(new Set(['AllowedOwners']));
  } finally {
    runner.close();
  }
}, 240_000);
