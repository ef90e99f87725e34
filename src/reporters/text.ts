// Reports for a reader at a terminal.
import { indented, withOneLineFields } from './one-line-fields.ts';
import type { AdoptReport, PromotionReport, Report, SmokeReport } from './report.ts';
import type { Style } from './style.ts';
import { renderBehaviour } from './text-behaviour.ts';
import { renderDiagnostics } from './text-diagnostics.ts';
import { renderApply, renderPlan } from './text-plan.ts';
import { renderTests } from './text-tests.ts';

/** The report as text that ends in a line break. */
export function renderText(given: Report, style: Style): string {
  const report = withOneLineFields(given);
  switch (report.kind) {
    case 'diagnostics':
      return renderDiagnostics(report, style);
    case 'tests':
      return renderTests(report, style);
    case 'plan':
      return renderPlan(report.plan, style) + renderBehaviour(report.behaviour ?? [], style);
    case 'apply':
      return renderApply(report.apply, style);
    case 'smoke':
      return renderSmoke(report, style);
    case 'adopt':
      return renderAdopt(report, style);
    case 'promotion':
      return renderPromotion(report, style);
    case 'text':
      return report.text;
  }
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
export function smokeSummary(
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
