// Runs detection tests: each case's seed rows through the item's query, and what comes out against what the case expects.
import { type Alert, alertCountReason, alertsOf } from '../alerting/alerts.ts';
import { ingestedIn } from '../alerting/arrival.ts';
import { nrtMaxLateMs } from '../alerting/clock.ts';
import type { RaisedAlert } from '../alerting/incident.ts';
import { incidentsOf } from '../alerting/incidents.ts';
import { rowsOf } from '../alerting/result-row.ts';
import { type RuleSettings, ruleSettings } from '../alerting/rule-settings.ts';
import { runAt } from '../alerting/schedule.ts';
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, queryOf, queryPath } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { overrideParameters } from '../kql/rewrite/parameters.ts';
import { inTurns } from '../rows/in-turns.ts';
import {
  NotCoveredError,
  type QueryRun,
  type QueryRunner,
  type RunAnswer,
  runAll,
  type SeedUse,
} from '../rows/query-runner.ts';
import { callOf } from './arguments.ts';
import { rowsAt } from './case-rows.ts';
import { testFinding } from './codes.ts';
import { differences, type Outcome } from './compare.ts';
import { type DetectionCase, timesStayWords } from './detection-case.ts';
import { expectedWords } from './expected-words.ts';
import type { ItemWithCases } from './item-with-cases.ts';
import type { Trace } from './trace.ts';

export interface CaseResult {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `skipped` is a case that cannot hold yet and does not, or that the runner cannot run faithfully. */
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What must come out, and what did, in words. */
  readonly expected: string;
  readonly actual: string;
  /** Of a failed case: each difference in one sentence. */
  readonly differences: readonly string[];
  /** Why the query did not run, at its place in the content file. */
  readonly findings?: readonly Diagnostic[] | undefined;
  /** The code of what ended the query: also of a limit, which has no place in the file. */
  readonly endedBy?: string | undefined;
  /** Of a failed case that found nothing: the steps of its query, up to where the last row was lost. */
  readonly trace?: Trace | undefined;
  /** Why the detection cannot see this case. */
  readonly gap?: string | undefined;
  readonly skip?: string | undefined;
  /** Of a case that ran on a workspace: how its seed rows reached the query. */
  readonly seed?: SeedUse | undefined;
}

export interface ItemResult {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly cases: readonly CaseResult[];
}

/** The results of all cases, item by item. */
export interface TestResults {
  readonly rules: readonly ItemResult[];
  readonly summary: {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    /** Of the passed ones: those that show what a detection cannot see. */
    readonly knownGaps: number;
  };
}

/**
 * While the query of one item runs, that of another is read here. Log Analytics runs five queries of a user at once:
 * https://learn.microsoft.com/azure/azure-monitor/service-limits#user-query-throttling
 */
const itemsAtOnce = 4;

export interface RunTestsOptions {
  /** Hears how many cases have begun. */
  readonly onCase?: (begun: number) => void;
  /** No item is begun after one with a failed case; what was not begun is not in the results. */
  readonly bail?: boolean;
}

/** Runs the cases of all items: a few items at once, the cases of each one after another. */
export async function runTests(
  items: readonly ItemWithCases[],
  runner: QueryRunner,
  { onCase, bail = false }: RunTestsOptions = {},
): Promise<TestResults> {
  let begun = 0;
  const counted = counting(runner, (count) => {
    begun += count;
    onCase?.(begun);
  });
  // Nothing runs any more when a defect is thrown: the caller closes what the cases run on.
  let isOver = false;
  const ran = await inTurns(bail ? 1 : itemsAtOnce, items, async (item) => {
    if (isOver) return undefined;
    const result = await runItem(item, counted);
    isOver = bail && result.cases.some(({ status }) => status === 'failed');
    return result;
  });
  return testResults(ran.filter((one) => one !== undefined));
}

/** The results of items with their counts. */
export function testResults(rules: readonly ItemResult[]): TestResults {
  const all = rules.flatMap(({ cases }) => cases);
  const count = (status: CaseResult['status']) => all.filter((one) => one.status === status).length;
  const knownGaps = all.filter(({ gap, status }) => gap !== undefined && status === 'passed').length;
  const summary = { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), knownGaps };
  return { rules, summary };
}

