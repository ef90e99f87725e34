// Plays a rule over a stretch of the benign days, many runs in one statement: planning a query costs more than running it over few rows.

import { type Alert, alertsOf } from '../../src/alerting/alerts.ts';
import { isIngestedIn } from '../../src/alerting/arrival.ts';
import { type RunView, scheduleOf, timesBetween, viewOf } from '../../src/alerting/clock.ts';
import type { RuleSettings } from '../../src/alerting/rule-settings.ts';
import { type Silencer, silencersOf } from '../../src/alerting/silencing.ts';
import { eventRun, type SimulatedAlert } from '../../src/alerting/simulation.ts';
import type { EventRun, EventRunner } from '../../src/rows/event-runner.ts';
import { gathered, type QueryRun, type QueryRunner } from '../../src/rows/query-runner.ts';
import type { SeedRow, SeedTables } from '../../src/rows/seed-row.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { tables } from '../detections/cases.ts';
import type { Row } from './behaviour.ts';
import { tablesOf } from './days.ts';

/** Rows of one statement, over all its runs; at least one run. */
const rowsAtOnce = 60_000;
/** A statement of many runs takes longer than one query may. */
const limits = { timeMs: 1_800_000, processMb: 4096 };
/** Runs spent on one alert, in search of what would silence it. */
const maxRuns = 60;

interface TimedRow {
  readonly row: SeedRow;
  readonly generated: number;
  readonly ingested: number;
}

/** Runs over given rows; those that are asked for at once share statements. */
export interface ManyRunner extends EventRunner {
  close(): void;
}

export function createManyRunner(rows: readonly Row[]): ManyRunner {
  const timed = new Map<string, readonly TimedRow[]>(
    Array.from(tablesOf(rows), ([table, ofTable]) => [
      table,
      ofTable.map((row) => ({
        row,
        generated: Date.parse(String(row['TimeGenerated'])),
        ingested: Date.parse(String(row['_IngestionTime'])),
      })),
    ]),
  );
  const engine = createEngineRunner({ tables, limits });
  const inParts: QueryRunner = {
    ...engine,
    runAll: async (requests) => {
      const answers = [];
      for (const part of partsOf(requests)) answers.push(...(await engine.runAll!(part)));
      return answers;
    },
  };
  const runner = gathered(inParts);
  const seedOf = ({ window, ingested }: EventRun): SeedTables => {
    const isSeen = ({ generated, ingested: arrived }: TimedRow) =>
      isIngestedIn({ generated, ingested: arrived }, ingested) &&
      (window === undefined || (generated >= window.start.getTime() && generated < window.end.getTime()));
    return Object.fromEntries(
      Array.from(timed, ([table, ofTable]) => [table, ofTable.filter(isSeen).map(({ row }) => row)]),
    );
  };
  return {
    span: async () => undefined,
    sees: async () => true,
    isVolatile: async () => true,
    run: async (run) => {
      const { query, now, window } = run;
      return runner.run({ query, now, tables: seedOf(run), ...(window !== undefined && { window }) });
    },
    close: engine.close,
  };
}

function partsOf(requests: readonly QueryRun[]): readonly (readonly QueryRun[])[] {
  const parts: QueryRun[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const request of requests) {
    const more = Object.values(request.tables).reduce((sum, { length }) => sum + length, 0);
    if (rows + more > rowsAtOnce) {
      parts.push([]);
      rows = 0;
    }
    parts.at(-1)!.push(request);
    rows += more;
  }
  return parts;
}

/** The alerts of every run after `from`, up to and including `to`. No rule of these is suppressed after an alert. */
export async function alertsIn(
  settings: RuleSettings,
  { runner, from, to }: { readonly runner: EventRunner; readonly from: number; readonly to: number },
): Promise<readonly SimulatedAlert[]> {
  if (settings.suppressionMs > 0) throw new Error('A rule that is suppressed is played run by run');
  const times = Array.from(timesBetween(scheduleOf(settings), { from: from + 1, to }));
  const views = times.map((at) => viewOf(settings, at, 'scheduled-time'));
  const played = await Promise.all(
    views.map(async (view) => ({
      view,
      alerts: alertsOf(settings, await runner.run(eventRun(settings, view))),
    })),
  );
  const raisedBy = (view: RunView, alerts: readonly Alert[]) =>
    alerts.map((alert) => ({ rule: '', incident: settings.incident, at: view.startsAt, alert, view }));
  return played.flatMap(({ view, alerts }) => raisedBy(view, alerts));
}

/** Of alerts of one rule, what silences each: the first parameter that is found, undefined where none is. */
export async function silencedIn(
  settings: RuleSettings,
  alerts: readonly SimulatedAlert[],
  runner: EventRunner,
): Promise<readonly (Silencer | undefined)[]> {
  const known: Silencer[] = [];
  const found = new Map<SimulatedAlert, Silencer | undefined>();
  const byRun = new Map<RunView, SimulatedAlert[]>();
  for (const alert of alerts) byRun.set(alert.view, [...(byRun.get(alert.view) ?? []), alert]);
  const judge = async (some: readonly SimulatedAlert[]) => {
    const silenced = await silencersOf(settings, some, { runner, maxRuns, enough: 1, known });
    for (const { alert, silencers } of silenced) found.set(alert, silencers[0]);
  };
  const [first, ...others] = byRun.values();
  // What silences the first alerts silences most of the others, so these ask the same and share statements.
  if (first !== undefined) await judge(first);
  await Promise.all(others.map(judge));
  return alerts.map((alert) => found.get(alert));
}
