// Reports for a reader at a terminal.
import { definitionOf } from '../content/kinds/kinds.ts';
import { plural } from '../diagnostics/plural.ts';
import { indented, withOneLineFields } from './one-line-fields.ts';
import { renderPlanMatrix } from './plan-matrix.ts';
import type {
  AdoptReport,
  DoctorReport,
  PromotionReport,
  Report,
  ScaffoldReport,
  ServeReport,
  SiteReport,
  SmokeReport,
  SqlReport,
} from './report.ts';
import { type Forms, formOf, kindsOf, type Reporter, type ReportKind } from './reporter.ts';
import type { Style } from './style.ts';
import { renderBehaviour } from './text-behaviour.ts';
import { renderCost } from './text-cost.ts';
import { renderCoverage } from './text-coverage.ts';
import { renderDiagnostics } from './text-diagnostics.ts';
import { renderExplanation } from './text-explanation.ts';
import { renderConverted, renderExported } from './text-files.ts';
import { renderFormatted } from './text-format.ts';
import { renderApply, renderPlan } from './text-plan.ts';
import { renderQueryResult } from './text-query.ts';
import { renderSeed } from './text-seed.ts';
import { renderSimulation } from './text-simulation.ts';
import { renderTests } from './text-tests.ts';
import { renderTrace } from './trace-words.ts';

const forms: Forms<string, Style> = {
  adopt: renderAdopt,
  apply: ({ apply }, style) => renderApply(apply, style),
  convert: renderConverted,
  diagnostics: renderDiagnostics,
  doctor: renderDoctor,
  explain: renderExplanation,
  export: renderExported,
  plans: renderPlanMatrix,
  format: renderFormatted,
  plan: ({ plan, behaviour }, style) => renderPlan(plan, style) + renderBehaviour(behaviour ?? [], style),
  promotion: renderPromotion,
  query: ({ result }, style) => renderQueryResult(result, style),
  seed: renderSeed,
  serve: renderServe,
  simulation: renderSimulation,
  smoke: renderSmoke,
  'database-plan': ({ plan }) => `${plan.trimEnd()}\n`,
  cost: renderCost,
  coverage: renderCoverage,
  completion: ({ script }) => script,
  scaffold: renderScaffold,
  site: renderSite,
  sql: renderSql,
  trace: renderTrace,
  tests: renderTests,
};

/** Texts of the tool itself, which may be of several lines, and cells, which fold their own. */
const withOwnLines: readonly ReportKind[] = [
  'completion',
  'database-plan',
  'explain',
  'query',
  'sql',
  'trace',
];

export const text: Reporter = {
  kinds: kindsOf(forms),
  output: 'text',
  render: (report, { style }) => renderText(report, style),
};

/** The report as text that ends in a line break. */
export function renderText(report: Report, style: Style): string {
  return formOf(forms, withOwnLines.includes(report.kind) ? report : withOneLineFields(report), style);
}

function renderSmoke({ results, workspace }: SmokeReport, style: Style): string {
  const paint = {
    passed: style.green,
    failed: style.red,
    'not-deployed': style.yellow,
    skipped: style.yellow,
  };
  const lines = results.map(
    ({ name, result, detail }) => `${paint[result](result)} ${style.bold(name)} ${detail}`,
  );
  return [...lines, smokeSummary({ results, workspace }, style), ''].join('\n');
}

/** `Smoke: 5 of 6 passed on sentinel-dev.` */
function smokeSummary(
  { results, workspace }: Pick<SmokeReport, 'results' | 'workspace'>,
  style: Style,
): string {
  const passed = results.filter(({ result }) => result === 'passed').length;
  return `${style.bold('Smoke:')} ${passed} of ${results.length} passed on ${workspace}.`;
}

function renderAdopt({ results }: AdoptReport, style: Style): string {
  return results
    .map(({ name, from, result, error }) => {
      const good = result === 'adopted' || result === 'already-ours';
      const why = error === undefined ? '' : `\n    ${error.code}: ${indented(error.message, '    ')}`;
      const where = from === undefined ? '' : ` from ${from}`;
      return `${good ? style.green(result) : style.red(result)} ${style.bold(name)}${where}${why}\n`;
    })
    .join('');
}

/** `[1/5] test --as prod` and what the command says, for each step; at the end whether all of them passed. */
function renderPromotion({ steps, total, stopped }: PromotionReport, style: Style): string {
  const parts = steps.map(({ command, report }, index) => {
    const heading = `[${index + 1}/${total}] ${command}\n`;
    return report === undefined ? heading : heading + renderText(report, style);
  });
  const end =
    stopped === undefined ? 'Promoted.' : `Promotion stopped: ${steps.at(-1)?.command ?? ''} ${stopped}.`;
  return `${parts.join('')}${end}\n`;
}

/** `failed   tables       2 of 5 are missing: ...`, and below it what to do. */
function renderDoctor({ checks }: DoctorReport): string {
  return checks
    .map(({ check, status, detail, hint }) => {
      const advice = hint === undefined || status === 'ok' ? '' : `                      ${hint}\n`;
      return `${status.padEnd(8)} ${check.padEnd(12)} ${detail}\n${advice}`;
    })
    .join('');
}

/** The variables of a query, then the query itself. */
function renderScaffold({ files, found, unread, next }: ScaffoldReport, style: Style): string {
  const known = found.map(
    ({ kind, folders, files: count }) =>
      `Found ${plural(count, definitionOf(kind).words.one)} in ${folders.join(', ')}.`,
  );
  const broken = unread.map((file) => `Cannot read ${file}: lint says why once its folder is named.`);
  const lines = files.map(({ file, result }) => `${result.padEnd(7)} ${file}`);
  const commands = next.map((command) => `  sentinel-sync ${command}`);
  return `${[...known, ...broken, ...lines, '', style.bold('Next:'), ...commands].join('\n')}\n`;
}

function renderSite({ folder, items, files }: SiteReport, style: Style): string {
  return `${style.bold('Report:')} ${plural(items, 'content item')} on ${plural(files, 'page')}; open ${folder}/index.html.\n`;
}

function renderSql({ variables, sql }: SqlReport): string {
  return [...variables.map(({ name, sql }) => `-- ${name}\n${sql};\n`), `${sql};\n`].join('');
}

function renderServe({ kind: _, ...facts }: ServeReport): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}
