// What a plan is made from, and the workspace's side of it indexed by item.
import type { Capacity } from '../environments/environment.ts';
import type { RawResource } from '../workspace/workspace.ts';
import type { DesiredItem, Kinds } from './desired.ts';
import type { SameTokens } from './diff.ts';
import { chooseRecord, type OwnershipRecord, readRecord } from './ownership.ts';
import type { RefusedContent } from './refused-content.ts';
import type { Limit } from './safety.ts';
import { type ItemCollection, itemKey, type Snapshot } from './snapshot.ts';

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

/** The deployed items and their ownership records, by item key. */
export interface WorkspaceView {
  readonly items: ReadonlyMap<string, RawResource>;
  /** The key under which the workspace holds an item: its own, or that of the resource it was adopted from. */
  keyOf(item: Pick<DesiredItem, 'kind' | 'id'>): string;
  item(key: string): RawResource | undefined;
  /** The record that decides whose the item is. */
  record(key: string): OwnershipRecord | undefined;
  isOwned(key: string): boolean;
  /** When the rule that stood there was last deleted, as far as a record remembers. */
  deletedAt(key: string): Date | undefined;
  /** Records of this repository that only remember a deletion. */
  readonly marks: readonly OwnershipRecord[];
  /** Items, and records of vanished items, that belong to this repository. */
  readonly ownedKeys: readonly string[];
  readonly ownedCount: number;
}

/** Indexes the workspace's side of a plan. */
export function viewWorkspace(input: Pick<PlanInput, 'deployed' | 'kinds' | 'owner'>): WorkspaceView {
  const items = new Map([
    ...keyed('alertRules', input.deployed.alertRules),
    ...keyed('savedSearches', input.deployed.savedSearches),
  ]);
  const all = input.deployed.metadata
    .flatMap((resource) => readRecord(resource) ?? [])
    .map((record) => claimThatStands(record, items.get(record.item)));
  const records = recordsByItem(all, input.owner);
  const deletedAt = lastDeletions(all);
  const isOwned = (key: string) => records.get(key)?.owner === input.owner;
  const ownedKeys = [...records.keys()].filter(isOwned);
  const adopted = adoptedKeys(ownedKeys.flatMap((key) => records.get(key) ?? []));
  return {
    items,
    keyOf: (item) => {
      const own = itemKey(input.kinds[item.kind].collection, item.id);
      return items.has(own) ? own : (adopted.get(own) ?? own);
    },
    item: (key) => items.get(key),
    record: (key) => records.get(key),
    isOwned,
    deletedAt: (key) => deletedAt.get(key),
    marks: all.filter((record) => record.deleted?.by === input.owner),
    ownedKeys,
    ownedCount: ownedKeys.filter((key) => items.has(key)).length,
  };
}

/**
 * A record that says its rule was deleted, beside a rule that stands and was not written since, says more than was done: the claim
 * is still good. A rule that was written later may be somebody else's.
 */
function claimThatStands(record: OwnershipRecord, item: RawResource | undefined): OwnershipRecord {
  const { deleted } = record;
  const written = new Date(String(item?.properties['lastModifiedUtc']));
  // An invalid date is not before anything.
  if (deleted === undefined || !(written <= deleted.at)) return record;
  return { ...record, owner: deleted.by, deleted: undefined };
}

/** Key of the file's item -> key of the resource that speaks for it: what `adopt --from` recorded as the record's contentId. */
function adoptedKeys(records: readonly OwnershipRecord[]): ReadonlyMap<string, string> {
  const pairs = records.flatMap(({ contentId, item }) => {
    const own = contentId === undefined ? item : itemKey(collectionOf(item), contentId);
    return own === item ? [] : [[own, item] as const];
  });
  return new Map(pairs);
}

function collectionOf(key: string): ItemCollection {
  return key.startsWith('alertrules/') ? 'alertRules' : 'savedSearches';
}

function keyed(collection: ItemCollection, resources: readonly RawResource[]) {
  return resources.map((resource) => [itemKey(collection, resource.name), resource] as const);
}

function recordsByItem(
  records: readonly OwnershipRecord[],
  owner: string,
): ReadonlyMap<string, OwnershipRecord> {
  const all = new Map<string, OwnershipRecord[]>();
  for (const record of records) all.set(record.item, [...(all.get(record.item) ?? []), record]);
  const chosen = [...all].flatMap(([item, records]) => {
    const record = chooseRecord(records, owner);
    return record === undefined ? [] : [[item, record] as const];
  });
  return new Map(chosen);
}

/** Whoever deleted it: ARM refuses the id to everybody. */
function lastDeletions(records: readonly OwnershipRecord[]): ReadonlyMap<string, Date> {
  const found = new Map<string, Date>();
  for (const { item, deleted } of records) {
    if (deleted !== undefined && deleted.at > (found.get(item) ?? new Date(0))) found.set(item, deleted.at);
  }
  return found;
}
