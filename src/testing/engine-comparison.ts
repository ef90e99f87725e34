// Runs the cases of detection tests on two engines, and says where their answers differ.
import { rowsOf } from '../alerting/result-row.ts';
import type { ContentItem } from '../content/content-item.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { leewayOf, type QueryLeeway } from '../kql/leeway.ts';
import { exactly, type Leeway, type ResultDifference, resultDifference } from '../rows/compare-results.ts';
import { inTurns } from '../rows/in-turns.ts';
import type { QueryResult } from '../rows/query-result.ts';
import {
  NotCoveredError,
  type QueryRun,
  type QueryRunner,
  type RunAnswer,
  runAll,
} from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { runCatalogue } from '../tables/run-catalogue.ts';
import { testFinding } from './codes.ts';
import { describe } from './compare.ts';
import type { DetectionCase } from './detection-case.ts';
import { caseRun } from './run-tests.ts';

/** What came of one case. */
export interface ComparedCase {
  readonly item: string;
  readonly name: string;
  /** `may-differ`: the query leaves a choice to the engine; `no-answer`: the other engine failed at something else than the query. */
  readonly status: 'equal' | 'differs' | 'may-differ' | 'no-answer' | 'not-compared';
  /** Of all but `equal`. */
  readonly words?: string;
}

export interface EngineComparison {
  /** The engine that the embedded one was compared with, in its own words. */
  readonly where: string;
  readonly summary: {
    readonly equal: number;
    readonly differs: number;
    readonly mayDiffer: number;
    readonly noAnswer: number;
    readonly notCompared: number;
  };
  /** Those that are not equal. */
  readonly cases: readonly ComparedCase[];
}

export interface ComparisonOptions {
  readonly embedded: QueryRunner;
  readonly other: QueryRunner;
  readonly tables: TableCatalogue;
  onCase?(done: number): void;
}

export interface ItemCases {
  readonly item: ContentItem;
  readonly cases: readonly DetectionCase[];
}

/**
 * Compares the rows of every case. A case that only one engine runs differs; one that neither runs, or that the way of the rows does
 * not cover, is not compared. Any difference is a finding: an error, or a warning where the query leaves a choice to the engine.
 */
export async function compareEngines(
  items: readonly ItemCases[],
  options: ComparisonOptions,
): Promise<{ readonly comparison: EngineComparison; readonly findings: readonly Diagnostic[] }> {
  const compared: ComparedCase[] = [];
  const findings: Diagnostic[] = [];
  let done = 0;
  const onRun = () => options.onCase?.(++done);
  for (const { item, cases } of items) {
    const verdicts = await compareItem(item, cases, { ...options, onRun });
    for (const [index, one] of cases.entries()) {
      const result = { item: item.name, name: one.name, ...verdicts[index]! };
      compared.push(result);
      findings.push(...findingOf(result, one, options.other));
    }
  }
  const count = (status: ComparedCase['status']) => compared.filter((one) => one.status === status).length;
  const summary = {
    equal: count('equal'),
    differs: count('differs'),
    mayDiffer: count('may-differ'),
    noAnswer: count('no-answer'),
    notCompared: count('not-compared'),
  };
  if (compared.length > 0 && summary.notCompared === compared.length)
    findings.push(nothingCompared(compared));
  const cases = compared.filter(({ status }) => status !== 'equal');
  return { comparison: { where: options.other.description, summary, cases }, findings };
}

type Verdict = Pick<ComparedCase, 'status' | 'words'>;

async function compareItem(
  item: ContentItem,
  cases: readonly DetectionCase[],
  { embedded, other, tables, onRun }: ComparisonOptions & { onRun(): void },
): Promise<readonly Verdict[]> {
  const prepared = cases.map((one) => caseRun(item, one));
  const runs = prepared.flatMap((one) => ('run' in one ? [one.run] : []));
  const mine = (await runAll(embedded, runs)).values();
  const others = (await answersOf(other, runs, onRun)).values();
  return prepared.map((one) => {
    if ('problems' in one) return { status: 'not-compared', words: one.problems.join('; ') };
    return compareAnswers(mine.next().value!, others.next().value!, { run: one.run, tables });
  });
}

/** An engine elsewhere is waited for longer than it works. */
const runsAtOnce = 4;

async function answersOf(
  runner: QueryRunner,
  runs: readonly QueryRun[],
  onRun: () => void,
): Promise<readonly RunAnswer[]> {
  return inTurns(runsAtOnce, runs, async (run) => {
    const [answer] = await runAll(runner, [run]);
    onRun();
    return answer!;
  });
}