/** The runner, with `onRuns` hearing of so many more runs that begin. */
function counting(runner: QueryRunner, onRuns: (count: number) => void): QueryRunner {
  const many = runner.runAll;
  return {
    ...runner,
    run: (query) => {
      onRuns(1);
      return runner.run(query);
    },
    ...(many !== undefined && {
      runAll: (queries: readonly QueryRun[]) => {
        onRuns(queries.length);
        return many(queries);
      },
    }),
  };
}

async function runItem({ item, cases }: ItemWithCases, runner: QueryRunner): Promise<ItemResult> {
  const results = await runCases(item, cases, runner);
  return { id: item.id, name: item.name, file: item.file, cases: results };
}

/** The failed cases as findings, at their places. */
export function failuresOf(results: TestResults): readonly Diagnostic[] {
  const failed = results.rules.flatMap(({ cases }) => cases.filter(({ status }) => status === 'failed'));
  return failed.flatMap(({ name, file, line, column, differences: notes, findings = [] }) => {
    const message = `"${name}": ${notes.join('; ')}`;
    return [testFinding('test/failed', message, { file, line, column }), ...findings];
  });
}

/** Runs cases of one item. A query that cannot run is a failed case; only defects of the tool itself are thrown. */
export async function runCases(
  item: ContentItem,
  cases: readonly DetectionCase[],
  runner: QueryRunner,
): Promise<readonly CaseResult[]> {
  const outcomes = await outcomesOf(item, cases, runner);
  return cases.map((one, index) => resultOf(item, one, { outcome: outcomes[index]!, runner }));
}

/** Runs one case. */
export async function runCase(
  item: ContentItem,
  one: DetectionCase,
  runner: QueryRunner,
): Promise<CaseResult> {
  const [result] = await runCases(item, [one], runner);
  return result!;
}

function resultOf(
  item: ContentItem,
  one: DetectionCase,
  { outcome, runner }: { readonly outcome: Outcome | DidNotRun; readonly runner: QueryRunner },
): CaseResult {
  const deviations = 'problems' in outcome ? outcome.problems : differences(one.expect, outcome, one.now);
  const notCovered = 'problems' in outcome ? outcome.notCovered : undefined;
  const { status, notes } =
    notCovered === undefined
      ? statusOf(one, deviations, 'problems' in outcome)
      : { status: 'skipped' as const, notes: [] };
  return {
    name: one.name,
    file: one.file,
    line: one.at.line,
    column: one.at.column,
    status,
    expected: expectedWords(one.expect),
    actual: 'problems' in outcome ? 'the query did not run' : actualWords(outcome),
    differences: notes,
    ...('problems' in outcome && { findings: outcome.findings, endedBy: outcome.endedBy }),
    gap: one.gap,
    skip: notCovered ?? one.skip,
    ...(notCovered === undefined && { seed: runner.seedOf?.(caseNameOf(item, one)) }),
  };
}

function statusOf({ gap, skip }: DetectionCase, deviations: readonly string[], broken: boolean) {
  if (skip !== undefined) {
    return deviations.length > 0
      ? { status: 'skipped' as const, notes: deviations }
      : {
          status: 'failed' as const,
          notes: [`The case is skipped (${skip}), but it holds now: remove \`skip\``],
        };
  }
  if (deviations.length === 0) return { status: 'passed' as const, notes: [] };
  const closed = `The known gap (${gap}) is closed: write what comes out in place of \`gap\``;
  return {
    status: 'failed' as const,
    notes: gap === undefined || broken ? deviations : [closed, ...deviations],
  };
}

export interface DidNotRun {
  readonly problems: readonly string[];
  /** What was wrong with the query, at its place in the content file. */
  readonly findings?: readonly Diagnostic[];
  readonly endedBy?: string;
  /** Why this runner cannot run the case faithfully. */
  readonly notCovered?: string;
}

/** What comes out of each case: rows and alerts, or why the query did not run. */
export async function outcomesOf(
  item: ContentItem,
  cases: readonly DetectionCase[],
  runner: QueryRunner,
): Promise<readonly (Outcome | DidNotRun)[]> {
  const prepared = cases.map((one) => preparedRun(item, one));
  const answers = (
    await runAll(
      runner,
      prepared.flatMap((one) => ('run' in one ? [one.run] : [])),
    )
  ).values();
  return prepared.map((one) => ('run' in one ? outcomeOfAnswer(answers.next().value!, one, item) : one));
}

