// Runs KQL over tables held in memory: binds and translates a query, makes the tables it names, runs the SQL within limits.
import { type BoundQuery, bindQuery } from '../kql/bind.ts';
import type { DatabaseMember } from '../kql/database-member.ts';
import { queryDiagnostics } from '../kql/diagnostics.ts';
import { translate } from '../kql/translate.ts';
import type { Translation } from '../kql/translation.ts';
import { columnsOnDemandIn } from './columns-on-demand.ts';
import { translationDefect } from './engine-fault.ts';
import { createExecutor, type ExecuteOptions, type Executor, type ExecutorOptions } from './executor.ts';
import { diagnosticAt } from './query-position.ts';
import type { RunOutcome } from './run-translation.ts';

export interface RunOptions extends ExecuteOptions {
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  /** Functions with a KQL body (the user's parsers). */
  readonly functions?: readonly DatabaseMember[] | undefined;
}

type BindOptions = Omit<RunOptions, 'now' | 'window' | 'limits'>;
type TranslateOptions = Omit<RunOptions, 'window' | 'limits'>;

/** What binding and translating give: SQL, or diagnostics. */
export type TranslateOutcome =
  | { readonly translation: Translation }
  | Extract<RunOutcome, { diagnostics: unknown }>;

export interface Engine {
  /** Binds, translates and runs a query. Positions of diagnostics are lines and columns of `query`. Never throws on bad input. */
  run(query: string, options: RunOptions): Promise<RunOutcome>;
  /** The bound query. */
  bind(query: string, options: BindOptions): BoundQuery;
  /** The SQL of a query, without running it. */
  translate(query: string, options: TranslateOptions): TranslateOutcome;
  runTranslation: Executor['run'];
  open: Executor['open'];
  close: Executor['close'];
}

/** Makes an engine. The database is opened by the first query; close() frees it. */
export function createEngine(options: ExecutorOptions = {}): Engine {
  const executor = createExecutor(options);
  const bind: Engine['bind'] = (query, { tables, functions, data }) => {
    const alwaysInScope = readsUnnamedTables.test(query) ? data.names : undefined;
    const columnsOfRows = columnsOnDemandIn(data, tables);
    return bindQuery(query, { tables, functions, alwaysInScope, columnsOfRows });
  };
  // The cases of a detection test mostly share their clock; the clock is part of the SQL.
  const latest = new WeakMap<BoundQuery, { readonly now: number; readonly outcome: TranslateOutcome }>();
  const translateIn: Engine['translate'] = (query, run) => {
    const bound = bind(query, run);
    const held = latest.get(bound);
    if (held !== undefined && held.now === run.now.getTime()) return held.outcome;
    const outcome = translateBound(bound, run);
    latest.set(bound, { now: run.now.getTime(), outcome });
    return outcome;
  };
  return {
    run: async (query, run) => {
      const translated = translateIn(query, run);
      return 'diagnostics' in translated ? translated : executor.run(translated.translation, run);
    },
    bind,
    translate: translateIn,
    runTranslation: executor.run,
    open: executor.open,
    close: executor.close,
  };
}

function translateBound(bound: BoundQuery, { tables, now }: TranslateOptions): TranslateOutcome {
  const { text } = bound;
  const errors = queryDiagnostics(bound, tables).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { diagnostics: errors.map((found) => diagnosticAt(text, found)) };
  try {
    const translated = translate(bound, { now });
    if ('translation' in translated) return translated;
    return { diagnostics: translated.diagnostics.map((found) => diagnosticAt(text, found)) };
  } catch (thrown) {
    // One query must not end a batch or a test run, and the reader must know whose fault it is.
    return { diagnostics: [translationDefect(thrown)], fault: thrown };
  }
}

/** `search`, `find` and a wildcard union mean tables that the text does not spell. */
const readsUnnamedTables = /\b(search|find)\b|\bunion\b[^|;]*\*/;