function compareAnswers(
  mine: RunAnswer,
  other: RunAnswer,
  { run, tables }: { readonly run: QueryRun; readonly tables: TableCatalogue },
): Verdict {
  if ('result' in mine && 'result' in other) return verdictOf(mine.result, other.result, run, tables);
  if ('thrown' in other) return withoutOther(other.thrown, 'thrown' in mine);
  return {
    status: 'differs',
    words: `the embedded engine does not run it: ${'thrown' in mine ? wordsOf(mine.thrown) : ''}`,
  };
}

/** An engine that is busy or away says nothing about a query. */
function withoutOther(thrown: unknown, isAlone: boolean): Verdict {
  const words = wordsOf(thrown);
  if (thrown instanceof NotCoveredError) return { status: 'not-compared', words };
  if (thrown instanceof UserError && thrown.exitCode !== exitCodes.findings)
    return { status: 'no-answer', words };
  return isAlone
    ? { status: 'not-compared', words: `neither engine runs it: ${words}` }
    : { status: 'differs', words: `only the embedded engine runs it: ${words}` };
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof UserError || thrown instanceof NotCoveredError) return thrown.message;
  throw thrown;
}

function verdictOf(
  mine: QueryResult,
  other: QueryResult,
  { query, tables }: QueryRun,
  catalogue: TableCatalogue,
): Verdict {
  const leeway = leewayOf(bindQuery(query, { tables: runCatalogue(catalogue, tables) }));
  const narrowed = withoutUnsent(mine, other);
  const difference = resultDifference(narrowed, other, rowLeeway(leeway));
  if (difference === undefined) return { status: 'equal' };
  const words = differenceWords(difference, narrowed);
  const { ownChoice } = leeway;
  return ownChoice.length === 0
    ? { status: 'differs', words }
    : { status: 'may-differ', words: `${words} (the query leaves a choice: ${ownChoice.join(', ')})` };
}

/**
 * Rows are sent with the columns that the query or they themselves name, and no others: what is nowhere named, and empty on the
 * embedded engine, is no difference. Only `Type` has a value of its own, the name of the table.
 */
function withoutUnsent({ columns, rows }: QueryResult, other: QueryResult): QueryResult {
  const sent = new Set(other.columns.map(({ name }) => name));
  const isEmpty = (value: unknown) => value === null || value === '';
  const places = columns.flatMap(({ name }, place) =>
    sent.has(name) || !(/^Type\d*$/.test(name) || rows.every((row) => isEmpty(row[place]))) ? [place] : [],
  );
  return {
    columns: places.map((place) => columns[place]!),
    rows: rows.map((row) => places.map((place) => row[place])),
  };
}

/** Estimates are compared within this. */
const estimateTolerance = 0.05;

/** How rows may differ by what is in their query. */
export function rowLeeway({ isOrdered, estimates, makesArrays }: QueryLeeway): Leeway {
  return {
    isOrdered,
    tolerance: estimates ? estimateTolerance : exactly.tolerance,
    anyOrder: makesArrays,
  };
}

/** Rows that are shown of each side. */
const shownRows = 2;

function differenceWords(difference: ResultDifference, { columns }: QueryResult): string {
  switch (difference.kind) {
    case 'columns':
      return `other columns: embedded ${difference.first}; Kusto ${difference.second}`;
    case 'order':
      return 'the same rows in another order';
    case 'rows': {
      const side = (rows: readonly (readonly unknown[])[], name: string) => {
        if (rows.length === 0) return [];
        const shown = rowsOf({ columns, rows: rows.slice(0, shownRows) })
          .map(describe)
          .join(' | ');
        return [`${plural(rows.length, 'row')} of ${name} alone: ${shown}`];
      };
      return [
        ...side(difference.onlyFirst, 'the embedded engine'),
        ...side(difference.onlySecond, 'Kusto'),
      ].join('; ');
    }
  }
}

const codeOf = {
  differs: 'test/engines-differ',
  'may-differ': 'test/engines-may-differ',
  'no-answer': 'test/not-compared',
} as const;

function findingOf(
  { name, status, words }: ComparedCase,
  { file, at }: DetectionCase,
  { description }: QueryRunner,
): readonly Diagnostic[] {
  if (status === 'equal' || status === 'not-compared') return [];
  const code = codeOf[status];
  return [testFinding(code, `"${name}": ${words} (${description})`, { file, ...at })];
}

function nothingCompared(cases: readonly ComparedCase[]): Diagnostic {
  return testFinding(
    'test/not-compared',
    `None of ${plural(cases.length, 'case')} could be compared: ${cases[0]!.words}`,
  );
}
