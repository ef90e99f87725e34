// Decides about what the workspace holds and no file asks for: ours is orphaned, the rest is unmanaged and left alone.
import type { ContentKindDefinition } from '../content/content-kind.ts';
import type { RawResource } from '../workspace/workspace.ts';
import type { Change } from './change.ts';
import type { PlanInput, WorkspaceView } from './plan-input.ts';

/** Changes for deployed items, and for records of vanished items, that have no file; sorted by kind and name. */
export function changesWithoutFile(input: PlanInput, view: WorkspaceView): readonly Change[] {
  const desired = new Set(input.desired.map((item) => view.keyOf(item)));
  const kinds = Object.values(input.kinds);
  const ofItems = [...view.items].flatMap(([key, item]) => {
    const kind = kinds.find((each) => key.startsWith(`${each.collection.toLowerCase()}/`));
    if (desired.has(key) || kind === undefined || !kind.isOfKind(item)) return [];
    const change = view.isOwned(key)
      ? orphaned(item, kind, input)
      : unmanaged(item, kind, view.record(key)?.owner);
    return [change];
  });
  const ofRecords = view.ownedKeys.flatMap((key) => {
    const record = view.record(key);
    const kind = kinds.find((each) => each.metadata.kind === record?.kind);
    if (desired.has(key) || view.item(key) !== undefined || kind === undefined) return [];
    return [vanished(record?.itemName ?? key, kind, input)];
  });
  return [...ofItems, ...ofRecords].sort(byKindAndName);
}

function orphaned(item: RawResource, kind: ContentKindDefinition, input: PlanInput): Change {
  const change = { ...base(item, kind), status: 'orphaned' } as const;
  if (!input.prune) return { action: 'no-op', ...change, reason: 'Its file is gone.' };
  const unreadable = [...(input.unreadable ?? []), ...filesWithoutId(input)];
  if (unreadable.length > 0) {
    const reason = `It has no file, but ${unreadable.join(', ')} cannot be identified and may be it.`;
    return { action: 'blocked', ...change, reason, hint: 'Mend the file first, then prune.' };
  }
  return { action: 'delete', ...change, reason: 'Its file is gone.', item: true, metadata: 'delete' };
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

function unmanaged(item: RawResource, kind: ContentKindDefinition, owner: string | undefined): Change {
  const reason = owner === undefined ? 'It has no file and no owner.' : `It belongs to ${owner}.`;
  return { action: 'no-op', ...base(item, kind), status: 'unmanaged', reason };
}

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
