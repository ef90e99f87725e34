// Asks a place of history for all runs of a day as one set, and checks the answer by runs that are asked for by themselves.
import { dayMs } from '../../content/duration.ts';
import { momentText } from '../../kql/rewrite/replay.ts';
import { notASet, type RunGrid, setBased } from '../../kql/rewrite/set-based.ts';
import { resultDifference } from '../../rows/compare-results.ts';
import type { EventRun } from '../../rows/event-runner.ts';
import { inTurns } from '../../rows/in-turns.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { isForItsSize, type Replay, reachOf, replayRun, replayRuns } from './replay.ts';

/** Rows become as many as runs see each; beyond this a batch costs less. */
const mostRunsOfARow = 300;

/** So many runs, besides the first and the last of every day, are asked for by themselves too. */
const drawn = 20;

/** Why the runs of a query are no set; empty where they are. */
export function whyNoSet({ bound }: Replay, runs: readonly EventRun[]): readonly string[] {
  const grid = gridOf(runs);
  if (grid === undefined) return ['runs that see different lengths of time'];
  const seenBy = ((grid.window?.beforeMs ?? grid.afterMs ?? 0) + grid.frequencyMs) / grid.frequencyMs;
  const many = seenBy > mostRunsOfARow ? [`rows that ${Math.floor(seenBy)} runs see`] : [];
  return [...notASet(bound), ...many];
}

export type SetAnswer =
  | { readonly results: readonly QueryResult[] }
  /** The set says something else than a run by itself: nothing of it counts. */
  | { readonly differs: string };

/** The results of the runs, checked on some of them. */
export async function replaySet(
  replay: Replay,
  runs: readonly EventRun[],
  atOnce: number,
): Promise<SetAnswer> {
  const results = (
    await inTurns(atOnce, daysOf(runs), (day) => replayDay(replay, day, gridOf(runs)!))
  ).flat();
  const checked = [...checkedPlaces(runs)];
  const exact = await inTurns(atOnce, checked, (place) => replayRun(replay, runs[place]!));
  for (const [index, place] of checked.entries()) {
    if (isSame(exact[index]!, results[place]!)) continue;
    return { differs: `another result than that of the run at ${runs[place]!.now.toISOString()} by itself` };
  }
  return { results };
}

/** Of no rows the columns may be in another order: nobody reads them. */
function isSame(exact: QueryResult, set: QueryResult): boolean {
  return (exact.rows.length === 0 && set.rows.length === 0) || resultDifference(exact, set) === undefined;
}

/** Where one day is too much for one answer its halves are asked for, and a single run by itself. */
async function replayDay(
  replay: Replay,
  runs: readonly EventRun[],
  grid: RunGrid,
): Promise<readonly QueryResult[]> {
  if (runs.length <= 1) return replayRuns(replay, runs);
  try {
    return await askSet(replay, runs, grid);
  } catch (error) {
    if (!isForItsSize(error)) throw error;
    const middle = runs.length >>> 1;
    const first = await replayDay(replay, runs.slice(0, middle), grid);
    return [...first, ...(await replayDay(replay, runs.slice(middle), grid))];
  }
}

async function askSet(
  { place, bound, withoutIngestion }: Replay,
  runs: readonly EventRun[],
  grid: RunGrid,
): Promise<readonly QueryResult[]> {
  const [first, last] = [runs[0]!.now, runs.at(-1)!.now];
  const own = { ...grid, first: momentText(first), last: momentText(last) };
  const { text, runColumn, ingestionColumn } = setBased(bound, own, { withoutIngestion });
  const { columns, rows } = await place.send({ text, now: last, ...reachOf(runs) });
  const run = columns.findIndex(({ name }) => name === runColumn);
  const kept = columns.flatMap(({ name }, index) =>
    index === run || name === ingestionColumn ? [] : [index],
  );
  const byRun = new Map(runs.map(({ now }) => [now.getTime(), [] as (readonly unknown[])[]]));
  for (const cells of rows) {
    byRun.get(Date.parse(String(cells[run])))?.push(kept.map((index) => cells[index]));
  }
  const named = kept.map((index) => columns[index]!);
  return runs.map(({ now }) => ({ columns: named, rows: byRun.get(now.getTime())! }));
}

/** Runs in which nothing can be seen may be left out: the grid is the widest that has all others. */
function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

/** What all runs have in common, counted from their clocks; undefined where they have not. */
function gridOf(runs: readonly EventRun[]): RunGrid | undefined {
  const [first] = runs;
  if (first === undefined) return undefined;
  const frequencyMs = runs
    .map(({ now }) => now.getTime() - first.now.getTime())
    .reduce((common, distance) => commonDivisor(common, distance), 0);
  const sight = (run: EventRun) => JSON.stringify(sightOf(run));
  if (frequencyMs <= 0 || runs.some((run) => sight(run) !== sight(first))) return undefined;
  const [from, to] = [first.now, runs.at(-1)!.now].map(momentText);
  return { first: from!, last: to!, frequencyMs, ...sightOf(first) };
}

function sightOf({
  now,
  window,
  ingested,
}: EventRun): Pick<RunGrid, 'window' | 'afterMs' | 'untilMs' | 'maxLateMs'> {
  const at = now.getTime();
  return {
    window: window && { beforeMs: at - window.start.getTime(), pastMs: window.end.getTime() - at },
    afterMs: ingested.after && at - ingested.after.getTime(),
    untilMs: ingested.until.getTime() - at,
    maxLateMs: ingested.maxLateMs,
  };
}

function daysOf(runs: readonly EventRun[]): readonly (readonly EventRun[])[] {
  const days = new Map<number, EventRun[]>();
  for (const run of runs) {
    const day = Math.floor(run.now.getTime() / dayMs);
    days.set(day, [...(days.get(day) ?? []), run]);
  }
  return [...days.values()];
}

/** The first and the last run of every day, and some between: every n-th, so that a second replay checks the same. */
function checkedPlaces(runs: readonly EventRun[]): ReadonlySet<number> {
  const places = new Set<number>();
  let at = 0;
  for (const day of daysOf(runs)) {
    places.add(at).add(at + day.length - 1);
    at += day.length;
  }
  const step = Math.max(1, Math.ceil(runs.length / drawn), 10);
  for (let place = step >>> 1; place < runs.length; place += step) places.add(place);
  return places;
}
