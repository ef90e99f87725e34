// What would have silenced an alert: found by asking again, within a number of runs.
import { describe, expect, test } from 'vitest';
import { alertsOf } from '../../src/alerting/alerts.ts';
import { viewOf } from '../../src/alerting/clock.ts';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { silencersOf } from '../../src/alerting/silencing.ts';
import type { SimulatedAlert } from '../../src/alerting/simulation.ts';
import type { EventRunner } from '../../src/rows/event-runner.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { rule } from '../testing/fixture.ts';

type Row = Readonly<Record<string, unknown>>;

/** Answers with the rows that the parameters of the query leave; `asked` counts the runs. */
function runnerOf(answer: (parameters: Readonly<Record<string, unknown>>) => readonly Row[]) {
  const runs: string[] = [];
  const runner: EventRunner = {
    span: async () => undefined,
    sees: async () => true,
    isVolatile: async () => true,
    run: async ({ query }) => {
      runs.push(query);
      const lets = query.matchAll(/let (\w+) = (?:dynamic\((\[.*?\])\)|([^;]+));/g);
      const parameters = Object.fromEntries(
        Array.from(lets, ([, name, list, value]) => [
          name,
          list === undefined ? Number(value) : JSON.parse(list),
        ]),
      );
      return resultOf(answer(parameters));
    },
  };
  return { runner, runs };
}

function resultOf(rows: readonly Row[]): QueryResult {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns: names.map((name) => ({ name, type: 'string' })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

interface Asked {
  readonly parameters: string;
  readonly answer: (parameters: Record<string, never[] & number>) => readonly Row[];
  readonly maxRuns?: number;
}

async function silencers({ parameters, answer, maxRuns = 60 }: Asked) {
  const query = `// parameters\n${parameters}\n\nSigninLogs`;
  const settings = ruleSettings(
    rule({ query, eventGroupingSettings: { aggregationKind: 'AlertPerResult' } }),
  )!;
  const { runner, runs } = runnerOf(answer as never);
  const view = viewOf(settings, new Date('2026-01-15T12:00:00Z'), 'scheduled-time');
  const first = await runner.run({ query, now: view.now, ingested: view.ingested });
  const alerts = alertsOf(settings, first).map(
    (alert): SimulatedAlert => ({ rule: 'a', incident: settings.incident, at: view.startsAt, alert, view }),
  );
  const found = await silencersOf(settings, alerts, { runner, maxRuns });
  return { found, runs: runs.length - 1 };
}

const lists = 'let AllowedUpns = dynamic([]); // who\nlet Names = dynamic([]); // what';
const jdoe = { Upn: 'jdoe@contoso.com', Place: 'Berlin', Count: 4 };

describe('an allow list', () => {
  test('one value is enough', async () => {
    const { found } = await silencers({
      parameters: lists,
      answer: ({ AllowedUpns }) => ((AllowedUpns as string[]).includes(jdoe.Upn) ? [] : [jdoe]),
    });
    expect(found.map(({ silencers: one }) => one)).toEqual([[{ parameter: 'AllowedUpns', value: jdoe.Upn }]]);
  });

  test('a value that a list has already is not named, nor a list that is no allow list', async () => {
    const { found, runs } = await silencers({
      parameters: 'let AllowedUpns = dynamic(["jdoe@contoso.com","Berlin","4"]);\nlet Names = dynamic([]);',
      answer: () => [jdoe],
    });
    expect(found[0]?.silencers).toEqual([]);
    expect(runs).toBe(0);
  });

  test('values that only work together are not found', async () => {
    const { found } = await silencers({
      parameters: lists,
      answer: ({ AllowedUpns }) => {
        const list = AllowedUpns as string[];
        return list.includes(jdoe.Upn) && list.includes('Berlin') ? [] : [jdoe];
      },
    });
    expect(found[0]?.silencers).toEqual([]);
  });

  test('what makes another alert of it does not silence it', async () => {
    const { found } = await silencers({
      parameters: lists,
      answer: ({ AllowedUpns }) => ((AllowedUpns as string[]).length > 0 ? [{ ...jdoe, Count: 3 }] : [jdoe]),
    });
    expect(found[0]?.silencers).toEqual([]);
  });

  test('what silenced an alert is tried first for the next', async () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ Upn: `user${n}`, Place: 'Berlin', Count: n }));
    const { found, runs } = await silencers({
      parameters: lists,
      answer: ({ AllowedUpns }) => ((AllowedUpns as string[]).includes('Berlin') ? [] : many),
    });
    expect(found.every(({ silencers: [one] }) => one?.value === 'Berlin')).toBe(true);
    // Each alert: the rule as it is, and the one value; the first has to be searched for.
    expect(runs).toBeLessThan(20 * 2 + 10);
  });
});

describe('a threshold', () => {
  const parameters = 'let MinCount = 2; // so many';
  test.each([
    ['at least', (count: number, least: number) => count >= least, 5],
    ['more than', (count: number, least: number) => count > least, 4],
  ])('%s', async (_, isEnough, value) => {
    const { found } = await silencers({
      parameters,
      answer: ({ MinCount }) => (isEnough(jdoe.Count, MinCount as number) ? [jdoe] : []),
    });
    expect(found[0]?.silencers).toEqual([{ parameter: 'MinCount', value }]);
  });

  test('one that nothing hangs on is not named', async () => {
    const { found } = await silencers({ parameters, answer: () => [jdoe] });
    expect(found[0]?.silencers).toEqual([]);
  });
});

test.each([
  [60, false],
  [3, true],
])('within %i runs', async (maxRuns, unfinished) => {
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`C${n}`, `value ${n}`]));
  const { found, runs } = await silencers({
    parameters: lists,
    maxRuns,
    answer: ({ AllowedUpns }) => ((AllowedUpns as string[]).includes('value 33') ? [] : [wide]),
  });
  expect(found[0]?.unfinished).toBe(unfinished);
  expect(found[0]?.silencers).toHaveLength(unfinished ? 0 : 1);
  expect(runs).toBeLessThanOrEqual(maxRuns);
});
