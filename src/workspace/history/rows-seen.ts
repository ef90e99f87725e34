// Which moments of a span have rows that a query could see at all: one request, for all the runs of a rule.
import { dayMs, hourMs, minuteMs } from '../../content/duration.ts';
import { type Leaf, leavesOf } from '../../kql/rewrite/leaves.ts';
import { momentText } from '../../kql/rewrite/replay.ts';
import type { EventRun } from '../../rows/event-runner.ts';
import type { Replay, Span } from './replay.ts';

/** The moments, in steps of `stepMs`, at which there is a row. */
export interface RowsSeen {
  isSeen(run: EventRun): boolean;
  /** There is no row at all. */
  readonly isNone: boolean;
}

const windowStepMs = 5 * minuteMs;
const minuteStepMs = minuteMs;

/**
 * Asks once for the steps of time in which a row passes the filters that stand right behind a table. A rule with a window goes by
 * TimeGenerated, one that is near real time by ingestion. Undefined where every run has to be asked for: no table with times is read.
 */
export async function rowsSeen(
  replay: Replay,
  first: EventRun,
  { from, to }: Span,
): Promise<RowsSeen | undefined> {
  const { place, bound, withoutIngestion } = replay;
  const leaves = leavesOf(bound);
  if (leaves.length === 0) return undefined;
  const { window, ingested } = first;
  const byIngestion = window === undefined;
  const stepMs = byIngestion ? minuteStepMs : windowStepMs;
  const periodMs = window === undefined ? 0 : window.end.getTime() - window.start.getTime();
  // A run may be later than the time it is scheduled for, and see what came until then.
  const start = new Date(from.getTime() - periodMs - hourMs);
  const end = new Date(to.getTime() + hourMs);
  const legs = leaves.map((leaf) => {
    const time = byIngestion && !withoutIngestion.has(leaf.table) ? 'ingestion_time()' : 'TimeGenerated';
    return legOf(leaf, { time, start, end, stepMs });
  });
  const lateMs = ingested.maxLateMs ?? 0;
  const text = `union ${legs.join(',\n')}\n| summarize by Step`;
  const reach = { start: new Date(start.getTime() - lateMs), end: new Date(to.getTime() + dayMs) };
  const { rows } = await place.send({ text, now: to, ...reach });
  const steps = new Set(rows.map(([step]) => Date.parse(String(step))));
  return {
    isNone: steps.size === 0,
    isSeen: ({ window: seen, ingested: { after, until } }) => {
      const [low, high] = seen === undefined ? [after ?? until, until] : [seen.start, seen.end];
      for (let at = floor(low.getTime(), stepMs); at <= high.getTime(); at += stepMs)
        if (steps.has(at)) return true;
      return false;
    },
  };
}

interface LegOptions {
  readonly time: string;
  readonly start: Date;
  readonly end: Date;
  readonly stepMs: number;
}

function legOf({ table, filters }: Leaf, { time, start, end, stepMs }: LegOptions): string {
  const inSpan = `${time} >= ${momentText(start)} and ${time} < ${momentText(end)}`;
  const where = [inSpan, ...filters.map((filter) => `(${filter})`)].map((one) => ` | where ${one}`).join('');
  return `(['${table}']${where} | summarize by Step = bin(${time}, ${stepMs / minuteMs}m))`;
}

function floor(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
