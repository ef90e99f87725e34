// Asks a place of history what runs of a rule found: each by itself, or many in one request.
import { dayMs } from '../../content/duration.ts';
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { engineCode } from '../../engine/codes.ts';
import { type BoundQuery, bindQuery } from '../../kql/bind/bind.ts';
import {
  type BatchedRun,
  batched,
  lengthText,
  momentText,
  replayed,
  type SeenOf,
  timedTables,
  unbatched,
  uncut,
} from '../../kql/rewrite/replay.ts';
import type { EventRun } from '../../rows/event-runner.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { workspaceCode, workspaceError } from '../codes.ts';
import { placed } from '../queries/query-place.ts';
import type { HistoryPlace } from './place.ts';

/** A query as it is replayed at a place. */
export interface Replay {
  readonly place: HistoryPlace;
  readonly bound: BoundQuery;
  readonly withoutIngestion: ReadonlySet<string>;
}

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** @throws UserError where the place cannot be asked for what a run saw. */
export async function openReplay(
  query: string,
  place: HistoryPlace,
  { tables, span }: { readonly tables: TableCatalogue; readonly span: Span },
): Promise<Replay> {
  place.assertOffered?.(query, tables);
  const bound = bindQuery(query, { tables });
  const reads = uncut(bound);
  if (reads.length > 0 && !place.cutsAll) throw notReplayed(place, reads);
  const withoutIngestion = new Set<string>();
  for (const table of timedTables(bound))
    if (await isWithoutIngestion(table, place, span)) withoutIngestion.add(table);
  return { place, bound, withoutIngestion };
}

async function isWithoutIngestion(table: string, place: HistoryPlace, { from, to }: Span): Promise<boolean> {
  if (place.ingestionTimes !== 'ask') return place.ingestionTimes === 'never';
  const inSpan = `TimeGenerated between (${momentText(from)} .. ${momentText(to)})`;
  const text = `['${table}'] | where ${inSpan} | summarize Without = countif(isnull(ingestion_time()))`;
  const { rows } = await place.send({ text, now: to, start: from, end: to });
  return rows[0]?.[0] !== 0;
}

/** What the replay of a query cannot tell, each a sentence. */
export function limitsOf({ bound, withoutIngestion }: Replay): readonly string[] {
  return [
    ...uncut(bound).map((what) => `Reads ${what}: what was ingested after a run is seen by it too.`),
    ...[...withoutIngestion].map(
      (table) => `${table} does not say when its rows were ingested: late rows are seen too early.`,
    ),
  ];
}

/** One run by itself: the service's clock is set, and the tables are cut down. */
export async function replayRun(replay: Replay, run: EventRun): Promise<QueryResult> {
  const { place, bound, withoutIngestion } = replay;
  const { now } = run;
  const made = replayed(bound, { seen: seenOf(run), withoutIngestion, ...watchlistsOf(replay, run) });
  const reach = reachOf([run]);
  try {
    return await place.send({ text: made.text, now, ...reach });
  } catch (error) {
    throw placed(error, ({ line, column }) => made.placeOf(line - place.linesInFront, column));
  }
}

/** So many runs are asked for in one request at first. */
export const runsInRequest = 24;

/** Why the runs of a query are asked for one by one; empty where many go together. */
export function onlyOneByOne({ bound }: Replay): readonly string[] {
  return unbatched(bound);
}

/**
 * Many runs in one request. Where it fails for its size the halves are asked for, down to single runs: one that fails then is an
 * error, never a run without a result.
 */
export async function replayRuns(replay: Replay, runs: readonly EventRun[]): Promise<readonly QueryResult[]> {
  if (runs.length <= 1) return Promise.all(runs.map((run) => replayRun(replay, run)));
  try {
    return await replayTogether(replay, runs);
  } catch (error) {
    if (!isForItsSize(error)) throw error;
    const middle = runs.length >>> 1;
    const first = await replayRuns(replay, runs.slice(0, middle));
    return [...first, ...(await replayRuns(replay, runs.slice(middle)))];
  }
}

