// A rule played over its schedule: when it runs, what each run sees, and how often one event is reported.
import { describe, expect, test } from 'vitest';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { playSchedule } from '../../src/alerting/schedule.ts';
import type { QueryRun } from '../../src/rows/query-runner.ts';
import { rule, runnerOver } from '../testing/fixture.ts';

const minute = 60_000;
const event = { TimeGenerated: '2026-01-15T12:00:00.0000000Z' };
const tables = { SigninLogs: [event] };
const fresh = ({ now, tables: seed }: QueryRun, frequency: number) =>
  (seed['SigninLogs'] ?? []).filter(
    (row) => Date.parse(String(row['_IngestionTime'] ?? row['TimeGenerated'])) > now.getTime() - frequency,
  );

async function times(
  more: Readonly<Record<string, unknown>>,
  options = {},
  answer?: (run: QueryRun) => readonly unknown[],
) {
  const runner = runnerOver('SigninLogs', answer);
  const outcomes = await playSchedule(ruleSettings(rule(more))!, { tables, runner, ...options });
  return outcomes.map(({ at }) => at.toISOString().slice(11, 16));
}

describe('a scheduled rule', () => {
  test('that looks back as far as it runs sees an event once', async () => {
    expect(await times({ queryFrequency: '5m', queryPeriod: '5m' }, { phaseMs: minute })).toEqual(['12:01']);
  });

  test('that looks back twice as far reports it twice', async () => {
    expect(await times({ queryFrequency: '5m', queryPeriod: '10m' }, { phaseMs: minute })).toEqual([
      '12:01',
      '12:06',
    ]);
  });

  test('misses an event that arrives later than it looks back', async () => {
    const rules = { queryFrequency: '5m', queryPeriod: '5m' };
    expect(await times(rules, { phaseMs: minute, delayMs: 4 * minute })).toEqual([]);
    expect(await times(rules, { phaseMs: 4 * minute, delayMs: 4 * minute })).toEqual(['12:04']);
  });

  test('that asks for what is new since its last run reports an event once, in every phase and however late', async () => {
    for (let phase = 0; phase < 5; phase++) {
      for (const delay of [0, 1, 4, 20]) {
        const options = { phaseMs: phase * minute, delayMs: delay * minute };
        const found = await times({ queryFrequency: '5m', queryPeriod: '30m' }, options, (run) =>
          fresh(run, 5 * minute),
        );
        expect(found, `phase ${phase}, delay ${delay}`).toHaveLength(1);
      }
    }
  });

  test('is quiet while it is suppressed', async () => {
    const rules = {
      queryFrequency: '5m',
      queryPeriod: '1h',
      suppressionEnabled: true,
      suppressionDuration: '25m',
    };
    expect(await times(rules, { phaseMs: minute })).toEqual(['12:01', '12:26', '12:51']);
  });
});

describe('an NRT rule', () => {
  test('runs every minute, on what was ingested in the minute before', async () => {
    expect(await times({ kind: 'NRT' }, { delayMs: 90_000 })).toEqual(['12:02']);
    expect(await times({ kind: 'NRT' })).toEqual(['12:00']);
  });
});
