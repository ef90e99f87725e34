// Runs rules over history, in the way that was asked for: each run by itself, or many in one request.
import { isSameOverNothing } from '../../kql/rewrite/over-nothing.ts';
import type { EventRun, EventRunner } from '../../rows/event-runner.ts';
import { inTurns } from '../../rows/in-turns.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Algorithm, HistoryPlace } from './place.ts';
import {
  isForItsSize,
  limitsOf,
  onlyOneByOne,
  openReplay,
  type Replay,
  replayRun,
  replayRuns,
  runsInRequest,
  type Span,
} from './replay.ts';
import { replaySet, whyNoSet } from './replay-set.ts';
import { type RowsSeen, rowsSeen } from './rows-seen.ts';

export interface HistoryRunnerOptions {
  readonly tables: TableCatalogue;
  readonly algorithm: Algorithm;
  /** The runs that are asked for are in it. */
  readonly span: Span;
  /** Requests under way at once. */
  readonly atOnce: number;
}

/** How a query was replayed, and what that cannot tell. */
interface ReplayNote {
  readonly query: string;
  readonly algorithm: Algorithm;
  /** Why it was not the one that was asked for. */
  readonly because: readonly string[];
  readonly limits: readonly string[];
}

export interface HistoryRunner extends EventRunner {
  /** Of every query that was run, in the order of their first runs. */
  notes(): readonly ReplayNote[];
}

interface OpenedReplay {
  readonly replay: Replay;
  note: ReplayNote;
  /** Asked for once. */
  rows?: Promise<RowsSeen | undefined>;
}

export function historyRunner(place: HistoryPlace, options: HistoryRunnerOptions): HistoryRunner {
  const opened = new Map<string, Promise<OpenedReplay>>();
  const all: OpenedReplay[] = [];
  const open = async (query: string): Promise<OpenedReplay> => {
    const replay = await openReplay(query, place, options);
    const asked = options.algorithm;
    const note = { query, algorithm: asked, because: [], limits: limitsOf(replay) };
    const one: OpenedReplay = { replay, note };
    all.push(one);
    if (asked === 'batched') fallBack(one, 'exact', onlyOneByOne(replay));
    return one;
  };
  const of = (query: string) => {
    const known = opened.get(query) ?? open(query);
    opened.set(query, known);
    return known;
  };
  const rowsFor = async (run: EventRun) => {
    const opened = await of(run.query);
    opened.rows ??= surveyed(opened, run, options.span);
    return opened.rows;
  };
  return {
    runsAtOnce: Number.POSITIVE_INFINITY,
    asksAhead: true,
    notes: () => all.map(({ note }) => note),
    span: async () => undefined,
    sees: async (run) => (await rowsFor(run))?.isSeen(run) ?? true,
    isVolatile: async (run) => {
      await rowsFor(run);
      return !isSameOverNothing((await of(run.query)).replay.bound);
    },
    run: async (run) => replayRun((await of(run.query)).replay, run),
    runAll: async (runs) => {
      const [first] = runs;
      if (first === undefined) return [];
      const opened = await of(first.query);
      if (opened.note.algorithm === 'set') {
        const answer = await asSet(opened, runs, options.atOnce);
        if (answer !== undefined) return answer;
      }
      const { replay, note } = opened;
      const size = note.algorithm === 'exact' ? 1 : runsInRequest;
      const answers = await inTurns(options.atOnce, partsOf(runs, size), (part) => replayRuns(replay, part));
      return answers.flat();
    },
  };
}

/** Where the rows are too many to be looked through at once every run is asked for. That there is no row at all is said. */
async function surveyed(opened: OpenedReplay, run: EventRun, span: Span): Promise<RowsSeen | undefined> {
  try {
    const rows = await rowsSeen(opened.replay, run, span);
    if (rows?.isNone === true) limit(opened, 'No row that it looks at is in the time that was asked for.');
    return rows;
  } catch (error) {
    if (!isForItsSize(error)) throw error;
    limit(opened, 'Which runs see no row could not be found out at once: every run was asked for.');
    return undefined;
  }
}

function limit(opened: OpenedReplay, sentence: string): void {
  const { note } = opened;
  opened.note = { ...note, limits: [...note.limits, sentence] };
}

/** Undefined where the runs are no set: how they are asked for instead, and why, is noted. */
async function asSet(
  opened: OpenedReplay,
  runs: readonly EventRun[],
  atOnce: number,
): Promise<readonly QueryResult[] | undefined> {
  const { replay } = opened;
  if (runs.length <= 1) return replayRuns(replay, runs);
  const reasons = whyNoSet(replay, runs);
  const answer = reasons.length > 0 ? { reasons } : await replaySet(replay, runs, atOnce);
  if ('results' in answer) return answer.results;
  fallBack(opened, 'batched', 'reasons' in answer ? answer.reasons : [answer.differs]);
  fallBack(opened, 'exact', onlyOneByOne(replay));
  return undefined;
}

/** Another algorithm, where there is a reason against the one before. */
function fallBack(opened: OpenedReplay, algorithm: Algorithm, reasons: readonly string[]): void {
  if (reasons.length === 0) return;
  const { note } = opened;
  opened.note = { ...note, algorithm, because: [...note.because, ...reasons] };
}

function partsOf(runs: readonly EventRun[], size: number): readonly (readonly EventRun[])[] {
  const parts: (readonly EventRun[])[] = [];
  for (let start = 0; start < runs.length; start += size) parts.push(runs.slice(start, start + size));
  return parts;
}