async function replayTogether(replay: Replay, runs: readonly EventRun[]): Promise<readonly QueryResult[]> {
  const { place, bound, withoutIngestion } = replay;
  const [first] = runs;
  const { maxLateMs } = first!.ingested;
  const legs = runs.map((run): BatchedRun => ({ clock: momentText(run.now), seen: seenOf(run) }));
  const { text, runColumn, rowColumn } = batched(bound, legs, {
    withoutIngestion,
    maxLate: maxLateMs === undefined ? undefined : lengthText(maxLateMs),
    ...watchlistsOf(replay, first!),
  });
  // No clock is left in the text that could be another than that of a run.
  const result = await place.send({ text, now: runs.at(-1)!.now, ...reachOf(runs) });
  return resultsByRun(result, { runs: runs.length, runColumn, rowColumn });
}

interface Parts {
  readonly runs: number;
  readonly runColumn: string;
  readonly rowColumn: string;
}

/** A union promises no order: the rows of each run are put into that which they had. */
function resultsByRun({ columns, rows }: QueryResult, { runs, runColumn, rowColumn }: Parts) {
  const [run, row] = [runColumn, rowColumn].map((name) => columns.findIndex((one) => one.name === name));
  if (run === undefined || row === undefined || run < 0 || row < 0) throw lost();
  const own = (cells: readonly unknown[]) => cells.filter((_, index) => index !== run && index !== row);
  const byRun: (readonly unknown[])[][] = Array.from({ length: runs }, () => []);
  for (const cells of rows) (byRun[Number(cells[run])] ?? fail()).push(cells);
  const named = columns.filter((_, index) => index !== run && index !== row);
  return byRun.map((of) => ({
    columns: named,
    rows: of.sort((a, b) => Number(a[row]) - Number(b[row])).map(own),
  }));
}

function fail(): never {
  throw lost();
}

function lost(): UserError {
  return workspaceError(
    'workspace/unreadable-result',
    'The answer to a batch of runs does not say which rows are of which run.',
    { hint: 'Replay run by run: --algorithm exact.' },
  );
}

function seenOf({ window, ingested: { after, until, maxLateMs } }: EventRun): SeenOf {
  return {
    ...(window && { from: momentText(window.start), to: momentText(window.end) }),
    ...(after && { after: momentText(after) }),
    until: momentText(until),
    ...(maxLateMs !== undefined && { maxLate: lengthText(maxLateMs) }),
  };
}

/** The span of TimeGenerated that runs see. A row may say that it was generated a little after it was ingested. */
export function reachOf(runs: readonly EventRun[]): { readonly start: Date; readonly end: Date } {
  const starts = runs.map(({ window, ingested: { after, until, maxLateMs = 0 } }) =>
    window ? window.start.getTime() : (after ?? until).getTime() - maxLateMs - 1,
  );
  const ends = runs.map(({ window, ingested }) => window?.end.getTime() ?? ingested.until.getTime() + dayMs);
  return { start: new Date(Math.min(...starts)), end: new Date(Math.max(...ends)) };
}

function watchlistsOf({ place }: Replay, { now }: EventRun): { readonly watchlistsAt?: Date } {
  return place.hasWatchlists ? {} : { watchlistsAt: now };
}

const forSize: ReadonlySet<string> = new Set([
  engineCode('engine/memory-limit'),
  engineCode('engine/result-limit'),
  engineCode('engine/time-limit'),
  engineCode('engine/too-complex'),
  workspaceCode('workspace/partial-result'),
  workspaceCode('workspace/refused'),
  workspaceCode('workspace/unavailable'),
]);

/** Too many rows, too much memory or time, too long a text: no service says it in one way. */
export function isForItsSize(error: unknown): boolean {
  return error instanceof UserError && forSize.has(String(error.diagnostic.code));
}

function notReplayed({ description }: HistoryPlace, reads: readonly string[]): UserError {
  return workspaceError(
    'workspace/not-replayed',
    `The query cannot be replayed on ${description}: it reads ${reads.join(', ')}, which cannot be cut down to what a run saw`,
    { exitCode: exitCodes.findings },
  );
}
