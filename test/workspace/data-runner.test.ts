// Events of a data folder as the runs of a rule see them: by TimeGenerated, by arrival, and the same as seed rows in memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClockModel } from '../../src/alerting/clock.ts';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { playSchedule } from '../../src/alerting/schedule.ts';
import { simulate } from '../../src/alerting/simulation.ts';
import type { Ingested } from '../../src/rows/event-runner.ts';
import type { SeedRow } from '../../src/rows/seed-row.ts';
import { type DataRunner, openDataRunner } from '../../src/workspace/queries/data-runner.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { rule, tables } from '../testing/fixture.ts';

const minute = 60_000;
const at = (time: string) => new Date(`2026-01-15T${time}Z`);
const row = (name: string, generated: string, ingested?: string): SeedRow => ({
  TimeGenerated: `2026-01-15T${generated}Z`,
  ...(ingested !== undefined && { _IngestionTime: `2026-01-15T${ingested}Z` }),
  UserPrincipalName: name,
});
const signIns = [
  row('at once', '12:00:00'),
  row('late', '12:00:00', '12:05:00'),
  row('very late', '12:00:00', '13:00:00'),
];

let folder: string;
let runner: DataRunner;
const open = (delayMs = 0) => openDataRunner({ tables, dataFolder: folder, delayMs });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-data-'));
  const lines = (rows: readonly object[]) => rows.map((one) => `${JSON.stringify(one)}\n`).join('');
  writeFileSync(join(folder, 'SigninLogs.jsonl'), lines(signIns));
  writeFileSync(join(folder, 'Owners.jsonl'), lines([{ Owner: 'contoso' }]));
  runner = await open();
});
afterAll(() => {
  runner.close();
  rmSync(folder, { recursive: true });
});

describe('what a run sees', () => {
  const query = 'SigninLogs | project UserPrincipalName';
  const cases: [string, Ingested, readonly string[]][] = [
    ['until, itself', { until: at('12:05:00') }, ['at once', 'late']],
    ['until, a moment before', { until: at('12:04:59') }, ['at once']],
    ['after, itself', { after: at('12:00:00'), until: at('12:05:00') }, ['late']],
    ['after, a moment before', { after: at('11:59:59'), until: at('12:05:00') }, ['at once', 'late']],
    ['so late, itself', { until: at('14:00:00'), maxLateMs: 60 * minute }, ['at once', 'late', 'very late']],
    ['so late, a moment less', { until: at('14:00:00'), maxLateMs: 60 * minute - 1 }, ['at once', 'late']],
    ['nothing', { until: at('11:59:59') }, []],
  ];
  test.each(cases)('%s', async (_, ingested, expected) => {
    const run = { query, now: at('12:30:00'), ingested };
    expect((await runner.run(run)).rows.flat()).toEqual(expected);
    expect(await runner.sees(run)).toBe(expected.length > 0);
    const [first, second] = await runner.runAll!([run, { ...run, ingested: { until: at('14:00:00') } }]);
    expect(first!.rows.flat()).toEqual(expected);
    expect(second!.rows.flat()).toEqual(['at once', 'late', 'very late']);
  });

  test.each([
    ['12:00:00.000', '12:00:00.001', 2],
    ['12:00:00.001', '12:10:00.000', 0],
    ['11:00:00.000', '12:00:00.000', 0],
  ])('a window from %s to %s', async (start, end, count) => {
    const window = { start: at(start), end: at(end) };
    const run = { query, now: at('12:30:00'), window, ingested: { until: at('12:30:00') } };
    expect((await runner.run(run)).rows).toHaveLength(count);
    expect(await runner.sees(run)).toBe(count > 0);
  });

  test('a delay moves the arrival, and what ingestion_time() answers', async () => {
    const delayed = await open(10 * minute);
    const arrivals = 'SigninLogs | where ingestion_time() == datetime(2026-01-15T12:10:00Z) | count';
    const seen = async (until: string) =>
      (await delayed.run({ query: arrivals, now: at('12:30:00'), ingested: { until: at(until) } })).rows;
    expect(await seen('12:10:00')).toEqual([[1]]);
    expect(await seen('12:09:59')).toEqual([[0]]);
    expect(await delayed.span()).toEqual({
      first: at('12:00:00').getTime(),
      last: at('13:10:00').getTime(),
    });
    delayed.close();
  });

  test('a table without times is always there, as a whole', async () => {
    const run = { query: 'Owners', now: at('12:30:00'), ingested: { until: at('11:00:00') } };
    expect((await runner.run(run)).rows).toEqual([['contoso']]);
    expect(await runner.sees(run)).toBe(true);
  });
});

describe('a rule that is played over a folder and over seed rows gives the same alerts', () => {
  const query = `SigninLogs
    | extend Seen = ingestion_time()
    | where Seen > ago(20m) and Seen <= ago(5m)
    | summarize Count = count() by UserPrincipalName, TimeGenerated`;
  const rules = [
    { query, queryFrequency: '15m', queryPeriod: '1h' },
    { query, queryFrequency: '15m', queryPeriod: '2h', suppressionEnabled: true, suppressionDuration: '30m' },
    { query: 'SigninLogs', kind: 'NRT' },
  ];
  const clocks: readonly ClockModel[] = ['scheduled-time', 'start-time', 'one-moment'];
  const grid = rules.flatMap((more) =>
    clocks.map((clock) => [more.queryPeriod ?? 'NRT', clock, more] as const),
  );

  test.each(grid)('%s, now() by %s', async (_, clock, more) => {
    const settings = ruleSettings(rule(more))!;
    const engine = createEngineRunner({ tables });
    for (const phaseMs of [0, 4 * minute, 11 * minute]) {
      const outcomes = await playSchedule(settings, {
        tables: { SigninLogs: signIns },
        runner: engine,
        clock,
        phaseMs,
      });
      const simulation = await simulate([{ id: 'a', name: 'a', settings }], {
        runner,
        from: at('11:00:00'),
        to: at('16:00:00'),
        clock,
        correlation: 'sentinel',
        phaseMs,
      });
      const played = outcomes.flatMap(({ startsAt, alerts }) =>
        alerts.map(({ rows }) => [startsAt, rows.length]),
      );
      const simulated = simulation.rules.flatMap(({ alerts }) =>
        alerts.map(({ at: made, alert }) => [made, alert.rows.length]),
      );
      expect(simulated, `phase ${phaseMs / minute}`).toEqual(played);
      expect(played.length).toBeGreaterThan(0);
    }
    engine.close();
  });
});
