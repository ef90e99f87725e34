// What the query command asks of the engine: one data folder, one clock, any number of queries.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TranslateOutcome } from '../engine/engine.ts';
import type { DatabaseLimits, QueryLimits } from '../engine/limits.ts';
import { openTables } from '../engine/open-tables.ts';
import type { RunOutcome } from '../engine/run-translation.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';

export interface QuerySessionOptions {
  readonly tables: TableCatalogue;
  readonly dataFolder?: string | undefined;
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  readonly limits?: Partial<DatabaseLimits & QueryLimits> | undefined;
}

export interface QuerySession {
  /** What was found in the data folder; with an error among them no query should run. */
  readonly diagnostics: readonly Diagnostic[];
  run(query: string): Promise<RunOutcome>;
  translate(query: string): TranslateOutcome;
  close(): void;
}

/** Loads the data folder. @throws UserError when it cannot be read. */
export async function openQuerySession(options: QuerySessionOptions): Promise<QuerySession> {
  const { now, limits } = options;
  const { engine, tables, data, diagnostics } = await openTables(options);
  return {
    diagnostics,
    run: (query) => engine.run(query, { tables, data, now, limits }),
    translate: (query) => engine.translate(query, { tables, data, now }),
    close: engine.close,
  };
}
