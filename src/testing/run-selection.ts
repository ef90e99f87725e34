// The detection tests of the content that was chosen: which cases it has, how they run, and what the run as a whole says.

import type { ContentItem } from '../content/content-item.ts';
import { functionsIn } from '../content/kinds/kinds.ts';
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { type ExitCode, exitCodes, type UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { assertChosen, type EmptyOptions, noCases, nothingFound } from '../project/assert-content.ts';
import type { Selection } from '../project/selection.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import { withFunctions } from '../tables/catalogue.ts';
import { testFinding } from './codes.ts';
import { type DetectionTests, loadCases } from './load-cases.ts';
import { runTests, type TestResults } from './run-tests.ts';
import { standInNotes } from './stand-in-notes.ts';

export interface TestRun {
  readonly results: TestResults;
  /** What was wrong with content and case files. */
  readonly diagnostics: readonly Diagnostic[];
  readonly items: readonly ContentItem[];
  /** Where the queries ran. */
  readonly where: string;
  /** The run that wrote the rows of cases in test tables. */
  readonly seedRun?: string;
  sourceOf(file: string): string | undefined;
}

/** What a run needs besides the workspace or engine it runs on. */
export interface RunOptions {
  readonly selection: Selection;
  /** The chosen items, as an environment makes them. */
  readonly items: readonly ContentItem[];
  /** Stop at the first item with a failed case. */
  readonly bail?: boolean;
  /** Says how far the run is. */
  doing(what: string, done: number, total: number): void;
}

/**
 * The chosen items as an environment makes them; those it leaves out are not among them.
 * Throws a UserError when its parameters do not fit the content, or when it leaves out all that was chosen.
 */
export function effectiveSelection(
  { all, chosen, isPart }: Selection,
  environment: Environment,
  empty: EmptyOptions,
): readonly ContentItem[] {
  // Asked of all items: a parameter of an item that was not chosen is no misspelt one.
  const { items, diagnostics } = effectiveItems(all.items, environment);
  assertUsable(diagnostics);
  const files = new Set(chosen.items.map(({ file }) => file));
  const left = isPart ? items.filter(({ file }) => files.has(file)) : items;
  assertChosen({ left: left.length, all: chosen.items.length }, environment, empty);
  return left;
}

/** The selection with the functions of the content as an environment makes them. */
export function selectionAs(selection: Selection, environment: Environment | undefined): Selection {
  if (environment === undefined || environment.parameters.length === 0) return selection;
  const { all } = selection;
  const functions = functionsIn(effectiveItems(all.items, environment).items);
  return { ...selection, all: { ...all, tables: withFunctions(all.tables, functions) } };
}

/** The cases of the chosen items. */
export function loadTests({ all, isPart }: Selection, items: readonly ContentItem[]): DetectionTests {
  const { project, tables } = all;
  const only = isPart ? new Set(items.map((item) => item.file)) : undefined;
  return loadCases({
    projectFolder: project.folder,
    items: all.items,
    tables,
    folder: project.folders.tests,
    only,
  });
}

/** Items and the cases that are run of them. */
export interface LoadedTests {
  readonly tests: DetectionTests;
  readonly items: readonly ContentItem[];
}

/** The tests with the cases alone whose names hold a text, upper or lower case, and the items that have some. */
export function withNamedCases(text: string, { tests, items }: LoadedTests): LoadedTests {
  const wanted = text.toLowerCase();
  const casesOf: DetectionTests['casesOf'] = (item) =>
    tests.casesOf(item).filter(({ name }) => name.toLowerCase().includes(wanted));
  return { tests: { ...tests, casesOf }, items: items.filter((item) => casesOf(item).length > 0) };
}

/** The same. Throws a UserError where there is no such case. */
export function casesNamed(text: string, loaded: LoadedTests): LoadedTests {
  const named = withNamedCases(text, loaded);
  if (named.items.length > 0) return named;
  const { items } = loaded;
  throw nothingFound(`No case of ${plural(items.length, 'content item')} has '${text}' in its name.`, {
    hint: 'Give a part of the name, as the case file spells it.',
  });
}

/** Runs the cases of the chosen items over their queries. */
export async function runSelection(
  runner: QueryRunner,
  tests: DetectionTests,
  { selection, items, bail = false, doing }: RunOptions,
): Promise<TestRun> {
  const withCases = items.map((item) => ({ item, cases: tests.casesOf(item) }));
  const total = withCases.reduce((sum, { cases }) => sum + cases.length, 0);
  const results = await runTests(withCases, runner, {
    bail,
    onCase: (done) => doing('Testing', done, total),
  });
  return {
    results,
    diagnostics: [
      ...selection.chosen.diagnostics,
      ...tests.diagnostics,
      ...standInNotes(withCases, selection.all),
      ...stoppedEarly(results.rules.length, items.length),
    ],
    items,
    where: runner.description,
    sourceOf: selection.all.sourceOf,
  };
}

function stoppedEarly(tested: number, all: number): readonly Diagnostic[] {
  if (tested === all) return [];
  const message = `Stopped at the first failure: ${plural(all - tested, 'content item')} of ${all} not tested`;
  return [testFinding('test/stopped', message, {})];
}

export interface RunVerdict {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
}

/** Whether a run found anything wrong. That no case ran is no success, and becomes a finding. `tests` is the folder of all tests. */
export function verdictOf(
  { results, diagnostics, items }: TestRun,
  tests: string,
  { allowEmpty = false }: EmptyOptions,
): RunVerdict {
  const { passed, failed, skipped } = results.summary;
  if (failed > 0 || hasErrors(diagnostics)) {
    return { diagnostics, exitCode: exitCodes.findings };
  }
  if (passed > 0 || allowEmpty) return { diagnostics, exitCode: exitCodes.fine };
  const { diagnostic } = skipped > 0 ? allSkipped(skipped) : noCases(items.length, tests);
  return {
    diagnostics: [...diagnostics, diagnostic],
    exitCode: skipped > 0 ? exitCodes.findings : exitCodes.usage,
  };
}

function allSkipped(count: number): UserError {
  return nothingFound(`No case could run: ${plural(count, 'case')} skipped, so nothing is known.`, {
    hint: 'See why each was skipped; --seed tables runs what the prologue cannot cover.',
  });
}
