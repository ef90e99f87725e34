// The benign days: enough of everything, the same every time, in columns that exist; and a thin slice of one through some rules.
import { expect, test } from 'vitest';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { readSeedValue } from '../../src/testing/seed-values.ts';
import { content, tables } from '../detections/cases.ts';
import { developers } from './company.ts';
import { behaviours, dayCount, firstDay, rowsBefore, rowsOfDay, tablesOf } from './days.ts';
import { companyParameters } from './environment.ts';
import { push } from './git.ts';
import { Happening } from './happening.ts';
import { playDays, queryOfCompany } from './play-days.ts';
import { randomOf } from './random.ts';

const days = Array.from({ length: dayCount }, (_, number) => rowsOfDay(number));
/** What the rules read. */
const read = [
  'DeviceProcessEvents',
  'DeviceNetworkEvents',
  'DeviceFileEvents',
  'CommonSecurityLog',
  'ASimProcessEventLogs',
  'ASimNetworkSessionLogs',
  'ASimWebSessionLogs',
  'GitHubAuditLogsV3_CL',
  'AzureDevOpsAuditing',
  'SigninLogs',
  'AADNonInteractiveUserSignInLogs',
  'CloudAppEvents',
];

test('a day has at least 20,000 events, some in every table, and fifty of each behaviour', () => {
  for (const rows of days) {
    expect(rows.length).toBeGreaterThanOrEqual(20_000);
    expect([...tablesOf(rows).keys()].sort()).toEqual([...read].sort());
  }
  expect(behaviours.filter(({ perDay }) => perDay < 50)).toEqual([]);
  expect(new Set(behaviours.map(({ name }) => name)).size).toBe(behaviours.length);
});

test('a day is the same every time, and another one than the day before', () => {
  expect(rowsOfDay(1, 0.05)).toEqual(rowsOfDay(1, 0.05));
  const without = (number: number) => rowsOfDay(number, 0.05).map(({ values }) => values);
  expect(without(1)).not.toEqual(without(0));
});

test('the directory holds all staff', () => {
  const staff = rowsBefore().filter(({ table }) => table === 'IdentityInfo');
  expect(staff.length).toBeGreaterThanOrEqual(5000);
});

test('every value fits a column of its table', () => {
  const problems = new Set<string>();
  for (const { table, values } of [...days[0]!, ...rowsBefore()]) {
    const columns = tables.table(table)!.columns;
    for (const [name, value] of Object.entries(values)) {
      const column = columns.find((one) => one.name === name);
      if (column === undefined || readSeedValue(value, column.type) === undefined)
        problems.add(`${table}.${name}: ${JSON.stringify(value)}`);
    }
  }
  expect([...problems]).toEqual([]);
});

test('the parameters of the company are those of the rules', () => {
  const rules = content.items.filter(({ slug }) => Object.hasOwn(companyParameters, slug));
  expect(rules).toHaveLength(Object.keys(companyParameters).length);
  for (const item of rules) queryOfCompany(item.slug, ruleSettings(item)!.query);
});

test('of half an hour of a thin day only the push elsewhere is an alert', async () => {
  const at = firstDay + 11 * 3_600_000;
  const elsewhere = new Happening(randomOf('elsewhere'), at + 120_000);
  push(elsewhere, developers[0]!, 'https://github.com/mallory/drop.git', { line: 'git push drop main' });
  const rows = [...rowsOfDay(0, 0.05), ...elsewhere.rows];
  const rules = ['git-push-outside-organisation'];
  const { rules: played } = await playDays({ rows, rules, from: new Date(at), to: new Date(at + 1_800_000) });
  expect(played.map(({ runs, alerts }) => [runs, alerts.length])).toEqual([[2, 1]]);
}, 240_000);
