// A plan and its outcome for a reader at a terminal, in the signs the trade knows: + create, ~ update, - delete.

import { plural } from '../diagnostics/plural.ts';
import { type Action, type Change, type FieldChange, isListed, preservedBy } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { AppliedChange, ApplyReport } from '../plan/report.ts';
import type { DiffLine } from '../plan/text-diff.ts';
import { essentials, inlineValue, isNew, withContext } from './field-change.ts';
import { indented } from './one-line-fields.ts';
import type { Paint, Style } from './style.ts';
import { renderDiagnostic } from './text-diagnostics.ts';

const signs = { create: '+', update: '~', delete: '-', 'no-op': ' ', blocked: '!' } as const satisfies Record<
  Action,
  string
>;
const paints = {
  create: 'green',
  update: 'yellow',
  delete: 'red',
  'no-op': 'dim',
  blocked: 'red',
} as const satisfies Record<Action, Paint>;

/** Every change that is not a plain no-op, then safety findings, then one summary line. */
export function renderPlan(plan: Plan, style: Style): string {
  return [
    ...listedChanges(plan).map((change) => renderChange(change, style)),
    ...plan.safety.map((found) => renderDiagnostic(found, style)),
    `${planSummary(plan, style)}\n`,
  ].join('');
}

/** Every change that is not a plain no-op. */
export function listedChanges({ changes }: Plan): readonly Change[] {
  return changes.filter(isListed);
}

function renderChange(change: Change, style: Style): string {
  const paint = style[paints[change.action]];
  const status = change.status === undefined ? '' : ` (${change.status})`;
  const other = change.deployedAs === undefined ? '' : style.dim(` deployed as ${change.deployedAs}`);
  const head = `${paint(`${signs[change.action]} ${change.action} ${change.kind}`)} ${style.bold(change.name)}${status} ${style.dim(change.file ?? change.id)}${other}`;
  // A new item is its file: its fields would only repeat it, but for what the environment may have overridden.
  const fields = isNew(change)
    ? [`    ${style.dim(essentials(change.fields))}`]
    : change.fields.map((field) => renderField(field, style));
  const reason = change.reason === undefined ? [] : [`    ${change.reason}`];
  const hint = change.action === 'blocked' ? [`    ${style.cyan('hint:')} ${change.hint}`] : [];
  const details = [...reason, ...fields, ...preservedLine(change, style), ...hint];
  // What has details of its own stands apart; short ones stay together.
  const isShort = details.length === 0 || (change.action === 'create' && details.length === 1);
  return `${[head, ...details].join('\n')}\n${isShort ? '' : '\n'}`;
}

/** Said where the item is written: who reads a plan wants to know that nothing there is lost. */
function preservedLine(change: Change, style: Style): string[] {
  const preserved = preservedBy(change);
  return change.item && preserved.length > 0
    ? [`    ${style.dim(`preserves: ${preserved.join(', ')}`)}`]
    : [];
}

function renderField(field: FieldChange, style: Style): string {
  const layout = field.formattingOnly === true ? style.dim(' (layout only: the tokens are the same)') : '';
  if (field.lines !== undefined) {
    return [
      `    ${field.path}:${layout}`,
      ...withContext(field.lines).map((line) => renderLine(line, style)),
    ].join('\n');
  }
  return `    ${field.path}: ${style.red(inlineValue(field.before))} -> ${style.green(inlineValue(field.after))}${layout}`;
}

function renderLine(line: DiffLine | undefined, style: Style): string {
  if (line === undefined) return style.dim('      ...');
  const text = `      ${line.op} ${line.text}`;
  return line.op === '+' ? style.green(text) : line.op === '-' ? style.red(text) : style.dim(text);
}

