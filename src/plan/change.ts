// A change: what apply would do to one item, as plain data that can be printed, saved, hashed and reviewed.
import type { ContentKind } from '../content/content-item.ts';
import type { DiffLine } from './text-diff.ts';

/** `no-op` is never written; `blocked` cannot be done, and says why. */
export const actions = ['create', 'update', 'delete', 'no-op', 'blocked'] as const;
export type Action = (typeof actions)[number];

/**
 * What is noteworthy about the item besides its action.
 * drift: the workspace was changed while the file was not. conflict: the id is taken by something that is not ours.
 * duplicate-of: the workspace has the same rule under another id. kind-change: the file makes another kind of the rule.
 * missing-tables: its query names tables that the workspace lacks. no-evidence: the environment's gate asks for evidence that
 * is not there. locked: what the workspace holds stands, by the environment's word.
 * invalid: its file holds what ARM would refuse.
 * recently-deleted: a rule of this id was deleted less than a day ago, and ARM refuses the id for so long.
 * orphaned: ours, but no file asks for it. replaced: ours, and to go once its successor stands.
 * unmanaged: of our kind, but no file and not ours: never touched.
 */
export const statuses = [
  'drift',
  'conflict',
  'duplicate-of',
  'kind-change',
  'invalid',
  'missing-tables',
  'recently-deleted',
  'no-evidence',
  'locked',
  'orphaned',
  'replaced',
  'unmanaged',
] as const;
export type Status = (typeof statuses)[number];

export interface FieldChange {
  /** In ARM's spelling: `entityMappings[0].entityType`; `metadata.version` for the ownership record. */
  readonly path: string;
  /** The value in the workspace; null when there is none. */
  readonly before: unknown;
  /** The value the file or environment states; null when it is to go. */
  readonly after: unknown;
  /** Of a text over several lines: the difference by lines. */
  readonly lines?: readonly DiffLine[] | undefined;
  /** The query says the same in another layout: its tokens are equal. */
  readonly formattingOnly?: true | undefined;
}

export interface Change {
  readonly action: Action;
  readonly kind: ContentKind;
  /** The ARM resource name. */
  readonly id: string;
  /** The display name. */
  readonly name: string;
  readonly file?: string | undefined;
  /** Name of the resource that speaks for the item on the workspace, where it is not the id: it was adopted from there. */
  readonly deployedAs?: string | undefined;
  /** Name of the resource that a `duplicate-of` would double. */
  readonly duplicateOf?: string | undefined;
  /** Id of the successor without which a `replaced` item is not deleted. */
  readonly replacedBy?: string | undefined;
  /** Tables the query names and the workspace lacks. */
  readonly missingTables?: readonly string[] | undefined;
  /** Until when a `recently-deleted` id is refused, ISO 8601 in UTC: `2026-11-23T07:30:00Z`. */
  readonly blockedUntil?: string | undefined;
  /** The environment accepts that it is blocked: apply does not fail for it. */
  readonly accepted?: true | undefined;
  readonly status?: Status | undefined;
  /** Why it is blocked, or what the status means here: one sentence. */
  readonly reason?: string | undefined;
  /** What to do about a blocked change: one imperative sentence. */
  readonly hint?: string | undefined;
  readonly fields: readonly FieldChange[];
  /** Does the item itself get written or deleted? False where only its ownership record does. */
  readonly item: boolean;
  /**
   * Properties of the item on the workspace that the tool does not know, by path: `incidentConfiguration.newThing`. An update
   * sends them back as they were read.
   */
  readonly preserved?: readonly string[] | undefined;
  /** What happens to the ownership record; `mark`: it stays, to remember when the rule was deleted. */
  readonly metadata?: 'write' | 'mark' | 'delete' | undefined;
}

export type Summary = Readonly<Record<Action | Status, number>>;

/** True when apply would send something for this change. */
export function isPending(change: Change): boolean {
  return change.action === 'create' || change.action === 'update' || change.action === 'delete';
}

/** How many changes there are of each action and status; zeros included. */
export function summarise(changes: readonly Change[]): Summary {
  const summary = Object.fromEntries([...actions, ...statuses].map((word) => [word, 0])) as Record<
    Action | Status,
    number
  >;
  for (const change of changes) {
    summary[change.action]++;
    if (change.status !== undefined) summary[change.status]++;
  }
  return summary;
}
