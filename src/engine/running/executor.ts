// Holds the database and runs translated queries on it; opens it with the first query, and anew when it broke.
import type { Translation } from '../../kql/translate/translation.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { isFatal, isMemoryFault } from '../engine-fault.ts';
import {
  type DatabaseLimits,
  defaultDatabaseLimits,
  defaultQueryLimits,
  type QueryLimits,
} from '../limits.ts';
import { type RunOutcome, runOnDatabase } from '../run-translation.ts';
import { checkSeedTables, seedDiagnostic } from '../sources/seed-rows.ts';
import type { TableSource, TimeWindow } from '../table-source.ts';
import { type Database, type LoadDatabase, openDatabase } from './database.ts';

export interface ExecutorOptions {
  readonly limits?: Partial<DatabaseLimits> | undefined;
  /** Fills the database before it is locked; called again should the database have to be opened anew. */
  readonly load?: LoadDatabase;
}

export interface ExecuteOptions {
  readonly tables: TableCatalogue;
  readonly data: TableSource;
  readonly window?: TimeWindow | undefined;
  readonly limits?: Partial<QueryLimits> | undefined;
  /** When the query began to be read, by performance.now(); by default now. */
  readonly startedAt?: number;
}

export interface Executor {
  /** Runs what the translator made. Whatever goes wrong is a diagnostic. */
  run(translation: Translation, options: ExecuteOptions): Promise<RunOutcome>;
  /** Opens the database now, so that what is wrong with loading it shows before the first query. */
  open(): Promise<void>;
  /** Frees the database; the next run opens it again. */
  close(): void;
}

/** DuckDB keeps what a large query took, and gives it back when the database is closed; what was there before stays. */
const keptMb = 1024;
const grownMb = 256;

function hasGrown(before: number): boolean {
  const now = process.memoryUsage.rss();
  return now > keptMb * 1024 * 1024 && now - before > grownMb * 1024 * 1024;
}

export function createExecutor(options: ExecutorOptions = {}): Executor {
  const limits = { ...defaultDatabaseLimits, ...options.limits };
  let opened: Promise<Database> | undefined;
  const open = () => {
    opened ??= openDatabase(limits, options.load);
    return opened;
  };
  const close = () => {
    const database = opened;
    opened = undefined;
    database?.then((each) => each.close()).catch(() => {});
  };
  return {
    open: async () => {
      await open();
    },
    close,
    async run(translation, run) {
      const startedAt = run.startedAt ?? performance.now();
      const before = process.memoryUsage.rss();
      const problems = checkSeedTables(run.data, run.tables);
      if (problems.length > 0) return { diagnostics: problems.map(seedDiagnostic) };
      const outcome = await runOnDatabase(await open(), translation, {
        tables: run.tables,
        data: run.data,
        window: run.window,
        limits: { ...defaultQueryLimits, ...run.limits, memoryMb: limits.memoryMb },
        startedAt,
      });
      if ('diagnostics' in outcome && (isFatal(outcome.fault) || isMemoryFault(outcome.diagnostics))) close();
      else if (hasGrown(before)) close();
      return outcome;
    },
  };
}
