// A change: what apply would do to one item, as plain data that can be printed, saved, hashed and reviewed.
import type { ContentKind } from '../content/content-item.ts';
import type { DiffLine } from './text-diff.ts';

/** `no-op` is never written; `blocked` cannot be done, and says why. */
const actions = ['create', 'update', 'delete', 'no-op', 'blocked'] as const;
export type Action = (typeof actions)[number];

/**
 * What is noteworthy about the item besides its action.
 * drift: the workspace was changed while the file was not. conflict: the id is taken by something that is not ours.
 * duplicate-of: the workspace has the same rule under another id. kind-change: the file makes another kind of the rule.
 * missing-tables: its query names tables that the workspace lacks. no-evidence: the environment's gate asks for evidence that
 * is not there. locked: what the workspace holds stands, because the environment says so.
 * invalid: its file holds what ARM would refuse.
 * recently-deleted: a rule of this id was deleted less than a day ago, and ARM refuses the id for so long.
 * orphaned: ours, but no file asks for it. replaced: ours, and to go once its successor stands.
 * unmanaged: of our kind, but no file and not ours: never touched.
 */
const statuses = [
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
type Status = (typeof statuses)[number];

export interface FieldChange {
  /** In ARM's spelling: `entityMappings[0].entityType`; `metadata.version` for the ownership record. */
  readonly path: string;
  /** The value in the workspace; null when there is none. */
  readonly before: unknown;
  /** The value the file or environment states; null when it is to go. */
  readonly after: unknown;
  /** Of a text over several lines: the difference by lines. */
  readonly lines?: readonly DiffLine[];
  /** The query says the same in another layout: its tokens are equal. */
  readonly formattingOnly?: true;
}

/** The item that a change is about. */
export interface Subject {
  readonly kind: ContentKind;
  /** The ARM resource name. */
  readonly id: string;
  /** The display name. */
  readonly name: string;
  readonly file?: string;
  /** Name of the resource that speaks for the item on the workspace, where it is not the id: it was adopted from there. */
  readonly deployedAs?: string;
}

interface Described extends Subject {
  readonly fields: readonly FieldChange[];
  /** Why it is blocked, or what the status means here: one sentence. */
  readonly reason?: string;
}

/** What an update sends back as it was read, or a no-op leaves: properties the tool does not know, by path (`incidentConfiguration.x`). */
interface Preserving {
  readonly preserved?: readonly string[];
}

/** A status that needs no data of its own; without one there is nothing noteworthy. */
interface Noted<S extends Status> {
  readonly status: S;
}
interface NotNoted {
  readonly status?: never;
}
interface OverMissingTables {
  readonly status: 'missing-tables';
  /** Tables the query names and the workspace lacks. */
  readonly missingTables: readonly string[];
}
interface DuplicateOf {
  readonly status: 'duplicate-of';
  /** Name of the resource that it would double. */
  readonly duplicateOf: string;
}
interface RecentlyDeleted {
  readonly status: 'recently-deleted';
  /** Until when the id is refused, ISO 8601 in UTC: `2026-11-23T07:30:00Z`. */
  readonly blockedUntil: string;
}
interface Locked extends Partial<Pick<DuplicateOf, 'duplicateOf'>> {
  readonly status: 'locked';
}
interface WithoutEvidence extends Partial<Pick<OverMissingTables, 'missingTables'>> {
  readonly status: 'no-evidence';
}
interface Replaced {
  readonly status: 'replaced';
  /** Id of the successor without which it is not deleted. */
  readonly replacedBy: string;
}

/**
 * `item` and `metadata` are the writes: is the item itself written or deleted, and what happens to its ownership record. A change
 * that writes nothing has neither. Without `metadata` the kind has no records, or there is none to delete.
 */
type Create = Described & {
  readonly action: 'create';
  readonly item: true;
  readonly metadata?: 'write';
} & (NotNoted | Noted<'drift'> | OverMissingTables);

type Update = Described &
  Preserving & {
    readonly action: 'update';
    /** False where only the record is written. */
    readonly item: boolean;
    readonly metadata?: 'write';
  } & (NotNoted | Noted<'drift'> | OverMissingTables);

type Delete = Described & {
  readonly action: 'delete';
  /** False where only the record is left to delete. */
  readonly item: boolean;
  /** `mark`: the record stays, to remember when the rule was deleted. */
  readonly metadata?: 'mark' | 'delete';
} & (Noted<'orphaned'> | Replaced);

type NoOp = Described &
  Preserving & {
    readonly action: 'no-op';
    readonly item: false;
  } & (NotNoted | Noted<'orphaned' | 'unmanaged'> | OverMissingTables | Locked);

type Blocked = Described & {
  readonly action: 'blocked';
  readonly item: false;
  readonly reason: string;
  /** What to do about it: one imperative sentence. */
  readonly hint: string;
} & (
    | NotNoted
    | Noted<'conflict' | 'kind-change' | 'invalid' | 'orphaned'>
    | DuplicateOf
    | RecentlyDeleted
    | WithoutEvidence
    | (OverMissingTables & {
        /** The environment accepts that it is blocked: apply does not fail for it. */
        readonly accepted?: true;
      })
  );

/** A union by action; its JSON is the public form of a change in plans, plan files and reports. */
export type Change = Create | Update | Delete | NoOp | Blocked;
export type PendingChange = Create | Update | Delete;

export type Summary = Readonly<Record<Action | Status, number>>;

/** True when apply would send something for this change. */
export function isPending(change: Change): change is PendingChange {
  return change.action === 'create' || change.action === 'update' || change.action === 'delete';
}

/** True when apply would write the item itself. */
export function isWritten(change: Change): change is Create | Update {
  return change.item && (change.action === 'create' || change.action === 'update');
}

/** True where the environment is content that the change is blocked. */
export function isAccepted(change: Change): boolean {
  return change.action === 'blocked' && change.status === 'missing-tables' && change.accepted === true;
}

/** Whether a plan shows it: it would be done, or something is to be said of it. */
export function isListed({ action, status }: Pick<Change, 'action' | 'status'>): boolean {
  return action !== 'no-op' || status !== undefined;
}

/** What an update or a no-op leaves as the workspace has it. */
export function preservedBy(change: Change): readonly string[] {
  return (change.action === 'update' || change.action === 'no-op' ? change.preserved : undefined) ?? [];
}

/** The item of a change, without what is to become of it. */
export function subjectOf({ kind, id, name, file, deployedAs }: Subject): Subject {
  return {
    kind,
    id,
    name,
    ...(file === undefined ? {} : { file }),
    ...(deployedAs === undefined ? {} : { deployedAs }),
  };
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
