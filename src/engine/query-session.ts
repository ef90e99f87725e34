// An engine over one data folder and one clock, for any number of queries.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { TranslateOutcome } from './engine.ts';
import type { DatabaseLimits, QueryLimits } from './limits.ts';
import { type OpenedTables, openTables } from './open-tables.ts';
import type { RunOutcome } from './run-translation.ts';

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
  /** What the queries run over. */
  readonly opened: OpenedTables;
  run(query: string): Promise<RunOutcome>;
  translate(query: string): TranslateOutcome;
  /** Runs the query and gives the plan of the database with the time of each operator, as text. */
  explain(query: string): Promise<RunOutcome>;
  close(): void;
}

/** Loads the data folder. @throws UserError when it cannot be read. */
export async function openQuerySession(options: QuerySessionOptions): Promise<QuerySession> {
  const { now, limits } = options;
  const opened = await openTables(options);
  const { engine, tables, data, diagnostics } = opened;
  return {
    diagnostics,
    opened,
    run: (query) => engine.run(query, { tables, data, now, limits, exploring: true }),
    explain: (query) => engine.run(query, { tables, data, now, limits, exploring: true, explains: true }),
    translate: (query) => engine.translate(query, { tables, data, now, exploring: true }),
    close: engine.close,
  };
}
