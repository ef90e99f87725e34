// The record of the benign days is of today's rules and rows, keeps to the budget, and is what the guide prints; with the default
// parameters one value of one parameter silences each alert.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dayCount } from './days.ts';
import { budget, hashOfDays, readRecord, recordedDays, rules } from './record.ts';

const record = readRecord();
const guide = fileURLToPath(new URL('../../docs/guides/simulate.md', import.meta.url));
const update = process.env['UPDATE_DOCS'] === '1';

test('the record is of today: UPDATE_DAYS=1 npm run test:long -- benign-days writes it anew', () => {
  const hashes = Object.fromEntries(rules.map((item) => [item.slug, hashOfDays(item)]));
  expect(Object.fromEntries(record.rules.map(({ rule, hash }) => [rule, hash]))).toEqual(hashes);
  expect({ events: record.events, behaviours: record.behaviours }).toEqual(recordedDays);
});

test('with the parameters of the company the alerts of each day keep to the budget', () => {
  // The first day is played over all rules; the others as far as the long run has come.
  expect(record.rules.filter(({ company }) => company.length === 0)).toEqual([]);
  for (let day = 0; day < dayCount; day++) {
    const loud = record.rules.filter(({ company }) => (company[day] ?? 0) !== 0);
    const figures = loud.map(({ rule, company }) => `${rule}: ${company[day]}`).join(', ');
    const alerts = loud.reduce((sum, { company }) => sum + company[day]!, 0);
    expect(alerts, figures).toBeLessThanOrEqual(budget);
  }
});

test('with the default parameters one value of a parameter silences each alert', () => {
  expect(
    record.rules.flatMap(({ rule, unsilenced }) => unsilenced.map((title) => `${rule}: ${title}`)),
  ).toEqual([]);
  for (const { default: alerts, silencedBy } of record.rules) {
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
    expect(sum(Object.values(silencedBy))).toBe(sum(alerts));
  }
});

test('the guide prints the record', () => {
  const text = readFileSync(guide, 'utf8');
  const printed = text.replace(
    /(<!-- days:start -->\n)[\s\S]*?(<!-- days:end -->)/,
    (_, start: string, end: string) => `${start}${table()}\n${end}`,
  );
  if (update) writeFileSync(guide, printed);
  else expect(text).toBe(printed);
});

function table(): string {
  const days = (alerts: readonly number[]) => (alerts.length === 0 ? 'not played' : alerts.join(', '));
  const lines = record.rules.map(({ rule, company, default: byDefault, silencedBy }) => {
    const silencers = Object.entries(silencedBy).map(([parameter, count]) => `\`${parameter}\` ${count}`);
    return `| ${rule} | ${days(company)} | ${days(byDefault)} | ${silencers.join(', ')} |`;
  });
  return [
    "| rule | alerts a day with the company's parameters | with the defaults | one value of it silences |",
    '|---|---|---|---|',
    ...lines,
  ].join('\n');
}
