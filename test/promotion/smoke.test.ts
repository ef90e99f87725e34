// Smoke fails a rule that would flood the SOC or take too long, and says by how much.
import { expect, test } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { maxAlertsPerDay } from '../../src/environments/smoke-limits.ts';
import { smokeItem } from '../../src/promotion/smoke.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { nrtText, ruleText } from '../content/a-rule.ts';
import { createProject } from '../stories/command-line.ts';

function itemOf(text: string) {
  const { item } = parseContent(text, { file: 'analytics-rules/a.yaml', kind: 'analytics-rule' });
  if (item === undefined) throw new Error('no item');
  return item;
}

/** Smoke of a rule whose query gives so many rows in so many milliseconds. */
async function smokeOf(text: string, rows: number, tookMs: number, maxAlertsADay?: number) {
  const result: QueryResult = {
    columns: [{ name: 'n', type: 'long' }],
    rows: Array.from({ length: rows }, (_, n) => [n]),
  };
  const times = [0, tookMs];
  return smokeItem(itemOf(text), {
    workspace: { query: async () => result } as Pick<Workspace, 'query'> as Workspace,
    limits: { maxAlertsPerDay: maxAlertsADay },
    elapsed: () => times.shift() ?? 0,
  });
}

const hourly = ruleText();
const perRow = `${hourly}eventGroupingSettings:\n  aggregationKind: AlertPerResult\n`;
const nrt = nrtText();

test.each([
  ['one alert an hour is 24 a day', hourly, 5, 24, 'passed', '5 rows, 1 alert'],
  ['more than are allowed', hourly, 5, 23, 'failed', '1 alert in one run would be 24 a day; 23 are allowed'],
  ['an alert for each row', perRow, 2, 47, 'failed', '2 alerts in one run would be 48 a day; 47 are allowed'],
  ['no limit', perRow, 100, undefined, 'passed', '100 rows, 100 alerts'],
  ['nothing found', hourly, 0, 0, 'passed', '0 rows, 0 alerts'],
] as const)('%s', async (_, text, rows, limit, result, detail) => {
  expect(await smokeOf(text, rows, 10, limit)).toMatchObject({ result, detail, durationMs: 10 });
});

test.each([
  ['hourly', hourly, 360_000, 'passed', '0 rows, 0 alerts'],
  ['hourly', hourly, 360_001, 'failed', 'the query took 360 s; a tenth of its frequency (3600 s) is 360 s'],
  ['NRT', nrt, 6001, 'failed', 'the query took 6 s; a tenth of its frequency (60 s) is 6 s'],
] as const)('%s: case %#', async (_, text, tookMs, result, detail) => {
  expect(await smokeOf(text, 0, tookMs)).toMatchObject({ result, detail });
});

/** Of a day's rows, those of one minute are found by one run of an NRT rule. */
test.each([
  ['one alert a minute that has rows', nrt, ['12:00', '12:00', '12:01'], 2],
  [
    'an alert for each row',
    `${nrt}eventGroupingSettings:\n  aggregationKind: AlertPerResult\n`,
    ['12:00', '12:00'],
    2,
  ],
  [
    'no more than 30 in a minute',
    `${nrt}eventGroupingSettings:\n  aggregationKind: AlertPerResult\n`,
    Array.from({ length: 40 }, () => '12:00'),
    30,
  ],
  ['nothing found', nrt, [], 0],
] as const)('the alerts of an NRT rule in a day: %s', async (_, text, times, alerts) => {
  const result: QueryResult = {
    columns: [{ name: 'TimeGenerated', type: 'datetime' }],
    rows: times.map((time) => [`2026-01-15T${time}:30.0000000Z`]),
  };
  const smoke = (maxAlertsPerDay: number) =>
    smokeItem(itemOf(text), {
      workspace: { query: async () => result } as Pick<Workspace, 'query'> as Workspace,
      limits: { maxAlertsPerDay },
      elapsed: () => 0,
    });
  expect(await smoke(alerts)).toMatchObject({ result: 'passed', alerts, alertsPerDay: alerts });
  const beyond = { result: 'failed', detail: expect.stringMatching(/^\d+ alerts? a day; \d+ are allowed$/) };
  if (alerts > 0) expect(await smoke(alerts - 1)).toMatchObject(beyond);
});

test('the limit of a rule stands over that of the environment, the last entry over the others', () => {
  const project = createProject({
    'environments/dev.yaml':
      'workspace: embedded\nsmoke:\n  maxAlertsPerDay: 20\n  overrides:\n    - match: { tag: noisy }\n      maxAlertsPerDay: 100\n    - match: { id: 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01 }\n      maxAlertsPerDay: 0\n',
  });
  try {
    const { smoke } = loadEnvironment({ projectFolder: project.folder, name: 'dev', variables: {} });
    const other = { id: '00000000-0000-4000-8000-00000000000b' };
    expect(maxAlertsPerDay(smoke, itemOf(ruleText(other)))).toBe(20);
    expect(maxAlertsPerDay(smoke, itemOf(`${ruleText(other)}tags: [noisy]\n`))).toBe(100);
    expect(maxAlertsPerDay(smoke, itemOf(`${ruleText()}tags: [noisy]\n`))).toBe(0);
    expect(maxAlertsPerDay({}, itemOf(ruleText()))).toBeUndefined();
  } finally {
    project.dispose();
  }
});
