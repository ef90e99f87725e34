// Holds the database and runs translated queries on it; opens it with the first query, and anew when it broke.
import type { Translation } from '../../kql/translate/translation.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { isFatal, isMemoryFault } from '../engine-fault.ts';
import {
  type DatabaseLimits,
  defaultDatabaseLimits,
  defaultQueryLimits,
  type QueryLimits,
} from '../limits.ts';
import { type ReadRun, readRun, runManyOnDatabase, type SharedRun } from '../run-many.ts';
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
  readonly exploring?: boolean | undefined;
  readonly explains?: boolean | undefined;
}

export interface Executor {
  /** Runs what the translator made. Whatever goes wrong is a diagnostic. */
  run(translation: Translation, options: ExecuteOptions): Promise<RunOutcome>;
  /**
   * Runs a translation for many runs, in as few statements as will do. Undefined for a run that has to be run by itself, so that
   * what is wrong with it is found.
   */
  runMany(
    translation: Translation,
    runs: readonly SharedRun[],
    limits?: Partial<QueryLimits>,
  ): Promise<readonly (QueryResult | undefined)[]>;
  /** Opens the database now, so that what is wrong with loading it shows before the first query. */
  open(): Promise<void>;
  /** Frees the database; the next run opens it again. */
  close(): void;
}

/** The most runs and rows of one statement: more gain nothing, and what fails is run again. */
const most = { runs: 128, rows: 4096 } as const;

/** What failed so often for many runs is not tried again: DuckDB cannot plan every query for them. */
const mostFailures = 2;

/** DuckDB keeps what a large query took, and gives it back when the database is closed; what was there before stays. */
const keptMb = 1024;
const grownMb = 256;

/** To ask for it takes almost as long as a small query; in so short a time nothing grows by that much. */
const measuredForMs = 10;
let measured = { at: Number.NEGATIVE_INFINITY, bytes: 0 };

function residentBytes(): number {
  const at = performance.now();
  if (at - measured.at > measuredForMs) measured = { at, bytes: process.memoryUsage.rss() };
  return measured.bytes;
}

function hasGrown(before: number): boolean {
  const now = residentBytes();
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
  const failures = new WeakMap<Translation, number>();
  return {
    open: async () => {
      await open();
    },
    close,
    async run(translation, run) {
      const startedAt = run.startedAt ?? performance.now();
      const before = residentBytes();
      const problems = checkSeedTables(run.data, run.tables);
      if (problems.length > 0) return { diagnostics: problems.map(seedDiagnostic) };
      const outcome = await runOnDatabase(await open(), translation, {
        tables: run.tables,
        data: run.data,
        window: run.window,
        limits: { ...defaultQueryLimits, ...run.limits, memoryMb: limits.memoryMb },
        startedAt,
        exploring: run.exploring,
        explains: run.explains,
      });
      if ('diagnostics' in outcome && (isFatal(outcome.fault) || isMemoryFault(outcome.diagnostics))) close();
      else if (hasGrown(before)) close();
      return outcome;
    },
    async runMany(translation, runs, given) {
      const results: (QueryResult | undefined)[] = runs.map(() => undefined);
      const usable = runs.flatMap((run, index) => {
        const sources =
          checkSeedTables(run.data, run.tables).length > 0 ? undefined : readRun(translation, run);
        return sources === undefined ? [] : [{ index, now: run.now, values: run.values, sources }];
      });
      for (const batch of batchesOf(usable)) {
        if ((failures.get(translation) ?? 0) >= mostFailures) break;
        const before = residentBytes();
        try {
          const answers = await runManyOnDatabase(await open(), translation, {
            runs: batch,
            limits: { ...defaultQueryLimits, ...given, memoryMb: limits.memoryMb },
            startedAt: performance.now(),
          });
          for (const [place, { index }] of batch.entries()) results[index] = answers[place];
          if (hasGrown(before)) close();
        } catch (thrown) {
          // Each run of it is run by itself, which finds the one that failed.
          failures.set(translation, (failures.get(translation) ?? 0) + 1);
          if (isFatal(thrown) || hasGrown(before)) close();
        }
      }
      return results;
    },
  };
}

function batchesOf<Run extends ReadRun>(runs: readonly Run[]): readonly (readonly Run[])[] {
  const batches: Run[][] = [];
  let rows = 0;
  for (const run of runs) {
    const own = run.sources.reduce((sum, source) => sum + source.rows.length, 0);
    const last = batches.at(-1);
    if (last === undefined || last.length >= most.runs || rows + own > most.rows) {
      batches.push([run]);
      rows = own;
    } else {
      last.push(run);
      rows += own;
    }
  }
  return batches;
}
