// What one query may cost, by default as much as Log Analytics lets it.
import { availableParallelism } from 'node:os';

/** Limits of the database as a whole; fixed when it is opened. */
export interface DatabaseLimits {
  /** Nothing is spilled to disk: a query that needs more ends with `engine/memory-limit`. */
  readonly memoryMb: number;
  readonly threads: number;
}

/** Limits of one query. */
export interface QueryLimits {
  readonly timeMs: number;
  readonly rows: number;
  /** Size of the values of the result, text counted by its characters. */
  readonly bytes: number;
}

export const defaultDatabaseLimits = {
  memoryMb: 2048,
  threads: Math.min(4, availableParallelism()),
} as const satisfies DatabaseLimits;

/** https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language */
export const defaultQueryLimits = {
  timeMs: 180_000,
  rows: 500_000,
  bytes: 100 * 1024 * 1024,
} as const satisfies QueryLimits;

/** For a database that holds no tables of its own: on the few rows of a test, threads cost more than they give. */
export const seedRowsLimits = { threads: 1 } as const satisfies Partial<DatabaseLimits>;
