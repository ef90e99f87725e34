// What a detection test needs from a place that can run a query over seed rows: the local engine, or Log Analytics.
import type { QueryResult } from './query-result.ts';
import type { SeedTables } from './seed-row.ts';

/** One query with the rows and the clock it runs on. */
export interface QueryRun {
  readonly query: string;
  /** The case whose rows these are, for a runner that finds them by it. */
  readonly caseName?: string;
  readonly tables: SeedTables;
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  /** Rows outside [start, end) by TimeGenerated are not seen, as the service windows a rule. */
  readonly window?: { readonly start: Date; readonly end: Date };
}

/** How seed rows reach the query: put in front of it, or read from test tables of the workspace. */
export const seedWays = ['prologue', 'tables'] as const;
export type SeedWay = (typeof seedWays)[number];

export interface SeedUse {
  readonly way: SeedWay;
  /** Why the rows of this case do not go through test tables, where others do. */
  readonly why?: string;
}

/** Runs queries over seed rows, on the embedded engine or on a workspace. */
export interface QueryRunner {
  readonly description: string;
  /** The way that the rows of a case take; undefined where there is but one, the local engine's. */
  seedOf?(caseName: string): SeedUse | undefined;
  run(request: QueryRun): Promise<QueryResult>;
}

/** A runner that cannot run this query faithfully says so; the test counts as skipped with this reason, never as passed. */
export class NotCoveredError extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`seed rows cannot stand in for ${reasons.join(', ')}`);
    this.reasons = reasons;
    this.name = 'NotCoveredError';
  }
}
