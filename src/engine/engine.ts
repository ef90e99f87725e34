// Runs KQL over tables held in memory: binds and translates a query, makes the tables it names, runs the SQL within limits.

import type { Code, Diagnostic } from '../diagnostics/diagnostic.ts';
import { type BoundQuery, bindQuery } from '../kql/bind/bind.ts';
import type { BindOptions as QueryBindOptions } from '../kql/bind/bind-options.ts';
import { queryDiagnostics } from '../kql/bind/diagnostics.ts';
import { kqlCodes } from '../kql/codes.ts';
import type { BagProbe } from '../kql/rewrite/bag-schema.ts';
import { applyEdits, type EditedText } from '../kql/rewrite/text-edits.ts';
import { runValuesAsConstants } from '../kql/translate/constant-places.ts';
import { translate } from '../kql/translate/translate.ts';
import type { Translation } from '../kql/translate/translation.ts';
import { ownTableOf } from '../tables/other-resources.ts';
import type { Column } from '../tables/schema.ts';
import { watchlistAliasOf } from '../tables/watchlists.ts';
import { translationDefect } from './engine-fault.ts';
import { exploringScope } from './exploring.ts';
import { createRunMany, type ManyTranslation, type RunRequest } from './many-runs.ts';
import { otherTablesIn } from './other-tables.ts';
import { diagnosticAt, type OffsetFinding } from './query-position.ts';
import type { RunOutcome } from './run-translation.ts';
import {
  createExecutor,
  type ExecuteOptions,
  type Executor,
  type ExecutorOptions,
} from './running/executor.ts';
import { columnsOnDemandIn } from './sources/columns-on-demand.ts';
import { withWatchlistRows } from './sources/watchlist-rows.ts';
import { maxProbes, readKeys, withSchema } from './unpacked-query.ts';

export interface RunOptions extends ExecuteOptions {
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  /**
   * Somebody tries the query out: what a workspace or the Defender portal may have and nobody here knows is empty, and a warning.
   * Else all of it is refused.
   */
  readonly exploring?: boolean | undefined;
  readonly advancedHunting?: boolean | undefined;
  readonly openTables?: boolean | undefined;
}

type BindOptions = Omit<RunOptions, 'now' | 'window' | 'limits' | 'startedAt'>;
type TranslateOptions = Omit<RunOptions, 'window' | 'limits' | 'startedAt'>;

/** What binding and translating give: SQL, or diagnostics. */
export type TranslateOutcome =
  | { readonly translation: Translation }
  | Extract<RunOutcome, { diagnostics: unknown }>;

/** Binds, translates and runs KQL over tables of rows. */
export interface Engine {
  /** Binds, translates and runs a query. Positions of diagnostics are lines and columns of `query`. Never throws on bad input. */
  run(query: string, options: RunOptions): Promise<RunOutcome>;
  /**
   * Runs queries over many sets of rows, each at its clock: the same outcomes, in the same order, as running each by itself, in far less
   * time where the queries are equal but for the values of their parameters.
   */
  runAll(requests: readonly RunRequest<RunOptions>[]): Promise<readonly RunOutcome[]>;
  /** One query over many sets of rows. */
  runMany(query: string, runs: readonly RunOptions[]): Promise<readonly RunOutcome[]>;
  /** The bound query. */
  bind(query: string, options: BindOptions): BoundQuery;
  /** The SQL of a query, without running it. */
  translate(query: string, options: TranslateOptions): TranslateOutcome;
  /** Runs what `translate` gave. */
  runTranslation(translation: Translation, options: RunOptions): Promise<RunOutcome>;
  open: Executor['open'];
  close: Executor['close'];
}

