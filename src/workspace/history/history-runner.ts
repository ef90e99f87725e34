// Runs rules over history, in the way that was asked for: each run by itself, or many in one request.
import { isSameOverNothing } from '../../kql/rewrite/over-nothing.ts';
import type { EventRun, EventRunner } from '../../rows/event-runner.ts';
import { inTurns } from '../../rows/in-turns.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { HistoryPlace } from './place.ts';
import {
  limitsOf,
  onlyOneByOne,
  openReplay,
  type Replay,
  replayRun,
  replayRuns,
  runsInRequest,
  type Span,
} from './replay.ts';
import { type RowsSeen, rowsSeen } from './rows-seen.ts';

/** How the runs of a rule are asked for; the answers are the same. */
export const algorithms = ['exact', 'batched'] as const;
export type Algorithm = (typeof algorithms)[number];

export interface HistoryRunnerOptions {
  readonly tables: TableCatalogue;
  readonly algorithm: Algorithm;
  /** The runs that are asked for are in it. */
  readonly span: Span;
  /** Requests under way at once. */
  readonly atOnce: number;
}

/** How a query was replayed, and what that cannot tell. */
export interface ReplayNote {
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
  readonly note: ReplayNote;
  /** Asked for once. */
  rows?: Promise<RowsSeen | undefined>;
}

export function historyRunner(place: HistoryPlace, options: HistoryRunnerOptions): HistoryRunner {
  const opened = new Map<string, Promise<OpenedReplay>>();
  const notes: ReplayNote[] = [];
  const open = async (query: string): Promise<OpenedReplay> => {
    const replay = await openReplay(query, place, options);
    const because = options.algorithm === 'exact' ? [] : onlyOneByOne(replay);
    const algorithm = because.length > 0 ? 'exact' : options.algorithm;
    const note = { query, algorithm, because, limits: limitsOf(replay) };
    notes.push(note);
    return { replay, note };
  };
  const of = (query: string) => {
    const known = opened.get(query) ?? open(query);
    opened.set(query, known);
    return known;
  };
  return {
    runsAtOnce: Number.POSITIVE_INFINITY,
    asksAhead: true,
    notes: () => notes,
    span: async () => undefined,
    sees: async (run) => {
      const opened = await of(run.query);
      opened.rows ??= rowsSeen(opened.replay, run, options.span);
      return (await opened.rows)?.isSeen(run) ?? true;
    },
    isVolatile: async ({ query }) => !isSameOverNothing((await of(query)).replay.bound),
    run: async (run) => replayRun((await of(run.query)).replay, run),
    runAll: async (runs) => {
      const [first] = runs;
      if (first === undefined) return [];
      const { replay, note } = await of(first.query);
      const size = note.algorithm === 'exact' ? 1 : runsInRequest;
      const answers = await inTurns(options.atOnce, partsOf(runs, size), (part) => replayRuns(replay, part));
      return answers.flat();
    },
  };
}

function partsOf(runs: readonly EventRun[], size: number): readonly (readonly EventRun[])[] {
  const parts: (readonly EventRun[])[] = [];
  for (let start = 0; start < runs.length; start += size) parts.push(runs.slice(start, start + size));
  return parts;
}
