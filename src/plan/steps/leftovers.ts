// Decides about what the workspace holds and no file asks for, once the changes of the files are final: a step.
import type { ContentKindDefinition } from '../../content/kinds/content-kind.ts';
import { compareText } from '../../diagnostics/compare-text.ts';
import type { RawResource } from '../../workspace/workspace.ts';
import type { Change, Subject } from '../change.ts';
import type { Draft } from '../draft.ts';
import type { PlanInput } from '../plan-input.ts';
import { hintUnread, reasonUnread } from '../single-reads.ts';

/**
 * Ours is orphaned, or replaced by an item that stands under another id; the rest is unmanaged and left alone. Sorted by kind and
 * name.
 */
export function decideLeftovers(draft: Draft): Draft {
  const leftovers = [...ofItems(draft), ...ofRecords(draft)].sort(
    (a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id),
  );
  return { ...draft, leftovers };
}

function ofItems(draft: Draft): readonly Change[] {
  const { input, view } = draft;
  const desired = keysOf(input.desired, draft);
  const excluded = keysOf(input.excluded ?? [], draft);
  const successors = successorsOf(draft);
  const awaited = awaitedFor(draft);
  return [...view.items].flatMap(([key, item]): Change[] => {
    const kind = view.kindOf(key);
    if (desired.has(key) || kind === undefined) return [];
    const subject = subjectOn(item, kind);
    const unread = input.unread?.get(key);
    if (unread !== undefined) return [notKnown(subject, unread, input)];
    if (!view.isOwned(key)) return [unmanaged(subject, view.record(key)?.owner)];
    const successor = successors.get(key);
    if (successor !== undefined) return [replaced(subject, kind, successor)];
    const file = awaited.get(key);
    if (file !== undefined && input.prune) return [standsIn(subject, file)];
    const why = excluded.has(key) ? 'The environment leaves it out.' : 'Its file is gone.';
    return [orphaned(subject, why, { kind, input })];
  });
}

function ofRecords(draft: Draft): readonly Change[] {
  const { input, view } = draft;
  const desired = keysOf(input.desired, draft);
  const kinds = Object.values(input.kinds);
  return view.ownedKeys.flatMap((key) => {
    const record = view.record(key);
    const kind = kinds.find(({ metadata }) => metadata !== undefined && metadata.kind === record?.kind);
    if (desired.has(key) || view.item(key) !== undefined || kind === undefined) return [];
    const name = record?.itemName ?? key;
    const subject = { kind: kind.kind, id: name, name };
    const unread = input.unread?.get(key);
    return [unread === undefined ? vanished(subject, input) : notKnown(subject, unread, input)];
  });
}

function keysOf(items: readonly Pick<Subject, 'kind' | 'id'>[], { view }: Draft): ReadonlySet<string> {
  return new Set(items.map((item) => view.keyOf(item)));
}

/** Key of what is ours under a former id -> id of the item that stands, or is about to, under the new one. */
function successorsOf({ input, decisions, findTwin }: Draft): ReadonlyMap<string, string> {
  if (!input.recreate) return new Map();
  const pairs = decisions.flatMap(({ item, change }) => {
    const twin = change.action === 'blocked' ? undefined : findTwin(item);
    return twin?.isOurs ? [[twin.key, item.id] as const] : [];
  });
  return new Map(pairs);
}

interface Awaited {
  readonly id: string;
  readonly blockedUntil: string;
}

/** Key of what is ours under another id -> the file that is the same rule and cannot be created for a day. */
function awaitedFor({ decisions, findTwin }: Draft): ReadonlyMap<string, Awaited> {
  const pairs = decisions.flatMap(({ item, change }) => {
    if (change.status !== 'recently-deleted') return [];
    const twin = findTwin(item);
    return twin?.isOurs ? [[twin.key, change] as const] : [];
  });
  return new Map(pairs);
}

function replaced(subject: Subject, kind: ContentKindDefinition, successor: string): Change {
  return {
    action: 'delete',
    ...subject,
    fields: [],
    item: true,
    status: 'replaced',
    replacedBy: successor,
    reason: `It goes once ${successor} stands in its place.`,
    ...recordAfter(kind),
  };
}

/** Where the id cannot be used again at once, the record stays, to remember when it was deleted. */
function recordAfter({ metadata, holdsDeletedIds }: ContentKindDefinition): {
  readonly metadata?: 'mark' | 'delete';
} {
  if (metadata === undefined) return {};
  return { metadata: holdsDeletedIds ? 'mark' : 'delete' };
}

function orphaned(
  subject: Subject,
  why: string,
  { kind, input }: { readonly kind: ContentKindDefinition; readonly input: PlanInput },
): Change {
  const change = { ...subject, fields: [], status: 'orphaned' } as const;
  if (!input.prune)
    return { action: 'no-op', ...change, item: false, reason: `${why} It stays: only --prune deletes it.` };
  const unreadable = [...(input.unreadable ?? []), ...filesWithoutId(input)];
  if (unreadable.length > 0) {
    const reason = `It has no file, but ${unreadable.join(', ')} cannot be identified and may be it.`;
    return { action: 'blocked', ...change, item: false, reason, hint: 'Correct the file first, then prune.' };
  }
  return { action: 'delete', ...change, item: true, reason: why, ...recordAfter(kind) };
}

/** Pruned now, nothing would look for what both of them find. */
function standsIn(subject: Subject, { id, blockedUntil }: Awaited): Change {
  const reason = `It stands in for ${id}, which cannot be created before ${blockedUntil}.`;
  const hint = 'Prune again after that.';
  return { action: 'blocked', ...subject, fields: [], item: false, status: 'orphaned', reason, hint };
}

function filesWithoutId(input: PlanInput): readonly string[] {
  return input.desired.filter((item) => item.id === '').map((item) => item.file);
}

function vanished(subject: Subject, input: PlanInput): Change {
  const change = {
    ...subject,
    status: 'orphaned',
    reason: 'Item and file are gone; only the ownership record is left.',
    fields: [],
    item: false,
  } as const;
  return input.prune ? { action: 'delete', ...change, metadata: 'delete' } : { action: 'no-op', ...change };
}

/** Without `prune` nothing would be done about it anyway. */
function notKnown(subject: Subject, why: string, { prune }: PlanInput): Change {
  const change = { ...subject, fields: [], item: false, reason: reasonUnread(why) } as const;
  return prune ? { action: 'blocked', ...change, hint: hintUnread } : { action: 'no-op', ...change };
}

function unmanaged(subject: Subject, owner: string | undefined): Change {
  const reason = owner === undefined ? 'It has no file and no owner.' : `It belongs to ${owner}.`;
  return { action: 'no-op', ...subject, fields: [], item: false, status: 'unmanaged', reason };
}

function subjectOn(item: RawResource, kind: ContentKindDefinition): Subject {
  const name = item.properties['displayName'];
  return { kind: kind.kind, id: item.name, name: typeof name === 'string' ? name : item.name };
}
