// A rule played over its schedule: when it runs, what each run sees, and how often one event is reported.
import { describe, expect, test } from 'vitest';
import type { ClockModel } from '../../src/alerting/clock.ts';
import { viewOf } from '../../src/alerting/clock.ts';
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
  const play = { tables, runner, clock: 'one-moment', ...options } as const;
  const outcomes = await playSchedule(ruleSettings(rule(more))!, play);
  return outcomes.map(({ at }) => at.toISOString().slice(11, 16));
}

/** The rows that a rule finds which keeps what was ingested in (ago(outer), ago(inner)]. */
const between =
  (outer: number, inner: number) =>
  ({ now, tables: seed, window }: QueryRun) =>
    (seed['SigninLogs'] ?? []).filter((row) => {
      const generated = Date.parse(String(row['TimeGenerated']));
      const ingested = Date.parse(String(row['_IngestionTime'] ?? row['TimeGenerated']));
      const age = now.getTime() - ingested;
      const inWindow = generated >= window!.start.getTime() && generated < window!.end.getTime();
      return inWindow && age < outer * minute && age >= inner * minute;
    });

async function countsOf(answer: (run: QueryRun) => readonly unknown[], clock: ClockModel) {
  const counts = new Set<number>();
  for (let phase = 0; phase < 15; phase++) {
    for (const delay of [0, 1, 3, 5, 8, 20]) {
      const options = { phaseMs: phase * minute, delayMs: delay * minute, clock };
      const found = await times({ queryFrequency: '15m', queryPeriod: '1h' }, options, answer);
      counts.add(found.length);
    }
  }
  return [...counts].sort();
}

describe('a run for the time T starts at T + 5m', () => {
  const T = new Date('2026-01-15T12:00:00Z');
  const view = (kind: string, clock: ClockModel) => {
    const { now, startsAt, window, ingested } = viewOf(ruleSettings(rule({ kind }))!, T, clock);
    const clockTime = (date: Date | undefined) => date?.toISOString().slice(11, 23);
    return {
      now: clockTime(now),
      startsAt: clockTime(startsAt),
      window: window && `${clockTime(window.start)} ${clockTime(window.end)}`,
      until: clockTime(ingested.until),
      after: clockTime(ingested.after),
    };
  };

  test.each<[ClockModel, string, string, string]>([
    ['scheduled-time', '12:00:00.000', '12:05:00.000', '12:05:00.000'],
    ['start-time', '12:05:00.000', '12:05:00.000', '12:05:00.000'],
    ['one-moment', '12:00:00.000', '12:00:00.000', '12:00:00.000'],
  ])('%s: now() is %s', (clock, now, startsAt, until) => {
    const window = '11:50:00.000 12:00:00.001';
    expect(view('Scheduled', clock)).toEqual({ now, startsAt, window, until, after: undefined });
  });

  test.each<[ClockModel, string, string]>([
    ['scheduled-time', '12:00:00.000', '12:02:00.000'],
    ['start-time', '12:02:00.000', '12:02:00.000'],
  ])('%s: an NRT rule is two minutes late and sees one minute of ingestion', (clock, now, startsAt) => {
    const seen = { after: '11:59:00.000', until: '12:00:00.000' };
    expect(view('NRT', clock)).toEqual({ now, startsAt, window: undefined, ...seen });
  });

  test.each<[ClockModel, string, string]>([
    ['scheduled-time', '11:55:00', '12:05:00'],
    ['start-time', '11:55:00', '12:05:00'],
    ['one-moment', '11:55:00', '12:00:00'],
  ])(
    '%s: a row of the window counts up to the start of the run, and not after',
    async (clock, generated, last) => {
      const seen = async (ingested: string, time = generated) => {
        const row = { TimeGenerated: `2026-01-15T${time}Z`, _IngestionTime: `2026-01-15T${ingested}Z` };
        return times({ queryFrequency: '1h', queryPeriod: '1h' }, { tables: { SigninLogs: [row] }, clock });
      };
      expect(await seen(last)).toContain('12:00');
      expect(await seen(last.replace('00', '01').replace(':00', ':01'))).not.toContain('12:00');
      expect(await seen('12:00:00', '12:00:00')).toContain('12:00');
      expect(await seen('12:00:01', '12:00:01')).not.toContain('12:00');
    },
  );

  test.each<[ClockModel]>([['scheduled-time'], ['start-time']])(
    '%s: a rule with both bounds reports an event once, in every phase and however late',
    async (clock) => {
      expect(await countsOf(between(20, 5), clock)).toEqual([1]);
    },
  );

  test('a rule with one bound reports an event twice, or never, as the clock is', async () => {
    expect(await countsOf(between(15, Number.NEGATIVE_INFINITY), 'scheduled-time')).toEqual([1, 2]);
    expect(await countsOf(between(15, Number.NEGATIVE_INFINITY), 'start-time')).toEqual([0, 1]);
    expect(await countsOf(between(15, 0), 'one-moment')).toEqual([1]);
  });
});

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

  test.each([
    [12 * 60, ['00:00']],
    [12 * 60 + 1, []],
  ])('a row that is %i minutes late: %j', async (late, expected) => {
    expect(await times({ kind: 'NRT' }, { delayMs: late * minute })).toEqual(expected);
  });
});
