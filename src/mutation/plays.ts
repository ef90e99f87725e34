// Windows of time show over the runs of a schedule and not in one of them: a rule whose window has changed reports an event twice, or
// not at all, when a run falls into the difference.
import { alertsOf } from '../alerting/alerts.ts';
import { type Arrival, arrivalOf } from '../alerting/arrival.ts';
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
  /** The case whose play raises another number of alerts with this query, in which a bound was changed; undefined where none does. */
  noticed(query: string, bound: string): Promise<string | undefined>;
}

/** So many positive cases are played. */
const playedCases = 6;

/** Just before and behind a bound that has moved by one smaller unit. */
const sidesMs = [-minuteMs, -minuteMs / 2, -500, 0, 500, minuteMs / 2, minuteMs];

/** So many runs on each side of a moment are played. */
const runsAround = 2;

interface Play {
  readonly name: string;
  readonly parameters: DetectionCase['parameters'];
  /** Each list is one grid of runs. */
  runs(query: string): readonly (readonly QueryRun[])[];
}

/** Plays of the positive cases of a scheduled rule, with a run on each side of the bound that was changed. */
export function createPlays(item: ContentItem, cases: readonly DetectionCase[], runner: QueryRunner): Plays {
  const settings = ruleSettings(item);
  const schedule = settings?.schedule;
  if (settings === undefined || schedule === undefined) return { noticed: async () => undefined };
  const bounds = [...new Set(settings.query.match(/\b\d+[dhms]\b/g))].map((text) => lengthOf(text) ?? 0);
  const played = cases.filter(isPositive).slice(0, playedCases);
  const ofBound = new Map<string, readonly Play[]>();
  const playsOf = (bound: string) => {
    const length = lengthOf(bound) ?? 0;
    const plays =
      ofBound.get(bound) ??
      played.map((one) =>
        playOf(one, settings, { length, sums: [0, ...bounds].map((other) => length + other) }),
      );
    ofBound.set(bound, plays);
    return plays;
  };
  const counted = new Map<Play, readonly Count[]>();
  const unchanged = async (play: Play) => {
    const known = counted.get(play) ?? (await counts(settings, play, settings.query, runner));
    counted.set(play, known);
    return known;
  };
  return {
    noticed: async (query, bound) => {
      for (const play of playsOf(bound)) {
        const [before, after] = [await unchanged(play), await counts(settings, play, query, runner)];
        if (after.some((count, index) => isOther(count, before[index]))) return `${play.name} (played)`;
      }
      return undefined;
    },
  };
}

interface ChangedBound {
  readonly length: number;
  /** What it comes to by itself and with another bound of the query. */
  readonly sums: readonly number[];
}

/**
 * The runs of a case over the period of its rule: the first ones, and those around the moment when a row passes the bound. Between them
 * no row passes it, so the query as it was and as it is see the same.
 */
function playOf(one: DetectionCase, settings: RuleSettings, { length, sums }: ChangedBound): Play {
  const tables = rowsAt(one, one.now);
  const { frequencyMs, periodMs } = settings.schedule!;
  const times = timesIn(tables);
  const last = Math.max(...times.map(({ ingested }) => ingested));
  const moments = [...new Set(times.flatMap(({ generated, ingested }) => [generated, ingested]))];
  const around = runsAround * frequencyMs;
  const isPlayed = (at: number) =>
    at <= last + around ||
    moments.some((moment) => sums.some((sum) => Math.abs(at - moment - sum) <= around));
  const starts = [...new Set(sidesMs.map((side) => (length + side) % frequencyMs))];
  return {
    name: one.name,
    parameters: one.parameters,
    runs: (query) =>
      starts.map((start) => {
        const runs: QueryRun[] = [];
        for (let at = last + start; at <= last + periodMs; at += frequencyMs)
          if (isPlayed(at)) runs.push(runAt({ ...settings, query }, tables, new Date(at)));
        return runs;
      }),
  };
}

/** The alerts of one grid; undefined where a run did not end: then nobody knows. */
type Count = number | undefined;

const isOther = (after: Count, before: Count) =>
  after !== undefined && before !== undefined && after !== before;

/** The alerts of each grid. */
async function counts(
  settings: RuleSettings,
  { parameters, runs }: Play,
  query: string,
  runner: QueryRunner,
): Promise<readonly Count[]> {
  const grids = runs(overrideParameters(query, parameters).text);
  const answers = (await runAll(runner, grids.flat())).values();
  return grids.map((grid) => {
    const own = grid.map(() => answers.next().value!);
    const results = own.flatMap((answer) => ('result' in answer ? [answer.result] : []));
    if (results.length < own.length) return undefined;
    return results.reduce((sum, result) => sum + alertsOf(settings, result).length, 0);
  });
}

/** When rows were generated and came in; what is on a watchlist has no time. */
function timesIn(tables: SeedTables): readonly Arrival[] {
  const times = Object.values(tables).flatMap((rows) => rows.map(arrivalOf));
  return times.filter(({ generated, ingested }) => !Number.isNaN(generated + ingested));
}
