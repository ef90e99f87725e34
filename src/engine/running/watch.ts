// Watches a running query: interrupts it when its time is over, or when the process holds more memory than it may.
import { type EngineDiagnostic, engineFault } from '../engine-fault.ts';
import type { QueryLimits } from '../limits.ts';

export interface WatchOptions {
  readonly limits: QueryLimits;
  /** When the query began to be read, by `clock`. */
  readonly startedAt: number;
  /** Stops the statement that runs now; called again and again, since an interrupt that falls between two statements is lost. */
  readonly interrupt: () => void;
  /** Milliseconds. */
  readonly clock?: () => number;
  /** Memory of the whole process in bytes. */
  readonly memory?: () => number;
}

export interface Watch {
  /** What the query overstepped, looked at now. */
  overstepped(): EngineDiagnostic | undefined;
  stop(): void;
}

const everyMs = 10;

/** What may still be taken between a look and the end of the statement: DuckDB doubles a list of 500 MB in one go. */
const reserveMb = 768;

/** What a query may take of its own in a process that was large before it, such as a server with much data. */
const ownMb = 256;

/** Watches whose queries run now: what blocks the JavaScript thread has to look after them itself. */
const running = new Set<Watch>();

/** Starts to watch. `stop` has to be called when the query is over. */
export function startWatch(options: WatchOptions): Watch {
  const { limits, startedAt, interrupt } = options;
  const clock = options.clock ?? (() => performance.now());
  const memory = options.memory ?? (() => process.memoryUsage.rss());
  const most = Math.max(interruptAt(limits.processMb), memory() + ownMb * 1024 * 1024);
  let overstepped: EngineDiagnostic | undefined;
  const watch: Watch = {
    overstepped() {
      if (overstepped === undefined && clock() - startedAt > limits.timeMs)
        overstepped = tooLong(limits.timeMs);
      if (overstepped === undefined && memory() > most) overstepped = tooLarge(limits.processMb);
      return overstepped;
    },
    stop() {
      clearInterval(timer);
      running.delete(watch);
    },
  };
  const timer = setInterval(() => {
    if (watch.overstepped() !== undefined) interrupt();
  }, everyMs);
  running.add(watch);
  return watch;
}

/**
 * What every running query has overstepped, for code that blocks the JavaScript thread on behalf of one of them and cannot tell which;
 * undefined while one may still go on.
 */
export function oversteppedByAll(): EngineDiagnostic | undefined {
  const all = [...running].map((watch) => watch.overstepped());
  return all.includes(undefined) ? undefined : all[0];
}

function interruptAt(processMb: number): number {
  return Math.max(processMb / 2, processMb - reserveMb) * 1024 * 1024;
}

function tooLong(timeMs: number): EngineDiagnostic {
  return engineFault(
    'engine/time-limit',
    `The query ran longer than ${timeMs / 1000} s and was stopped.`,
    'Filter earlier, or look at a shorter time.',
  );
}

function tooLarge(processMb: number): EngineDiagnostic {
  return engineFault(
    'engine/memory-limit',
    `The query was stopped before the tool would take more than ${processMb.toLocaleString('en')} MB of memory.`,
    'Filter earlier, or summarize into fewer and smaller values.',
  );
}