function preparedRun(item: ContentItem, one: DetectionCase): CaseRun | DidNotRun {
  const prepared = caseRun(item, one);
  if ('problems' in prepared || one.timesStay !== true) return prepared;
  return { problems: [], notCovered: new NotCoveredError([timesStayWords]).message };
}

function outcomeOfAnswer(
  answer: RunAnswer,
  { run: { now: at }, settings }: CaseRun,
  item: ContentItem,
): Outcome | DidNotRun {
  if ('result' in answer) {
    const { result } = answer;
    const columns = result.columns.map(({ name }) => name);
    const alerts = settings === undefined ? [] : alertsOf(settings, result);
    const incidents = settings === undefined ? [] : incidentsOf(raisedBy(item, settings, { alerts, at }));
    const rows = rowsOf(result);
    const why = settings === undefined ? undefined : alertCountReason(settings, rows.length);
    const raisesAlerts = settings !== undefined;
    return { columns, rows, alerts, incidents, raisesAlerts, alertCountReason: why };
  }
  const { thrown } = answer;
  if (thrown instanceof UserError) return failedQuery(thrown, item);
  if (thrown instanceof NotCoveredError) return { problems: [], notCovered: thrown.message };
  throw thrown;
}

function raisedBy(
  { id }: ContentItem,
  { incident }: RuleSettings,
  { alerts, at }: { readonly alerts: readonly Alert[]; readonly at: Date },
): readonly RaisedAlert[] {
  return alerts.map((alert) => ({ rule: id, incident, at, alert }));
}

/** A runner knows a place in the query it was given; here it becomes one in the file. */
function failedQuery({ message, diagnostic }: UserError, item: ContentItem): DidNotRun {
  const { code: endedBy, file, line, column = 1 } = diagnostic;
  if (file !== undefined || line === undefined) return { problems: [message], endedBy };
  // What is wrong with a call has its place in the file of the case, not in the function's text.
  const place = functionsIn([item]).length > 0 ? { line: 1, column: 1 } : { line, column };
  const at = item.source.insideAtLine(queryPath(item), place);
  return {
    problems: [`${item.file}:${at.line}:${at.column}: ${message}`],
    findings: [{ ...diagnostic, file: item.file, ...at }],
    endedBy,
  };
}

/** The name by which a runner finds the rows of a case. */
export function caseNameOf({ id }: ContentItem, { name }: DetectionCase): string {
  return `${id} ${name}`;
}

export interface CaseRun {
  readonly run: QueryRun;
  /** Of an analytics rule. */
  readonly settings: RuleSettings | undefined;
}

/** What is run for a case, or why its query cannot be made. */
export function caseRun(
  item: ContentItem,
  one: DetectionCase,
): CaseRun | { readonly problems: readonly string[] } {
  const query = queryOf(item);
  if (query === undefined) return { problems: ['The content item has no query'] };
  const [stored] = functionsIn([item]);
  // A function is called, as queries call it.
  const { text, problems } =
    stored === undefined ? overrideParameters(query, one.parameters) : callOf(stored.name, item, one);
  if (problems.length > 0) return { problems: problems.map(({ message, hint }) => `${message}. ${hint}`) };
  const settings = ruleSettings(item);
  return { run: { ...queryRun(text, one, settings), caseName: caseNameOf(item, one) }, settings };
}

/** A scheduled rule sees its window, a hunting query all rows there are, and an NRT rule those that did not come too late for it. */
function queryRun(query: string, one: DetectionCase, settings?: RuleSettings): QueryRun {
  const { now } = one;
  const tables = rowsAt(one, now);
  if (settings?.schedule !== undefined) return runAt({ ...settings, query }, tables, now);
  const late = settings?.kind === 'NRT' ? { maxLateMs: nrtMaxLateMs } : {};
  return { query, now, tables: ingestedIn(tables, { until: now, ...late }) };
}

function actualWords({ raisesAlerts, alerts, rows }: Outcome): string {
  return raisesAlerts
    ? `${plural(alerts.length, 'alert')} from ${plural(rows.length, 'result row')}`
    : plural(rows.length, 'result row');
}