/** Makes an engine. The database is opened by the first query; close() frees it. */
export function createEngine(options: ExecutorOptions = {}): Engine {
  const executor = createExecutor(options);
  const withWatchlists = <Run extends RunOptions>(run: Run): Run => ({
    ...run,
    data: withWatchlistRows(run.data, run.tables, run.now),
  });
  const execute: Engine['runTranslation'] = (translation, run) =>
    executor.run(translation, withWatchlists(run));
  const executeMany: typeof executor.runMany = (translation, runs, limits) =>
    executor.runMany(translation, runs.map(withWatchlists), limits);
  const bindOptions = (query: string, options: BindOptions): QueryBindOptions => {
    const { tables, data, advancedHunting = false, openTables = false } = options;
    const alwaysInScope = readsUnnamedTables(query)
      ? data.names.filter((name) => ownTableOf(name) === undefined && watchlistAliasOf(name) === undefined)
      : undefined;
    const columnsOfRows = columnsOnDemandIn(data, tables);
    const anyTable = options.exploring === true && alwaysInScope?.length === 0;
    return { tables, alwaysInScope, columnsOfRows, advancedHunting, openTables, anyTable };
  };
  const bind: Engine['bind'] = (query, options) => bindQuery(query, bindOptions(query, options));
  // The cases of a detection test mostly share their clock; the clock is part of the SQL.
  const latest = new WeakMap<BoundQuery, { readonly key: string; readonly outcome: Translated }>();
  const translated = (edited: EditedText, run: TranslateOptions, probesBags: boolean): Translated => {
    const bound = bind(edited.text, run);
    const otherTables = otherTablesIn(run.data);
    const key = [run.now.getTime(), probesBags, ...otherTables].join('\n');
    const last = latest.get(bound);
    if (last?.key === key) return last.outcome;
    const outcome = translateBound(bound, edited, {
      tables: run.tables,
      now: run.now,
      otherTables,
      probesBags,
    });
    latest.set(bound, { key: key, outcome });
    return outcome;
  };
  const open = (query: string, run: TranslateOptions) =>
    translated(plain(query), run, false) as TranslateOutcome;
  /** The query with the keys of its bags written out: once for each bag, since one may be made of another's columns. */
  const unpacked = async (query: string, run: RunOptions): Promise<TranslateOutcome> => {
    let edited = plain(query);
    for (let probes = 0; probes < maxProbes; probes++) {
      const outcome = translated(edited, run, true);
      // A name that only the open bag could have is missing in these rows: the bag stays open.
      if ('diagnostics' in outcome)
        return edited.text === query ? outcome : firstOf(open(query, run), outcome);
      if ('translation' in outcome) return outcome;
      // What keys there are is asked in any case: it is no plan of the query.
      const keys = await execute(outcome.probe.select, { ...run, explains: false });
      if ('diagnostics' in keys) return keys;
      const isEmpty = run.exploring === true && keys.result.rows.length === 0;
      const found = isEmpty ? readKeys(bind(edited.text, run).root, outcome.probe, run) : keys.result.rows;
      const next = withSchema(edited, outcome.probe, found);
      if (next === undefined) break;
      if ('diagnostic' in next) return { diagnostics: [next.diagnostic] };
      edited = next.edited;
    }
    return open(query, run);
  };
  const bindForMany = (query: string, options: BindOptions, runValues?: readonly Column[]) =>
    bindQuery(query, { ...bindOptions(query, options), runValues });
  const explored = (query: string, options: TranslateOptions) =>
    options.exploring === true ? exploringScope(query, bindOptions(query, options)) : undefined;
  const run: Engine['run'] = async (query, options) => {
    // Reading the query is part of its time.
    const startedAt = performance.now();
    const scope = explored(query, options);
    const run = { ...options, ...scope?.run, startedAt };
    const outcome = await unpacked(query, run);
    if ('diagnostics' in outcome) return outcome;
    const answer = await execute(outcome.translation, run);
    if (scope === undefined || 'diagnostics' in answer) return answer;
    const notes = scope.notes.map((note) => diagnosticAt(query, note));
    return { ...answer, warnings: [...notes, ...(answer.warnings ?? [])] };
  };
  const runAll = createRunMany<RunOptions>({
    executor: { runMany: executeMany },
    bind: bindForMany,
    translate: translateForMany,
    run,
  });
  return {
    run,
    runAll,
    runMany: (query, runs) => runAll(runs.map((options) => ({ query, options }))),
    bind,
    translate: (query, options) => open(query, { ...options, ...explored(query, options)?.run }),
    runTranslation: execute,
    open: executor.open,
    close: executor.close,
  };
}

