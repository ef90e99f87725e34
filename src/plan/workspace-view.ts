// The workspace's side of a plan, indexed by item: what stands there, of which kind, and whose it is.
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import type { RawResource } from '../workspace/workspace.ts';
import type { DesiredItem } from './desired.ts';
import { chooseRecord, type OwnershipRecord, readRecord } from './ownership.ts';
import type { PlanInput } from './plan-input.ts';
import { itemKey } from './snapshot.ts';

/** The deployed items and their ownership records, by item key. */
export interface WorkspaceView {
  readonly items: ReadonlyMap<string, RawResource>;
  /** The key under which the workspace holds an item: its own, or that of the resource it was adopted from. */
  keyOf(item: Pick<DesiredItem, 'kind' | 'id'>): string;
  item(key: string): RawResource | undefined;
  /** The kind of what the workspace holds there; undefined for what is of none, such as a search of another category. */
  kindOf(key: string): ContentKindDefinition | undefined;
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
  const kinds = Object.values(input.kinds);
  const collections = new Set(kinds.map(({ collection }) => collection));
  const items = new Map<string, RawResource>();
  const kindsByKey = new Map<string, ContentKindDefinition>();
  for (const collection of collections) {
    for (const resource of input.deployed[collection]) {
      const key = itemKey(collection, resource.name);
      const kind = kinds.find((each) => each.collection === collection && each.isOfKind(resource));
      items.set(key, resource);
      if (kind !== undefined) kindsByKey.set(key, kind);
    }
  }
  const all = input.deployed.metadata
    .flatMap((resource) => readRecord(resource, kinds) ?? [])
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
    kindOf: (key) => kindsByKey.get(key),
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
  const modified = new Date(String(item?.properties['lastModifiedUtc']));
  // An invalid date is not before anything.
  if (deleted === undefined || !(modified <= deleted.at)) return record;
  return { ...record, owner: deleted.by, deleted: undefined };
}

/** Key of the file's item -> key of the resource that speaks for it: what `adopt --from` recorded as the record's contentId. */
function adoptedKeys(records: readonly OwnershipRecord[]): ReadonlyMap<string, string> {
  const pairs = records.flatMap(({ collection, contentId, item }) => {
    const own = contentId === undefined ? item : itemKey(collection, contentId);
    return own === item ? [] : [[own, item] as const];
  });
  return new Map(pairs);
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
  const deletions = new Map<string, Date>();
  for (const { item, deleted } of records) {
    if (deleted !== undefined && deleted.at > (deletions.get(item) ?? new Date(0)))
      deletions.set(item, deleted.at);
  }
  return deletions;
}
