// Plans of several environments: a table of items and environments for a terminal and for markdown, then one line for each environment.
import { plural } from '../diagnostics/plural.ts';
import { isListed } from '../plan/change.ts';
import { type EnvironmentPlan, type MatrixRow, planMatrix } from '../plan/plan-matrix.ts';
import { inColumns } from './columns.ts';
import { documentOf, plainText } from './markdown-text.ts';
import { indented } from './one-line-fields.ts';
import type { PlansReport } from './report.ts';
import { createStyle, type Style } from './style.ts';
import { renderDiagnostic } from './text-diagnostics.ts';
import { planSummary } from './text-plan.ts';

/** What stands where nothing happens to an item. */
const nothing = '-';

export function renderPlanMatrix({ plans }: PlansReport, style: Style): string {
  const rows = planMatrix(plans);
  const names = plans.map(({ environment }) => environment);
  const table = rows.map((row) => [`${row.kind} ${row.name}`, ...names.map((name) => cellOf(row, name))]);
  const lines = rows.length === 0 ? [] : [...inColumns([['', ...names], ...table]), ''];
  return [...lines, ...plans.map((one) => renderSummary(one, style)), totalOf(plans, rows), ''].join('\n');
}

export function markdownPlanMatrix({ plans }: PlansReport): string {
  const plain = createStyle();
  const rows = planMatrix(plans);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const names = plans.map(({ environment }) => environment);
  const table = [
    line(['item', ...names.map(plainText)]),
    line(['---', ...names.map(() => '---')]),
    ...rows.map((row) =>
      line([`${row.kind} ${plainText(row.name)}`, ...names.map((name) => cellOf(row, name))]),
    ),
  ];
  const summaries = plans.map((one) => `- ${plainText(renderSummary(one, plain).trim())}`);
  const blocks = [summaries.join('\n'), ...(rows.length === 0 ? [] : [table.join('\n')])];
  return documentOf(totalOf(plans, rows), blocks, 'part');
}

function cellOf({ cells }: MatrixRow, environment: string): string {
  const cell = cells[environment];
  if (cell === undefined || !isListed(cell)) return nothing;
  const { action, status } = cell;
  if (status === undefined) return action;
  return action === 'no-op' ? status : `${action} (${status})`;
}

function renderSummary(one: EnvironmentPlan, style: Style): string {
  const name = style.bold(one.environment);
  if ('failure' in one) {
    const { code, message, hint } = one.failure;
    const advice = hint === undefined ? '' : `\n    ${style.cyan('hint:')} ${indented(hint, '    ')}`;
    return `${name} ${style.red('error')} ${style.dim(code)} ${indented(message, '    ')}${advice}`;
  }
  const found = one.plan.safety.map((finding) => `\n    ${renderDiagnostic(finding, style).trimEnd()}`);
  return `${name} ${planSummary(one.plan, style)}${found.join('')}`;
}

/** `3 environments, 1 of them without a plan: 4 items to look at.` */
function totalOf(plans: readonly EnvironmentPlan[], rows: readonly MatrixRow[]): string {
  const failed = plans.filter((one) => 'failure' in one).length;
  const without = failed === 0 ? '' : `, ${failed} of them without a plan`;
  const changes = rows.length === 0 ? 'nothing to do' : `${plural(rows.length, 'item')} to look at`;
  return `${plural(plans.length, 'environment')}${without}: ${changes}.`;
}
