// Finds what Azure would refuse of a rule for its own sake, so that it is said beside the file and never sent.
import type { Check } from '../checks/check.ts';
import { type CheckContext, createCheckContext } from '../checks/context.ts';
import { refusedFindings } from '../checks/refused.ts';
import type { ContentItem } from '../content/content-item.ts';
import { isQueryRule, ruleKindOf } from '../content/model/rule-kinds.ts';
import { levelFor, suppressionFor } from '../environments/levels.ts';
import type { Project } from '../environments/project.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { Change } from './change.ts';

/** The first finding of an item that keeps it from being written. */
export interface RefusedContent {
  /** `analytics-rules/x.yaml:9:17 content/invalid-severity: There is no severity \`medium\`` */
  readonly text: string;
  readonly hint: string;
  /** How many further ones there are. */
  readonly more: number;
}

export interface RefusedContentOptions {
  readonly project: Project;
  readonly tables: TableCatalogue;
  readonly now: Date;
}

/** By file, of the items that `changes` would write. A level below error, or a suppression, lets the service decide. */
export function refusedContent(
  items: readonly ContentItem[],
  changes: readonly Change[],
  options: RefusedContentOptions,
): ReadonlyMap<string, RefusedContent> {
  const context = createCheckContext({ ...options, items });
  const isCreateByFile = new Map(
    changes.filter(isWritten).map((change) => [change.file, change.action === 'create'] as const),
  );
  const entries = items.flatMap((item) => {
    const isCreate = isCreateByFile.get(item.file);
    if (isCreate === undefined) return [];
    const [first, ...more] = findingsOf(item, isCreate, { ...options, context });
    return first === undefined ? [] : [[item.file, { ...first, more: more.length }] as const];
  });
  return new Map(entries);
}

function isWritten({ action, item }: Change): boolean {
  return item && (action === 'create' || action === 'update');
}

function findingsOf(
  item: ContentItem,
  isCreate: boolean,
  { context, ...options }: RefusedContentOptions & { readonly context: CheckContext },
): readonly Pick<RefusedContent, 'text' | 'hint'>[] {
  const kind = ruleKindOf(item.values['kind']);
  if (kind !== undefined && !isQueryRule(kind)) return [];
  return refusedFindings(item, context)
    .filter(
      ({ refused }) => refused === 'always' || (refused === 'on-create' ? isCreate : kind === 'Scheduled'),
    )
    .filter(({ check }) => isLeftToTool(check, item, options))
    .sort((a, b) => a.finding.at.line - b.finding.at.line || a.finding.at.column - b.finding.at.column)
    .map(({ finding: { at, message, hint }, check }) => ({
      text: `${item.file}:${at.line}:${at.column} ${check.code}: ${message}`,
      hint: hint ?? check.fix,
    }));
}

/** What a project reports below error, or suppresses, it wants the service to decide. */
function isLeftToTool(
  { code }: Check,
  { file }: ContentItem,
  { project, now }: RefusedContentOptions,
): boolean {
  const level = levelFor(project, code, file) ?? 'error';
  return (
    level === 'error' && suppressionFor(project, { code, file }, now.toISOString().slice(0, 10)) === undefined
  );
}
