// Detection tests and smoke runs as markdown: what failed comes first, the rest is folded.
import { plural } from '../diagnostics/plural.ts';
import type { EvasionResults } from '../evasion/score.ts';
import type { MutationResults } from '../mutation/score.ts';
import type { EngineComparison } from '../testing/engine-comparison.ts';
import type { CaseResult, ItemResult } from '../testing/run-tests.ts';
import { comparisonSummary, notCompared } from './comparison-words.ts';
import { evasionSummary, evasionTable, missLines } from './evasion-words.ts';
import { messageWithHint } from './findings.ts';
import { codeSpan, details, documentOf, fenced, htmlText, plainText, table } from './markdown-text.ts';
import { mutationSummary, survivorLine, survivorsOf } from './mutation-words.ts';
import type { SmokeReport, TestsReport } from './report.ts';
import { seedWords } from './seed-words.ts';
import { createStyle } from './style.ts';
import { seedReasons, testsSummary } from './text-tests.ts';

const plain = createStyle();

/** Items of a folded table; more are counted below it. */
const tableRows = 200;

/** Findings in case files, failed cases one by one, then all items in one folded table. */
export function markdownTests(report: TestsReport): string {
  const { rules } = report.results;
  const blocks = [
    ...report.diagnostics.map((one) => `${codeSpan(one.code)} ${plainText(messageWithHint(one))}`),
    ...rules.flatMap((rule) =>
      rule.cases.filter(({ status }) => status === 'failed').map((one) => failedCase(rule, one)),
    ),
    ...(report.mutation === undefined ? [] : [mutants(report.mutation)]),
    ...(report.evasion === undefined ? [] : rewrites(report.evasion)),
    ...(report.comparison === undefined ? [] : engines(report.comparison)),
    details('All detection tests', itemTable(rules)),
    ...reasons(
      'Skipped cases',
      rules.flatMap(({ name, cases }) =>
        cases.filter(({ status }) => status === 'skipped').map((one) => [name, one.name, one.skip ?? '']),
      ),
    ),
    ...reasons(
      // They did not go through test tables although others did.
      'Cases with the prologue',
      rules.flatMap((rule) => seedReasons(rule).map(([name, why]) => [rule.name, name, why])),
    ),
  ];
  return documentOf(testsSummary(report, plain), blocks, 'part');
}

/** What the cases did not notice, in one table. */
function mutants(mutation: MutationResults): string {
  const survivors = survivorsOf(mutation);
  const rows = survivors
    .slice(0, tableRows)
    .map((one) => [
      codeSpan(`${one.file}:${one.line}:${one.column}`),
      codeSpan(one.id),
      plainText(survivorLine(one)),
    ]);
  const left = survivors.length - rows.length;
  const more = left === 0 ? '' : `\n\n_Left out here: ${plural(left, 'mutant')}._`;
  const listed = rows.length === 0 ? '' : `\n\n${table(['place', 'mutant', 'change'], rows)}${more}`;
  return `Mutants: ${plainText(mutationSummary(mutation))}.${listed}`;
}

/** How many rewrites each detection saw, and folded those that it did not. */
function rewrites(evasion: EvasionResults): readonly string[] {
  const [head, ...rows] = evasionTable(evasion).map((cells) => cells.map(plainText));
  const missed = evasion.rules.flatMap((rule) =>
    missLines(rule).map((line) => [plainText(rule.name), codeSpan(line)]),
  );
  const left = Math.max(missed.length - tableRows, 0);
  const more = left === 0 ? '' : `\n\n_Left out here: ${plural(left, 'rewrite')}._`;
  return [
    `Rewrites: ${plainText(evasionSummary(evasion))}.\n\n${table(head!, rows)}`,
    ...(missed.length === 0
      ? []
      : [
          details('Missed rewrites', `${table(['detection', 'rewrite'], missed.slice(0, tableRows))}${more}`),
        ]),
  ];
}

/** How many cases have one answer on both engines, and folded those that were not compared. */
function engines(comparison: EngineComparison): readonly string[] {
  const left = notCompared(comparison).map(({ item, name, words }) => [item, name, words ?? ''] as const);
  return [
    `Engines: ${plainText(comparisonSummary(comparison))}.`,
    ...reasons('Cases that were not compared', left),
  ];
}

function failedCase({ name }: ItemResult, one: CaseResult): string {
  const head = `failed <b>${htmlText(name)}</b>: ${htmlText(one.name)}`;
  const seed = one.seed === undefined ? [] : [seedWords(one.seed)];
  const lines = [`expected ${one.expected}`, `but got  ${one.actual}`, ...one.differences, ...seed];
  return details(
    head,
    `${codeSpan(`${one.file}:${one.line}`)}\n\n${fenced(lines.flatMap((line) => line.split('\n')))}`,
  );
}

/** Cases of items, each with why; nothing where there is none. */
function reasons(
  title: string,
  cases: readonly (readonly [item: string, name: string, why: string])[],
): readonly string[] {
  if (cases.length === 0) return [];
  const rows = cases.slice(0, tableRows).map((cells) => cells.map(plainText));
  const left = cases.length - rows.length;
  const more = left === 0 ? '' : `\n\n_Left out here: ${plural(left, 'case')}._`;
  return [details(title, `${table(['content item', 'case', 'why'], rows)}${more}`)];
}

function itemTable(rules: readonly ItemResult[]): string {
  const rows = rules.slice(0, tableRows).map(({ name, cases }) => {
    const count = (status: CaseResult['status']) =>
      String(cases.filter((one) => one.status === status).length);
    const gaps = cases.filter(({ gap, status }) => gap !== undefined && status === 'passed').length;
    return [plainText(name), count('passed'), count('failed'), count('skipped'), String(gaps)];
  });
  const left = rules.length - rows.length;
  const more = left === 0 ? '' : `\n\n_Left out here: ${plural(left, 'content item')}._`;
  return `${table(['content item', 'passed', 'failed', 'skipped', 'known gaps'], rows)}${more}`;
}

/** One row a query; failures first. */
export function markdownSmoke({ results, workspace }: SmokeReport): string {
  const passed = results.filter(({ result }) => result === 'passed');
  const others = results.filter(({ result }) => result !== 'passed');
  const ordered = [...others, ...passed];
  const rows = ordered
    .slice(0, tableRows)
    .map(({ name, result, detail, durationMs }) => [
      plainText(name),
      result,
      plainText(detail),
      durationMs === undefined ? '' : `${durationMs} ms`,
    ]);
  const left = ordered.length - rows.length;
  const blocks = [
    ...(rows.length === 0 ? [] : [table(['content item', 'result', 'detail', 'duration'], rows)]),
    ...(left === 0 ? [] : [`_Left out here: ${plural(left, 'content item')}._`]),
  ];
  return documentOf(
    `Smoke: ${passed.length} of ${results.length} passed on ${plainText(workspace)}.`,
    blocks,
    'part',
  );
}
