// Detection tests for a reader at a terminal: a line for each item, every failed case with what differs.

import { posix } from 'node:path';
import { displayWidth, hanging } from '../diagnostics/display-width.ts';
import type { EvasionResults } from '../evasion/score.ts';
import type { MutationResults } from '../mutation/score.ts';
import type { SeedWay } from '../rows/query-runner.ts';
import type { EngineComparison } from '../testing/engine-comparison.ts';
import type { CaseResult, ItemResult } from '../testing/run-tests.ts';
import { inColumns } from './columns.ts';
import { comparisonSummary, notCompared } from './comparison-words.ts';
import { evasionSummary, evasionTable, missLines } from './evasion-words.ts';
import { mutationSummary, survivorLine, survivorsOf } from './mutation-words.ts';
import type { TestsReport } from './report.ts';
import type { Style } from './style.ts';
import { renderDiagnostic } from './text-diagnostics.ts';
import { traceLines } from './trace-words.ts';

/** Findings in case files, items with their cases, known gaps by name, then one summary line. */
export function renderTests(report: TestsReport, style: Style): string {
  const seen = new Set<string>();
  const slugs = report.results.rules.map(({ file }) => slugOf(file));
  const shared = new Set(slugs.filter((slug) => seen.has(slug) || !seen.add(slug)));
  const nameOf = (file: string) => (shared.has(slugOf(file)) ? file : slugOf(file));
  const options = { showGaps: report.showGaps === true, style, nameOf };
  return [
    ...report.diagnostics.map((one) => renderDiagnostic(one, style, report.sourceOf).trimEnd()),
    ...report.results.rules.flatMap((rule) => renderItem(rule, options)),
    testsSummary(report, style),
    ...(report.mutation === undefined ? [] : renderMutation(report.mutation, style)),
    ...(report.evasion === undefined ? [] : renderEvasion(report.evasion, style)),
    ...(report.comparison === undefined ? [] : renderComparison(report.comparison, style)),
    '',
  ].join('\n');
}

/** What the cases did not notice, one line each with a hint below it, and the score. */
function renderMutation(mutation: MutationResults, style: Style): string[] {
  const survivors = survivorsOf(mutation).map(
    (one) =>
      `${style.yellow('survived')} ${style.dim(`${one.file}:${one.line}:${one.column}`)} ${survivorLine(one)}`,
  );
  return ['', ...survivors, `${style.bold('Mutants:')} ${mutationSummary(mutation)}.`];
}

/** Why cases were not compared, and how many were what. */
function renderComparison(comparison: EngineComparison, style: Style): string[] {
  const left = notCompared(comparison).map(
    ({ item, name, words }) => `${style.yellow('not compared')} ${item}: ${name}: ${words}`,
  );
  return ['', ...left, `${style.bold('Engines:')} ${comparisonSummary(comparison)}.`];
}

/** The rewrites that were missed, then how many were seen by each detection and family. */
function renderEvasion(evasion: EvasionResults, style: Style): string[] {
  const missed = evasion.rules.flatMap((rule) =>
    missLines(rule).map((line) => `${style.yellow('missed')} ${style.dim(rule.file)} ${line}`),
  );
  return [
    '',
    ...missed,
    '',
    ...inColumns(evasionTable(evasion)),
    '',
    `${style.bold('Rewrites:')} ${evasionSummary(evasion)}.`,
  ];
}

/** `Tests: 161 passed, 0 failed, 12 of them known gaps (embedded engine).` */
export function testsSummary(report: TestsReport, style: Style): string {
  const { results, where } = report;
  const { passed, failed, skipped, knownGaps } = results.summary;
  const counts = [
    style.green(`${passed} passed`),
    failed > 0 ? style.red(`${failed} failed`) : '0 failed',
    ...(skipped > 0 ? [style.yellow(`${skipped} skipped`)] : []),
  ];
  const gaps = knownGaps > 0 ? `, ${knownGaps} of them known gaps` : '';
  return `${style.bold('Tests:')} ${counts.join(', ')}${gaps} (${where})${seedSummary(report)}.`;
}

/** How many cases ran over the rows of a run, where one wrote rows. */
function seedSummary({ results, seedRun }: TestsReport): string {
  if (seedRun === undefined) return '';
  const ways = results.rules.flatMap(({ cases }) => cases.map(({ seed }) => seed?.way));
  const count = (way: SeedWay) => ways.filter((one) => one === way).length;
  return `; ${count('tables')} over test tables of run ${seedRun}, ${count('prologue')} with the prologue`;
}

/** Why a case did not go through test tables, where others did: one line, or none. */
export function seedReasons({
  cases,
}: Pick<ItemResult, 'cases'>): readonly (readonly [name: string, why: string])[] {
  return cases.flatMap(({ name, seed }) => (seed?.why === undefined ? [] : [[name, seed.why] as const]));
}

interface ItemOptions {
  readonly showGaps: boolean;
  readonly style: Style;
  /** What `query --case` knows an item by: its slug, or its file where two items have one slug. */
  readonly nameOf: (file: string) => string;
}

function slugOf(file: string): string {
  return posix.basename(file, posix.extname(file));
}

function renderItem({ name, file, cases }: ItemResult, options: ItemOptions): string[] {
  const { showGaps, style } = options;
  const count = (status: CaseResult['status']) => cases.filter((one) => one.status === status).length;
  const [passed, failed] = [count('passed'), count('failed')];
  const head =
    cases.length === 0
      ? style.yellow('no tests')
      : failed > 0
        ? style.red(`${failed} of ${cases.length} failed`)
        : passed > 0
          ? style.green(`${passed} ok`)
          : style.yellow(`${cases.length} skipped`);
  const noteworthy = cases.filter(
    ({ status, gap }) => status !== 'passed' || (showGaps && gap !== undefined),
  );
  const reasons = seedReasons({ cases }).map(
    ([one, why]) => `    ${style.dim('with the prologue')} ${one}: ${why}`,
  );
  return [
    `${head} ${style.bold(name)}`,
    ...noteworthy.map((one) => renderCase(one, options.nameOf(file), style)),
    ...reasons,
  ];
}

const indent = ' '.repeat(8);

function renderCase(one: CaseResult, item: string, style: Style): string {
  const where = `${one.file}:${one.line}:${one.column}`;
  const place = style.dim(where);
  if (one.status === 'passed') return `    ${style.dim('known gap')} ${one.name}: ${one.gap}`;
  if (one.status === 'skipped') return `    ${style.yellow('skipped')} ${one.name}: ${one.skip} ${place}`;
  const isLong = displayWidth(`    failed ${one.name} ${where}`) > (style.width ?? Infinity);
  const lines = [`    ${style.red('failed')} ${one.name}${isLong ? `\n${indent}` : ' '}${place}`];
  const said = [`expected ${one.expected}`, `but got ${one.actual}`];
  // What the two lines above say already.
  const counted = `Expected ${one.expected}, got `;
  const differences = one.differences.filter(
    (text) => !(text.startsWith(counted) && /^\d+$/.test(text.slice(counted.length))),
  );
  lines.push(...[...said, ...differences].map((text) => hanging(text, indent, style.width)));
  if (one.trace !== undefined) {
    const within = style.width === undefined ? undefined : style.width - indent.length - 2;
    const steps = traceLines(one.trace, within).map((line) => `  ${line}`.replaceAll(/^/gm, indent));
    lines.push(`${indent}rows behind each step:`, ...steps);
    // In one line, however long: it is there to be copied.
    lines.push(`${indent}see them: sentinel-sync query --trace --case ${quoted(`${item}#${one.name}`)}`);
  }
  return lines.join('\n');
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
