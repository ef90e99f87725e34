// What a plan is made from: both sides as they were read, and what project and environment ask for.
import type { Capacity } from '../environments/environment.ts';
import type { DesiredItem, Kinds } from './desired.ts';
import type { SameTokens } from './diff.ts';
import type { RefusedContent } from './refused-content.ts';
import type { Limit } from './safety.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What becomes of a rule over tables that the workspace lacks. blocked: it is not written. accepted: the same, and the environment is content with it. disabled: it is written switched off.
 * enabled: it was written switched off for want of tables, and they are there now.
 */
export interface TablesVerdict {
  readonly outcome: 'blocked' | 'accepted' | 'disabled' | 'enabled';
  /** Sorted. */
  readonly missing: readonly string[];
}

/** Why the gate of an environment does not let an item pass, and what would open it. */
export interface Unproven {
  readonly reason: string;
  readonly hint: string;
}

export interface PlanInput {
  readonly desired: readonly DesiredItem[];
  readonly deployed: Snapshot;
  readonly kinds: Kinds;
  /** ARM resource id of the workspace. */
  readonly workspace: string;
  /** The repository: what `source.name` of the ownership record says. */
  readonly owner: string;
  /** When the plan is made: ids deleted less than a day before are still refused. */
  readonly now: Date;
  readonly commit?: string | undefined;
  /** Name of the environment the items were made for. */
  readonly environment?: string | undefined;
  /** Delete owned items whose file is gone. */
  readonly prune?: boolean | undefined;
  readonly maxDeletes?: Limit | undefined;
  readonly sameTokens?: SameTokens | undefined;
  /** Files that could not be read: their items have no desired side, which must not pass for a deleted file. */
  readonly unreadable?: readonly string[] | undefined;
  /** Items whose file exists and that the environment leaves out. */
  readonly excluded?: readonly Pick<DesiredItem, 'kind' | 'id'>[] | undefined;
  /** Files of items whose tuning on the workspace stands. */
  readonly locked?: ReadonlySet<string> | undefined;
  /** How many enabled rules the workspace takes; undefined: the published limits. */
  readonly capacity?: Capacity | undefined;
  /** Delete what an item of ours was under its former id, once it stands under the new one. */
  readonly recreate?: boolean | undefined;
  /** By file, what Azure would refuse of an item for its own sake; `refusedContent` makes it. */
  readonly refused?: ReadonlyMap<string, RefusedContent> | undefined;
  /** By file, where tables are missing or have come; `withTables` makes it. */
  readonly tables?: ReadonlyMap<string, TablesVerdict> | undefined;
  /** By file, what the environment's gate refuses for want of evidence; undefined where nothing was asked for. */
  readonly unproven?: ReadonlyMap<string, Unproven> | undefined;
  /** By item key, why it is not known what the workspace holds there; `withSingleReads` makes it. */
  readonly unread?: ReadonlyMap<string, string> | undefined;
}