/** The SQL that serves many runs; none where it would depend on the rows of one. */
function translateForMany(
  bound: BoundQuery,
  { tables, now, data }: Pick<RunOptions, 'tables' | 'now' | 'data'>,
  runValues: readonly Column[] = [],
): ManyTranslation {
  const asked = runValues.length === 0 || bound.root === undefined ? [] : runValuesAsConstants(bound.root);
  if (asked.length > 0) return { constants: asked };
  // Words of a literal may be tables there.
  if (runValues.length > 0 && readsUnnamedTables(bound.text)) return { constants: [] };
  const otherTables = otherTablesIn(data);
  const options = { tables, now, otherTables, probesBags: true, manyRuns: true, runValues };
  const outcome = translateBound(bound, plain(bound.text), options);
  if ('translation' in outcome && outcome.translation.openBag === undefined) return outcome;
  return { constants: ('constants' in outcome ? outcome.constants : undefined) ?? [] };
}

const plain = (text: string): EditedText => applyEdits(text, []);

/** The open translation where there is one. */
function firstOf(
  open: TranslateOutcome,
  probed: Extract<TranslateOutcome, { diagnostics: unknown }>,
): TranslateOutcome {
  return 'translation' in open ? open : probed;
}

type Translated =
  | Exclude<TranslateOutcome, { diagnostics: unknown }>
  | (Extract<TranslateOutcome, { diagnostics: unknown }> & { readonly constants?: readonly string[] })
  | { readonly probe: BagProbe };

function translateBound(
  bound: BoundQuery,
  edited: EditedText,
  { tables, ...options }: Pick<TranslateOptions, 'tables'> & Parameters<typeof translate>[1],
): Translated {
  const placed = <T extends OffsetFinding>(finding: T) =>
    diagnosticAt(edited.original, {
      ...finding,
      hint: finding.hint ?? adviceOn(finding.code),
      start: edited.originalOffset(finding.start),
      end: finding.end === undefined ? undefined : edited.originalOffset(finding.end),
    });
  const errors = queryDiagnostics(bound, tables).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { diagnostics: errors.map(placed) };
  try {
    const outcome = translate(bound, options);
    if ('diagnostics' in outcome) return { ...outcome, diagnostics: outcome.diagnostics.map(placed) };
    return 'translation' in outcome ? { translation: withPlaces(outcome.translation, placed) } : outcome;
  } catch (thrown) {
    // One query must not end a batch or a test run, and the reader must know whose fault it is.
    return { diagnostics: [translationDefect(thrown)], fault: thrown };
  }
}

/** What to do about a query that Azure runs and the engine does not. */
function adviceOn(code: Code): string | undefined {
  const known: Readonly<Record<string, { readonly hint: string }>> = kqlCodes;
  return code.startsWith('kql/unsupported-') ? known[code]?.hint : undefined;
}

/** The translation with the places of what it says of missing fixtures. */
function withPlaces(
  translation: Translation,
  placed: (finding: OffsetFinding) => Pick<Diagnostic, 'line' | 'column'>,
): Translation {
  if (translation.missing === undefined) return translation;
  const missing = Array.from(translation.missing, ([relation, finding]) => {
    const { line, column } = placed(finding);
    return [relation, { ...finding, line, column }] as const;
  });
  return { ...translation, missing: new Map(missing) };
}

/** `search`, `find` and a wildcard union mean tables that the text does not spell. A star for something else costs little. */
function readsUnnamedTables(text: string): boolean {
  if (/\b(search|find)\b/.test(text)) return true;
  return text.split(/[|;]/).some((step) => {
    const union = step.search(/\bunion\b/);
    return union >= 0 && step.includes('*', union);
  });
}
