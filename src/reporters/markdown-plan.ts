// A plan and its outcome as markdown, for pull requests, issues and job summaries.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { type Change, type FieldChange, preservedBy } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { AppliedChange, ApplyReport } from '../plan/report.ts';
import type { BehaviourDiff } from '../testing/behaviour-diff.ts';
import { inlineValue, isNew, withContext } from './field-change.ts';
import { messageWithHint } from './findings.ts';
import { codeSpan, details, documentOf, fenced, htmlText, plainText } from './markdown-text.ts';
import { createStyle } from './style.ts';
import { renderBehaviour } from './text-behaviour.ts';
import { applySummary, forgottenLines, listedChanges, planSummary } from './text-plan.ts';

const plain = createStyle();

/** What the plan would do, changes with details folded; what stops it comes first. */
export function markdownPlan(plan: Plan, behaviour: readonly BehaviourDiff[] = []): string {
  const blocks = [
    ...plan.safety.map(stopped),
    ...listedChanges(plan).map(changed),
    ...behaviour.map(behaves),
    ...untouched(plan.changes),
  ];
  return documentOf(planSummary(plan, plain), blocks, 'change');
}

/** Unknown properties of items that stay as they are: folded, since nothing happens to them. */
function untouched(changes: readonly Change[]): readonly string[] {
  const lines = changes.flatMap((change) => {
    const preserved = preservedBy(change);
    return change.item || preserved.length === 0 ? [] : [`- ${plainText(change.name)}: ${paths(preserved)}`];
  });
  if (lines.length === 0) return [];
  const what = `${plural(lines.length, 'item')} with properties that this tool does not know; they stay`;
  return [details(what, lines.join('\n'))];
}

function paths(preserved: readonly string[]): string {
  return preserved.map(codeSpan).join(', ');
}

function behaves(diff: BehaviourDiff): string {
  return details(
    `behaviour of <b>${htmlText(diff.name)}</b> on the seeded tables`,
    fenced(renderBehaviour([diff], plain).trimEnd().split('\n'), 'diff'),
  );
}

function stopped(found: Diagnostic): string {
  return `> **${found.severity}** ${codeSpan(found.code)} ${plainText(messageWithHint(found))}`;
}

function changed(change: Change): string {
  const status = change.status === undefined ? '' : ` (${change.status})`;
  const head = (name: string) => `<code>${change.action}</code> ${change.kind} <b>${name}</b>${status}`;
  const place = codeSpan(change.file ?? change.id);
  const fields = isNew(change) ? [] : change.fields;
  const hint = change.action === 'blocked' ? change.hint : undefined;
  const preserved = preservedBy(change);
  const body = [
    ...[change.reason, hint].filter((text) => text !== undefined).map(plainText),
    ...(fields.length === 0 ? [] : [fenced(fields.flatMap(fieldLines), 'diff')]),
    ...(change.item && preserved.length > 0 ? [`Preserves: ${paths(preserved)}`] : []),
  ];
  return body.length === 0
    ? `${head(plainText(change.name))} ${place}`
    : details(head(htmlText(change.name)), [place, ...body].join('\n\n'));
}

/** Lines of a diff, each with its sign: what stands on the workspace goes, what the file says comes. */
function fieldLines({ path, before, after, lines, formattingOnly }: FieldChange): readonly string[] {
  const layout = formattingOnly === true ? ' (layout only: the tokens are the same)' : '';
  if (lines !== undefined) {
    const diff = withContext(lines).map((line) => (line === undefined ? '  ...' : `${line.op} ${line.text}`));
    return [`@@ ${path}${layout} @@`, ...diff];
  }
  return [
    ...(before === null || before === undefined ? [] : [`- ${path}: ${inlineValue(before)}${layout}`]),
    ...(after === null || after === undefined ? [] : [`+ ${path}: ${inlineValue(after)}${layout}`]),
  ];
}

/** What became of each change; failures come first. */
export function markdownApply(report: ApplyReport): string {
  const touched = report.changes.filter((change) => change.result !== 'unchanged');
  const failed = touched.filter((change) => change.result !== 'applied');
  const applied = touched.filter((change) => change.result === 'applied');
  const blocks = [...[...failed, ...applied].map(outcome), ...forgottenLines(report).map(plainText)];
  return documentOf(applySummary(report, plain), blocks, 'change');
}

function outcome(change: AppliedChange): string {
  const head = (name: string) =>
    `<code>${change.result}</code> ${change.action === change.result ? '' : `${change.action} `}${change.kind} <b>${name}</b>`;
  const { error, skippedBecause, storedDifferently, note } = change;
  const body = [
    ...(error === undefined ? [] : [`${codeSpan(error.code)} ${plainText(error.message)}`]),
    ...(error?.hint === undefined ? [] : [plainText(error.hint)]),
    ...(skippedBecause === undefined ? [] : [plainText(skippedBecause)]),
    ...(change.result === 'blocked' && change.reason !== undefined ? [plainText(change.reason)] : []),
    ...(note === undefined ? [] : [plainText(note)]),
    ...(storedDifferently === undefined || storedDifferently.length === 0
      ? []
      : ['The workspace stored other values:', fenced(storedDifferently.flatMap(fieldLines), 'diff')]),
  ];
  return body.length === 0
    ? head(plainText(change.name))
    : details(head(htmlText(change.name)), body.join('\n\n'));
}
