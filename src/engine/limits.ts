// What one query may cost, by default as much as Log Analytics lets it.
import { availableParallelism } from 'node:os';

/** Limits of the database as a whole; fixed when it is opened. */
export interface DatabaseLimits {
  /**
   * What DuckDB accounts for: the rows it holds, sorts and groups. Over seed rows nothing is spilled to disk, a query that needs more
   * ends with `engine/memory-limit`. Lists and plans are outside of this account: `processMb` holds for them.
   */
  readonly memoryMb: number;
  /** What a database with data files may spill to disk. */
  readonly spillMb: number;
  readonly threads: number;
}

/** Limits of one query. */
export interface QueryLimits {
  /** Reading, translating and running together. */
  readonly timeMs: number;
  /** Memory of the whole process while the query runs. */
  readonly processMb: number;
  readonly rows: number;
  /** Size of the values of the result, text counted by its characters. */
  readonly bytes: number;
}

export const defaultDatabaseLimits = {
  memoryMb: 1024,
  spillMb: 32 * 1024,
  threads: Math.min(4, availableParallelism()),
} as const satisfies DatabaseLimits;

/** https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language */
export const defaultQueryLimits = {
  timeMs: 180_000,
  processMb: 2048,
  rows: 500_000,
  bytes: 100 * 1024 * 1024,
} as const satisfies QueryLimits;

/** For a database that holds no tables of its own: on the few rows of a test, threads cost more than they give. */
export const seedRowsLimits = { threads: 1 } as const satisfies Partial<DatabaseLimits>;

/**
 * For a database over data files: what does not fit is spilled, and that has to begin before the process as a whole is stopped for
 * the memory it takes.
 */
export const dataFilesLimits = { memoryMb: 640 } as const satisfies Partial<DatabaseLimits>;
