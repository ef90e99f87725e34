// What a plan is made from: both sides as they were read, and what project and environment ask for.
import type { Capacity } from '../environments/environment.ts';
import type { DesiredItem, Kinds } from './desired.ts';
import type { SameTokens } from './diff.ts';
import type { Limit } from './safety.ts';
import type { Snapshot } from './snapshot.ts';

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
  readonly environment?: string;
  /** Delete owned items whose file is gone. */
  readonly prune?: boolean;
  readonly maxDeletes?: Limit | undefined;
  /** Do two queries consist of the same tokens? Given by the KQL layer. */
  readonly sameTokens?: SameTokens;
  /** Names that a query with these parameters calls and does not define: tables and functions. Given by the KQL layer. */
  readonly calls?: (query: string, parameters: string) => readonly string[];
  /** Files that could not be read: their items have no desired side, which must not pass for a deleted file. */
  readonly unreadable?: readonly string[];
  /** Items whose file exists and that the environment leaves out. */
  readonly excluded?: readonly Pick<DesiredItem, 'kind' | 'id'>[];
  /** Files of items whose tuning on the workspace stands. */
  readonly locked?: ReadonlySet<string>;
  /** How many enabled rules the workspace takes; undefined: the published limits. */
  readonly capacity?: Capacity;
  /** Delete what an item of ours was under its former id, once it stands under the new one. */
  readonly recreate?: boolean;
  /** By item key, why it is not known what the workspace holds there; `withSingleReads` makes it. */
  readonly unread?: ReadonlyMap<string, string>;
}