/** `Plan: 2 to create, 1 to update, 3 unchanged.` and what lies beside it. */
export function planSummary({ summary, changes }: Pick<Plan, 'summary' | 'changes'>, style: Style): string {
  const unchanged = changes.filter((change) => !isListed(change));
  const parts = [
    [summary.create, 'to create'],
    [summary.update, 'to update'],
    [summary.delete, 'to delete'],
    [summary.blocked, 'blocked'],
    [unchanged.length, 'unchanged'],
  ] as const;
  const beside = (
    [
      'drift',
      'duplicate-of',
      'invalid',
      'missing-tables',
      'recently-deleted',
      'no-evidence',
      'locked',
      'orphaned',
      'unmanaged',
    ] as const
  )
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${status}`);
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const pending = summary.create + summary.update + summary.delete > 0;
  const text =
    pending || summary.blocked > 0 ? words.join(', ') : `nothing to do (${words.join(', ') || 'no content'})`;
  return `${style.bold('Plan:')} ${text}${beside.length > 0 ? `; ${beside.join(', ')}` : ''}.`;
}

/** The last part of an ARM id. */
function workspaceName(resourceId: string): string {
  return resourceId.slice(resourceId.lastIndexOf('/') + 1);
}

/** One line for each change that apply touched, failures with their cause, then one summary line. */
export function renderApply(report: ApplyReport, style: Style): string {
  const listed = report.changes.filter(({ result, status }) => result !== 'unchanged' || status === 'locked');
  return [
    ...listed.map((change) => renderApplied(change, style)),
    ...forgottenLines(report),
    applySummary(report, style),
    '',
  ].join('\n');
}

/** What the records of long deleted rules came to: `Forgot 1 deletion of more than a day ago: ID.` */
export function forgottenLines({ forgottenDeletions = [] }: ApplyReport): readonly string[] {
  const gone = forgottenDeletions.filter(({ error }) => error === undefined).map(({ id }) => id);
  const reminders = forgottenDeletions.flatMap(({ id, error }) =>
    error === undefined
      ? []
      : [`Could not forget the deletion of ${id}, the next apply tries again: ${error.message}`],
  );
  if (gone.length === 0) return reminders;
  return [
    `Forgot ${plural(gone.length, 'deletion')} of more than a day ago: ${gone.join(', ')}.`,
    ...reminders,
  ];
}

/** `Apply: 3 applied, 1 failed (12 items) on sentinel-dev.` */
export function applySummary({ summary, changes, workspace }: ApplyReport, style: Style): string {
  const parts = [
    [summary.applied, 'applied'],
    [summary.failed, 'failed'],
    [summary.skipped, 'skipped'],
    [summary.blocked, 'blocked'],
    [summary.unchanged, 'unchanged'],
  ] as const;
  const words = parts.filter(([count], i) => count > 0 || i === 0).map(([count, what]) => `${count} ${what}`);
  return `${style.bold('Apply:')} ${words.join(', ')} (${plural(changes.length, 'item')}) on ${workspaceName(workspace)}.`;
}

function renderApplied(change: AppliedChange, style: Style): string {
  if (change.result === 'unchanged')
    return `${style.dim('left alone')} ${change.kind} ${style.bold(change.name)} (locked)`;
  const good = change.result === 'applied';
  const lines = [
    `${good ? style.green('ok') : style.red(change.result)} ${actionOf(change)}${change.kind} ${style.bold(change.name)}`,
  ];
  if (change.error !== undefined)
    lines.push(`    ${change.error.code}: ${indented(change.error.message, '    ')}`);
  if (change.error?.hint !== undefined)
    lines.push(`    ${style.cyan('hint:')} ${indented(change.error.hint, '    ')}`);
  if (change.skippedBecause !== undefined) lines.push(`    ${change.skippedBecause}`);
  if (change.result === 'blocked') lines.push(...blockedLines(change, style));
  if (change.note !== undefined) lines.push(`    ${change.note}`);
  for (const field of change.storedDifferently ?? []) {
    lines.push(`    the workspace stored another value: ${renderField(field, style).trim()}`);
  }
  return lines.join('\n');
}

function blockedLines(change: AppliedChange, style: Style): readonly string[] {
  if (change.action !== 'blocked') return [];
  return [`    ${change.reason}`, `    ${style.cyan('hint:')} ${change.hint}`];
}

/** What is blocked has no other action than that. */
function actionOf({ action, result }: AppliedChange): string {
  return action === result ? '' : `${action} `;
}
