// Runs detection tests wherever a query runner runs queries, and keeps the results as evidence: test and validate share it.
import type { ContentItem } from '../content/content-item.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { assertChosen, noCases, nothingFound } from '../project/assert-content.ts';
import { assertUsable, type OpenedProject } from '../project/open-project.ts';
import type { Selection } from '../project/selection.ts';
import { appendEvidence, type Evidence } from '../promotion/evidence.ts';
import { evidenceOf, type Verdict } from '../promotion/evidence-of.ts';
import { type DetectionTests, loadCases } from '../testing/load-cases.ts';
import { type ItemResult, runTests, type TestResults } from '../testing/run-tests.ts';
import type { QueryRunner } from '../workspace/query-runner.ts';
import type { CommandContext, Flags, Outcome } from './command.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';

export interface TestsOutcome {
  readonly results: TestResults;
  /** What was wrong with content and case files. */
  readonly diagnostics: readonly Diagnostic[];
  readonly items: readonly ContentItem[];
  /** Where the queries ran. */
  readonly where: string;
  /** The run that wrote the rows of cases in test tables. */
  readonly seedRun?: string | undefined;
  sourceOf(file: string): string | undefined;
}

/** The cases of the chosen items. `now` moves the seed rows' relative times, for a service whose clock cannot be set. */
export function loadTests(
  { all, isPart }: Selection,
  items: readonly ContentItem[],
  now?: Date,
): DetectionTests {
  const { project, tables } = all;
  const only = isPart ? new Set(items.map((item) => item.file)) : undefined;
  return loadCases({
    projectFolder: project.folder,
    items: all.items,
    tables,
    folder: project.folders.tests,
    only,
    now,
  });
}

/** Runs the cases of the chosen items, as `items` has them (an environment may have changed their queries). */
export async function detectionTests(
  { all, chosen }: Selection,
  items: readonly ContentItem[],
  runner: QueryRunner,
  tests: DetectionTests,
  context: Pick<CommandContext, 'doing'>,
): Promise<TestsOutcome> {
  const withCases = items.map((item) => ({ item, cases: tests.casesOf(item) }));
  const total = withCases.reduce((sum, { cases }) => sum + cases.length, 0);
  const onCase = (done: number) => context.doing('Testing', done, total);
  const results = await runTests(withCases, runner, onCase);
  return {
    results,
    diagnostics: [...chosen.diagnostics, ...tests.diagnostics],
    items,
    where: runner.description,
    sourceOf: all.sourceOf,
  };
}

/**
 * The chosen items as an environment makes them; those it leaves out are not among them.
 * Throws a UserError when its parameters do not fit the content, or when it leaves out all that was chosen.
 */
export function effectiveSelection(
  { all, chosen, isPart }: Selection,
  environment: Environment,
  flags: Flags,
): readonly ContentItem[] {
  // Laid over all items: a parameter of an item that was not chosen is no misspelt one.
  const { items, diagnostics } = effectiveItems(all.items, environment);
  assertUsable(diagnostics);
  const files = new Set(chosen.items.map(({ file }) => file));
  const left = isPart ? items.filter(({ file }) => files.has(file)) : items;
  assertChosen({ left: left.length, all: chosen.items.length }, environment, flags);
  return left;
}

/** The report of tests and whether they found anything wrong. That no case ran is no success, and is said. */
export function outcomeOfTests(outcome: TestsOutcome, { all }: Selection, flags: Flags): Outcome {
  const report = { kind: 'tests', ...outcome } as const;
  const { passed, failed, skipped } = outcome.results.summary;
  if (failed > 0 || outcome.diagnostics.some((found) => found.severity === 'error')) {
    return { report, exitCode: exitCodes.findings };
  }
  if (passed > 0 || flags['allowEmpty'] === true) return { report, exitCode: exitCodes.fine };
  const { diagnostic } =
    skipped > 0 ? allSkipped(skipped) : noCases(outcome.items.length, all.project.folders.tests);
  return {
    report: { ...report, diagnostics: [...outcome.diagnostics, diagnostic] },
    exitCode: skipped > 0 ? exitCodes.findings : exitCodes.usage,
  };
}

function allSkipped(count: number): UserError {
  return nothingFound(`No case could run: ${plural(count, 'case')} skipped, so nothing is known.`, {
    hint: 'See why each was skipped; --seed tables runs what the prologue cannot cover.',
  });
}

/** Appends one record for each item that has cases. */
export function gatherEvidence(
  { results, items, seedRun }: TestsOutcome,
  where: Pick<Evidence, 'kind' | 'environment' | 'as' | 'workspace'>,
  opened: OpenedProject,
  flags: Flags,
  context: CommandContext,
): void {
  const run = evidenceRun(where, opened, context);
  const byFile = new Map(items.map((item) => [item.file, item]));
  const records = results.rules
    .filter(({ cases }) => cases.length > 0)
    .map((result) => evidenceOf(byFile.get(result.file)!, verdict(result, seedRun), run));
  appendEvidence(evidenceFile(flags, context), records);
}

/** A case that could not run where it was asked to proves nothing: an item passes when no case failed and at least one ran. */
function verdict({ cases }: ItemResult, seedRun: string | undefined): Verdict {
  const failed = cases.filter(({ status }) => status === 'failed');
  const passed = cases.filter(({ status }) => status === 'passed').length;
  const result = failed.length === 0 && passed > 0 ? 'passed' : 'failed';
  return { result, detail: detailOf(cases), seed: seedOf(cases, seedRun) };
}

function detailOf(cases: ItemResult['cases']): string {
  const failed = cases.find(({ status }) => status === 'failed');
  if (failed !== undefined) return `${failed.name}: ${failed.differences.join('; ')}`;
  const passed = cases.filter(({ status }) => status === 'passed').length;
  const skipped = passed === 0 ? cases.find(({ skip }) => skip !== undefined) : undefined;
  if (skipped !== undefined) return `no case could run (${skipped.name}: ${skipped.skip})`;
  return `${passed} of ${cases.length} cases passed`;
}

/** How the rows of the cases came; undefined where they ran on the local engine. */
function seedOf(cases: ItemResult['cases'], runId: string | undefined): Evidence['seed'] {
  const ways = cases.flatMap(({ seed }) => (seed === undefined ? [] : [seed.way]));
  if (ways.length === 0) return undefined;
  const tables = ways.filter((way) => way === 'tables').length;
  return { prologue: ways.length - tables, tables, runId: tables > 0 ? runId : undefined };
}
