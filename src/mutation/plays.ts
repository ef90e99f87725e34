// Windows of time show over the runs of a schedule and not in one of them: a rule whose window has changed reports an event twice, or
// not at all, when a run falls into the difference.
import { alertsOf } from '../alerting/alerts.ts';
import { arrivalOf } from '../alerting/arrival.ts';
import { type RuleSettings, ruleSettings } from '../alerting/rule-settings.ts';
import { runAt } from '../alerting/schedule.ts';
import type { ContentItem } from '../content/content-item.ts';
import { lengthOf, minuteMs } from '../content/duration.ts';
import { overrideParameters } from '../kql/rewrite/parameters.ts';
import { type QueryRun, type QueryRunner, runAll } from '../rows/query-runner.ts';
import type { SeedTables } from '../rows/seed-row.ts';
import { rowsAt } from '../testing/case-rows.ts';
import { type DetectionCase, isPositive } from '../testing/detection-case.ts';

export interface Plays {
  /** The case whose play raises another number of alerts with this query; undefined where none does. */
  noticed(query: string): Promise<string | undefined>;
}

/** So many positive cases are played. */
const playedCases = 6;

/** Just before and behind a bound that has moved by one smaller unit. */
const sidesMs = [-minuteMs, -minuteMs / 2, -500, 0, 500, minuteMs / 2, minuteMs];

interface Play {
  readonly name: string;
  readonly parameters: DetectionCase['parameters'];
  /** Each list is one grid of runs. */
  runs(query: string): readonly (readonly QueryRun[])[];
}

/** Plays of the positive cases of a scheduled rule, with a run on each side of every bound that its query names. */
export function createPlays(item: ContentItem, cases: readonly DetectionCase[], runner: QueryRunner): Plays {
  const settings = ruleSettings(item);
  const schedule = settings?.schedule;
  if (settings === undefined || schedule === undefined) return { noticed: async () => undefined };
  const bounds = [...new Set(settings.query.match(/\b\d+[dhms]\b/g))].map((text) => lengthOf(text) ?? 0);
  const plays = cases
    .filter(isPositive)
    .slice(0, playedCases)
    .map((one) => playOf(one, settings, bounds));
  const counted = new Map<Play, readonly number[]>();
  const unchanged = async (play: Play) => {
    const known = counted.get(play) ?? (await counts(settings, play, settings.query, runner));
    counted.set(play, known);
    return known;
  };
  return {
    noticed: async (query) => {
      for (const play of plays) {
        const [before, after] = [await unchanged(play), await counts(settings, play, query, runner)];
        if (after.some((count, index) => count !== before[index])) return `${play.name} (played)`;
      }
      return undefined;
    },
  };
}

function playOf(one: DetectionCase, settings: RuleSettings, bounds: readonly number[]): Play {
  const tables = rowsAt(one, one.now);
  const { frequencyMs, periodMs } = settings.schedule!;
  const last = lastArrival(tables);
  const starts = [...new Set(bounds.flatMap((bound) => sidesMs.map((side) => (bound + side) % frequencyMs)))];
  return {
    name: one.name,
    parameters: one.parameters,
    runs: (query) =>
      starts.map((start) => {
        const runs: QueryRun[] = [];
        for (let at = last + start; at <= last + periodMs; at += frequencyMs)
          runs.push(runAt({ ...settings, query }, tables, new Date(at)));
        return runs;
      }),
  };
}

/** The alerts of each grid; -1 where a run failed. */
async function counts(
  settings: RuleSettings,
  { parameters, runs }: Play,
  query: string,
  runner: QueryRunner,
): Promise<readonly number[]> {
  const grids = runs(overrideParameters(query, parameters).text);
  const answers = (await runAll(runner, grids.flat())).values();
  return grids.map((grid) =>
    grid.reduce((sum) => {
      const answer = answers.next().value!;
      return 'result' in answer ? sum + alertsOf(settings, answer.result).length : -1;
    }, 0),
  );
}

function lastArrival(tables: SeedTables): number {
  return Math.max(...Object.values(tables).flatMap((rows) => rows.map((row) => arrivalOf(row).ingested)));
}
