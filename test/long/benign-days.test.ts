// Three benign days through all rules, with the company's parameters and with the defaults: what comes out is what the record says.
// UPDATE_DAYS=1 plays the rules whose record holds no more, and writes what comes out.
import { expect, test } from 'vitest';
import { dayCount } from '../benign-days/days.ts';
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
