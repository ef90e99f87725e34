// The cases of this repository's rules, each with the number of alerts it must raise when the rule plays its schedule.
import { fileURLToPath } from 'node:url';
import { arrivalOf } from '../../src/alerting/arrival.ts';
import type { ClockModel } from '../../src/alerting/clock.ts';
import { type RuleSettings, ruleSettings } from '../../src/alerting/rule-settings.ts';
import { playSchedule } from '../../src/alerting/schedule.ts';
import { loadContent } from '../../src/content/files/load.ts';
import { functionsIn } from '../../src/content/kinds/kinds.ts';
import { overrideParameters } from '../../src/kql/rewrite/parameters.ts';
import { gathered } from '../../src/rows/query-runner.ts';
import type { SeedTables } from '../../src/rows/seed-row.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { rowsAt } from '../../src/testing/case-rows.ts';
import { type DetectionCase, isPositive } from '../../src/testing/detection-case.ts';
import { loadCases } from '../../src/testing/load-cases.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';

export const minute = 60_000;
/** How late rows arrive. */
export const delays = [0, 1, 3, 5, 8, 20].map((minutes) => minutes * minute);

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const { items } = loadContent({
  projectFolder,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'parser', path: 'parsers' },
  ],
});
const tables = createTableCatalogue([], functionsIn(items));
const tests = loadCases({ projectFolder, items, tables });

/** These hold an event that an earlier run has reported: played from the start, that one counts too. */
const alsoBefore = new Set([
  'A second upload long after the first',
  'A second push, an earlier run having reported the first',
  'A second burst, half an hour after one that was reported',
  'A break of seven minutes after a burst that was reported',
  'A little between two events',
  'An own push between two events',
  'Old uploads that leave the hour between two events',
  'The bound itself between two events',
  'Eleven read an hour and a half after twelve others',
  // The first fetches of an editor are a burst, of lower severity.
  'The repositories that an editor fetches are cloned',
  'Ten others are cloned beside an editor that fetches',
]);

/** Tables of events on both sides of the bounds of one run: over all runs of a schedule those outside count as well. */
const ofOneRun = new Set([
  // One log comes later than the other: what a run knew before decides, and differs with the phase.
  'A connection that the endpoint told late',
  // The command line is four hours and half a minute old in this run, and younger in those before.
  'A command line of just over four hours ago',
  // The visit of the other account has an alert of its own, by a run that some of the plays hold.
  'Another administrator was there in the morning',
  'Calls that follow each other',
  'Each half at the edges of the run',
  'Rows of one push, and of two',
  'Runs that follow each other',
  'Three hours back',
  'Uploads of one device, apart and together',
  'What the proxy sees beside the endpoint',
]);

/** These arrive so late that a run an hour later no longer looks back to them: in some phases they are lost. */
const atTheLimit = new Set(['A log that is half an hour less than three days late']);

/** What `now()` is in a run is not documented: every case is played both ways. */
const clocks: readonly ClockModel[] = ['scheduled-time', 'start-time'];

export interface PlayedCase {
  readonly slug: string;
  readonly name: string;
  readonly clock: ClockModel;
  readonly settings: RuleSettings;
  readonly frequencyMs: number;
  readonly tables: SeedTables;
  readonly expected: number;
  /** When the last row arrives, without further delay: the phases around it are those of a run's edge. */
  readonly lastArrivalMs: number;
  /** The clock of the case. */
  readonly nowMs: number;
}

/** A rule that looks back for days is played around the clock of its case: its baseline may raise alerts of its own before. */
const longPeriodMs = 24 * 60 * minute;
const aroundMs = 3 * 60 * minute;

/** Cases that speak of rows alone do not say how many alerts there are. */
function isCounted({ expect, name }: DetectionCase): boolean {
  return expect.alertCount !== undefined && !atTheLimit.has(name) && !ofOneRun.has(name);
}

/** Positive cases, and the days that must stay silent. */
export const playedCases: readonly PlayedCase[] = items.flatMap((item) => {
  const settings = ruleSettings(item);
  if (settings === undefined) return [];
  const frequencyMs = settings.schedule?.frequencyMs ?? minute;
  return tests
    .casesOf(item)
    .filter((one) => (isPositive(one) && isCounted(one)) || one.name.startsWith('A day of Git work'))
    .map((one) => ({ one, rows: rowsAt(one, one.now) }))
    .flatMap((played) => clocks.map((clock) => ({ ...played, clock })))
    .map(({ one, rows, clock }) => ({
      slug: item.slug,
      name: one.name,
      clock,
      settings: { ...settings, query: overrideParameters(settings.query, one.parameters).text },
      frequencyMs,
      tables: rows,
      nowMs: one.now.getTime(),
      expected: (one.expect.alertCount ?? 0) + (alsoBefore.has(one.name) ? 1 : 0),
      lastArrivalMs: Math.max(
        ...Object.values(rows).flatMap((ofTable) => ofTable.map((row) => arrivalOf(row).ingested)),
      ),
    }));
});

const engine = createEngineRunner({ tables });
// Plays that begin together ask for their next runs together.
const runner = gathered(engine);
export const closeRunner = () => engine.close();

export interface Played {
  readonly count: number;
  /** The runs that raised alerts, as `12:03 1, 12:18 1`. */
  readonly runs: string;
}

/** How many alerts a play raises, and in which runs. */
export async function play(one: PlayedCase, phaseMs: number, delayMs: number): Promise<Played> {
  const { settings, clock, nowMs } = one;
  const isLong = (settings.schedule?.periodMs ?? 0) >= longPeriodMs;
  const between = isLong ? { from: nowMs - aroundMs, to: nowMs + aroundMs + delayMs } : undefined;
  const outcomes = await playSchedule(settings, {
    tables: one.tables,
    runner,
    clock,
    phaseMs,
    delayMs,
    ...(between && { between }),
  });
  return {
    count: outcomes.reduce((sum, { alerts }) => sum + alerts.length, 0),
    runs: outcomes.map(({ at, alerts }) => `${at.toISOString().slice(11, 16)} ${alerts.length}`).join(', '),
  };
}
