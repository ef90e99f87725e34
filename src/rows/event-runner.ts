// What a simulation needs from whatever holds the events: queries over those that a run of a rule can see.
import type { QueryResult } from './query-result.ts';
import type { QueryRun } from './query-runner.ts';

/** Which rows a run can see, by when they were ingested. */
export interface Ingested {
  /** Rows ingested at this moment or before it are not seen. */
  readonly after?: Date;
  /** Rows ingested after this moment are not seen. */
  readonly until: Date;
  /** Rows ingested later than this after their TimeGenerated are not seen. */
  readonly maxLateMs?: number;
}

/** One query over the events, as a run of a rule sees them. */
export interface EventRun extends Pick<QueryRun, 'query' | 'now' | 'window'> {
  readonly ingested: Ingested;
}

/** Holds the events: they are read once, and each run is a view over them. */
export interface EventRunner {
  /** First TimeGenerated and last arrival in ms since 1970; undefined when there are no events. */
  span(): Promise<{ readonly first: number; readonly last: number } | undefined>;
  /** Whether a table that the query reads has an event in sight; true where it reads none that has times. */
  sees(run: EventRun): Promise<boolean>;
  /** Whether the query has a value of its own at every moment and draw: it reads the clock, or chance. */
  isVolatile(run: EventRun): Promise<boolean>;
  /** Throws a UserError when the query cannot run. */
  run(run: EventRun): Promise<QueryResult>;
  /** The same results, in the order of the runs, where many runs of one query together cost less than one after another. */
  runAll?(runs: readonly EventRun[]): Promise<readonly QueryResult[]>;
  /** So many runs `runAll` is given at once; without it as many as share a statement of the embedded engine. */
  readonly runsAtOnce?: number;
  /** Runs that turn out to be suppressed are asked for too: it costs less than to wait for each answer. */
  readonly asksAhead?: boolean;
}
