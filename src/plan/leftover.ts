// Decides about what the workspace holds and no file asks for: ours is orphaned, the rest is unmanaged and left alone.
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import type { RawResource } from '../workspace/workspace.ts';
import type { Change } from './change.ts';
import type { PlanInput } from './plan-input.ts';
import { hintUnread, reasonUnread } from './single-reads.ts';
import type { WorkspaceView } from './workspace-view.ts';

/** What stands, or is to stand, for an item that has no file under its own id; by the item's key. */
export interface Counterparts {
  /** The id under which it stands now. */
  readonly successors: ReadonlyMap<string, string>;
  /** The change of its file, whose id cannot be used yet. */
  readonly awaited: ReadonlyMap<string, Change>;
}

/** Changes for deployed items, and for records of vanished items, that have no file; sorted by kind and name. */
export function changesWithoutFile(
  input: PlanInput,
  view: WorkspaceView,
  { successors, awaited }: Counterparts,
): readonly Change[] {
  const excluded = new Set((input.excluded ?? []).map((item) => view.keyOf(item)));
  const desired = new Set(input.desired.map((item) => view.keyOf(item)));
  const kinds = Object.values(input.kinds);
  const ofItems = [...view.items].flatMap(([key, item]) => {
    const kind = view.kindOf(key);
    if (desired.has(key) || kind === undefined) return [];
    const unread = input.unread?.get(key);
    if (unread !== undefined) return [notKnown(base(item, kind), unread, input)];
    if (!view.isOwned(key)) return [unmanaged(item, kind, view.record(key)?.owner)];
    const successor = successors.get(key);
    if (successor !== undefined) return [replaced(item, kind, successor)];
    const file = awaited.get(key);
    if (file !== undefined && input.prune) return [standsIn(item, kind, file)];
    return [orphaned(item, kind, excluded.has(key) ? 'The environment leaves it out.' : fileGone, input)];
  });
  const ofRecords = view.ownedKeys.flatMap((key) => {
    const record = view.record(key);
    const kind = kinds.find((each) => each.metadata !== undefined && each.metadata.kind === record?.kind);
    if (desired.has(key) || view.item(key) !== undefined || kind === undefined) return [];
    const unread = input.unread?.get(key);
    const vanishedItem = vanished(record?.itemName ?? key, kind, input);
    return [unread === undefined ? vanishedItem : notKnown(vanishedItem, unread, input)];
  });
  return [...ofItems, ...ofRecords].sort(byKindAndName);
}

const fileGone = 'Its file is gone.';

function replaced(item: RawResource, kind: ContentKindDefinition, successor: string): Change {
  const change = { ...base(item, kind), status: 'replaced', replacedBy: successor } as const;
  const reason = `It goes once ${successor} stands in its place.`;
  return { action: 'delete', ...change, reason, item: true, metadata: recordAfter(kind) };
}

/** Where the id cannot be used again at once, the record stays, to remember when it was deleted. */
function recordAfter({ holdsDeletedIds }: ContentKindDefinition): 'mark' | 'delete' {
  return holdsDeletedIds ? 'mark' : 'delete';
}

function orphaned(item: RawResource, kind: ContentKindDefinition, why: string, input: PlanInput): Change {
  const change = { ...base(item, kind), status: 'orphaned' } as const;
  if (!input.prune) return { action: 'no-op', ...change, reason: why };
  const unreadable = [...(input.unreadable ?? []), ...filesWithoutId(input)];
  if (unreadable.length > 0) {
    const reason = `It has no file, but ${unreadable.join(', ')} cannot be identified and may be it.`;
    return { action: 'blocked', ...change, reason, hint: 'Mend the file first, then prune.' };
  }
  return { action: 'delete', ...change, reason: why, item: true, metadata: recordAfter(kind) };
}

/** Pruned now, nothing would look for what both of them find. */
function standsIn(item: RawResource, kind: ContentKindDefinition, { id, blockedUntil }: Change): Change {
  const reason = `It stands in for ${id}, which cannot be created before ${blockedUntil}.`;
  const hint = 'Prune again after that.';
  return { action: 'blocked', ...base(item, kind), status: 'orphaned', reason, hint };
}

function filesWithoutId(input: PlanInput): readonly string[] {
  return input.desired.filter((item) => item.id === '').map((item) => item.file);
}

function vanished(name: string, kind: ContentKindDefinition, input: PlanInput): Change {
  const change = {
    kind: kind.kind,
    id: name,
    name,
    status: 'orphaned',
    reason: 'Item and file are gone; only the ownership record is left.',
    fields: [],
    item: false,
  } as const;
  return input.prune ? { action: 'delete', ...change, metadata: 'delete' } : { action: 'no-op', ...change };
}

/** Without `prune` nothing would be done about it anyway. */
function notKnown({ kind, id, name }: Base, why: string, { prune }: PlanInput): Change {
  const change = { kind, id, name, fields: [], item: false, reason: reasonUnread(why) } as const;
  return prune ? { action: 'blocked', ...change, hint: hintUnread } : { action: 'no-op', ...change };
}

function unmanaged(item: RawResource, kind: ContentKindDefinition, owner: string | undefined): Change {
  const reason = owner === undefined ? 'It has no file and no owner.' : `It belongs to ${owner}.`;
  return { action: 'no-op', ...base(item, kind), status: 'unmanaged', reason };
}

type Base = Pick<Change, 'kind' | 'id' | 'name'>;

function base(item: RawResource, kind: ContentKindDefinition) {
  const name = item.properties['displayName'];
  return {
    kind: kind.kind,
    id: item.name,
    name: typeof name === 'string' ? name : item.name,
    fields: [],
    item: false,
  } as const;
}

function byKindAndName(a: Change, b: Change): number {
  const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return order(a.kind, b.kind) || order(a.name, b.name) || order(a.id, b.id);
}
