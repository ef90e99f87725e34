// Finds what Azure would refuse of a rule for its own sake, so that it is told beside the file and never sent.
import { analyticsRules, type Check, type Finding } from '../checks/check.ts';
import { type CheckContext, createCheckContext } from '../checks/context.ts';
import { checks } from '../checks/index.ts';
import type { ContentItem } from '../content/content-item.ts';
import { isQueryRule, ruleKindOf } from '../content/rule-properties.ts';
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

interface Refusal {
  /** Of the check's findings only those whose message says this. */
  readonly only?: RegExp;
  /** Only of a scheduled rule: of an NRT rule the field is not sent. */
  readonly scheduled?: true;
  /** Only of a rule that is created: an update sends what the workspace has. */
  readonly onCreate?: true;
}

/**
 * Checks whose findings mean that the service refuses a scheduled or NRT rule. Left to the service are queries, whose tables and
 * functions it knows better, and what nobody has seen it refuse.
 */
export const refusals: Readonly<Record<string, Refusal>> = {
  'content/custom-details': {},
  'content/duplicate-identifier': {},
  'content/duration-range': { scheduled: true },
  'content/entity-mapping-count': {},
  'content/field-mapping-count': {},
  'content/frequency-too-short-for-period': { scheduled: true },
  // Nobody has seen a look-back refused.
  'content/incident-grouping': { only: /^(?!Alerts are grouped over)/ },
  'content/invalid-aggregation-kind': { only: /^There is no/ },
  'content/invalid-column-name': {},
  'content/invalid-duration': { scheduled: true },
  'content/invalid-kind': {},
  'content/invalid-severity': {},
  // The service still takes PreAttack.
  'content/invalid-tactic': { only: /^(?!.*pre-?attack)/i },
  'content/invalid-technique': {},
  'content/invalid-trigger-operator': { scheduled: true },
  'content/invalid-trigger-threshold': { scheduled: true },
  'content/missing-field': {
    only: /`(name|severity|query|queryFrequency|queryPeriod|triggerOperator|triggerThreshold)`/,
    onCreate: true,
  },
  'content/missing-identifier': {},
  'content/period-shorter-than-frequency': { scheduled: true },
  'content/suppression-too-long': {},
  'content/template-version': {},
  'content/too-long': { only: /`(name|description|query)`/ },
  'content/unknown-alert-property': {},
  'content/unknown-entity-type': {},
  'content/unknown-identifier': {},
};

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
  const written = new Map(
    changes.filter(isWritten).map((change) => [change.file, change.action === 'create'] as const),
  );
  const found = items.flatMap((item) => {
    const isCreate = written.get(item.file);
    if (isCreate === undefined || item.kind !== 'analytics-rule') return [];
    const [first, ...more] = findingsOf(item, isCreate, context, options);
    return first === undefined ? [] : [[item.file, { ...first, more: more.length }] as const];
  });
  return new Map(found);
}

function isWritten({ action, item }: Change): boolean {
  return item && (action === 'create' || action === 'update');
}

function findingsOf(
  item: ContentItem,
  isCreate: boolean,
  context: CheckContext,
  options: RefusedContentOptions,
): readonly Pick<RefusedContent, 'text' | 'hint'>[] {
  const kind = ruleKindOf(item.values['kind']);
  if (kind !== undefined && !isQueryRule(kind)) return [];
  return checks
    .flatMap((check) => {
      const refusal = refusals[check.code];
      if (refusal === undefined || !check.kinds.includes(analyticsRules[0])) return [];
      if ((refusal.scheduled && kind !== 'Scheduled') || (refusal.onCreate && !isCreate)) return [];
      return check
        .run(item, context)
        .filter(({ message }) => refusal.only?.test(message) ?? true)
        .filter((finding) => isError(finding, check, item, options))
        .map((finding) => ({ finding, check }));
    })
    .sort((a, b) => a.finding.at.line - b.finding.at.line || a.finding.at.column - b.finding.at.column)
    .map(({ finding: { at, message, hint }, check }) => ({
      text: `${item.file}:${at.line}:${at.column} ${check.code}: ${message}`,
      hint: hint ?? check.fix,
    }));
}

function isError(
  finding: Finding,
  { code, severity }: Check,
  { file }: ContentItem,
  { project, now }: RefusedContentOptions,
): boolean {
  const level = levelFor(project, code, file) ?? finding.severity ?? severity;
  return (
    level === 'error' && suppressionFor(project, { code, file }, now.toISOString().slice(0, 10)) === undefined
  );
}
