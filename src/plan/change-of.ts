// Decides what happens to one content item: the rules of create, update, drift, claim, duplicate and conflict.
import { createBody, differences } from '../content/compare.ts';
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import type { RawResource } from '../workspace/workspace.ts';
import type { Change, FieldChange } from './change.ts';
import { freeAgainAt, isIdHeld, isoSeconds } from './deletion-mark.ts';
import { type DesiredItem, recordedHashOf } from './desired.ts';
import { fieldChanges, pathText } from './diff.ts';
import { diffRecord, statedRecord } from './ownership.ts';
import type { PlanInput } from './plan-input.ts';
import type { Sides } from './sides.ts';
import { hintUnread, reasonUnread } from './single-reads.ts';
import { successorId } from './successor-id.ts';

/** The change for one file, whatever the workspace holds under its id. */
export function changeOf(item: DesiredItem, sides: Sides): Change {
  const { input, view } = sides;
  const unidentified = reasonNotIdentified(item, input);
  if (unidentified !== undefined) return blocked(item, unidentified, 'Give the file an id of its own.');
  const key = view.keyOf(item);
  const unread = input.unread?.get(key);
  if (unread !== undefined) return blocked(item, reasonUnread(unread), hintUnread);
  const deployed = view.item(key);
  if (deployed === undefined) return absent(item, sides);
  const change = withPreserved(present(item, deployed, sides), { item, deployed, input });
  return sameName(deployed.name, item.id) ? change : { ...change, deployedAs: deployed.name };
}

interface Compared {
  readonly item: DesiredItem;
  readonly deployed: RawResource;
  readonly input: PlanInput;
}

/** What an update sends back as it was read, and the file does not state. */
function withPreserved(change: Change, { item, deployed, input }: Compared): Change {
  if (change.action !== 'update' && change.action !== 'no-op') return change;
  const kind = input.kinds[item.kind];
  const stated = new Set(kind.unknown(item.body).map(pathText));
  const sent = kind.unknown(kind.overlay(item.body, deployed)).map(pathText);
  const preserved = sent.filter((path) => !stated.has(path));
  return preserved.length === 0 ? change : { ...change, preserved };
}

function absent(item: DesiredItem, { input, view, findTwin }: Sides): Change {
  const key = view.keyOf(item);
  const kind = input.kinds[item.kind];
  const deletedAt = view.deletedAt(key);
  if (deletedAt !== undefined && isIdHeld(deletedAt, input.now)) return recentlyDeleted(item, deletedAt);
  const owner = view.record(key)?.owner;
  const isOurs = view.isOwned(key);
  if (owner !== undefined && !isOurs) return conflict(item, `It belongs to ${owner}.`, []);
  const twin = findTwin(item);
  if (twin === undefined) return create(item, kind, isOurs);
  const { name } = twin.resource;
  if (twin.isOurs) {
    if (input.prune || input.recreate) return create(item, kind, false);
    const reason = `This repository deployed it before, as ${name}; its file has another id now.`;
    const hint = 'Pass --recreate: the new one is created and checked, then the old one is deleted.';
    return { ...blocked(item, reason, hint), status: 'duplicate-of', duplicateOf: name };
  }
  const why = whyTwin[twin.by];
  const hint = `Run adopt ${item.id} --from ${name} to manage it from here, or rename one of them.`;
  return {
    ...blocked(item, `${name} on the workspace ${why}.`, hint),
    status: 'duplicate-of',
    duplicateOf: name,
    fields: sameKind(item, twin.resource) ? compare(item, twin.resource, input) : [],
  };
}

const whyTwin = {
  function: 'is a function of the same name',
  name: 'has the same display name',
  template: 'was made from this template',
} as const;

function present(item: DesiredItem, deployed: RawResource, { input, view }: Sides): Change {
  const kind = input.kinds[item.kind];
  const key = view.keyOf(item);
  const record = view.record(key);
  const isOurs = view.isOwned(key);
  if (record?.owner !== undefined && !isOurs) {
    return conflict(item, `It belongs to ${record.owner}.`, compare(item, deployed, input));
  }
  if (!kind.isOfKind({ kind: deployed.kind, properties: deployed.properties })) {
    const reason = `The id is taken by something that is no ${kind.words.one}.`;
    return { ...blocked(item, reason, 'Give the file another id.'), status: 'conflict' };
  }
  if (!sameKind(item, deployed)) return kindChange(item, deployed);
  const fields = compare(item, deployed, input);
  if (!isOurs && fields.length > 0) {
    const reason = 'An item with this id exists, was not made by this repository, and differs.';
    return conflict(item, reason, fields);
  }
  if (fields.length > 0) {
    const change = { ...base(item), action: 'update', item: true, fields, ...recordWrite(kind) } as const;
    const isDrift = isOurs && record?.hash === recordedHashOf(item);
    const reason = 'The workspace was changed; the file was not.';
    return isDrift ? { ...change, status: 'drift', reason } : change;
  }
  return settled(
    item,
    kind,
    diffRecord(statedRecord({ item, kind, owner: input.owner, parentId: deployed.id }), record),
  );
}

function compare(item: DesiredItem, deployed: RawResource, input: PlanInput): readonly FieldChange[] {
  return fieldChanges(differences(input.kinds[item.kind], item.body, deployed), input.sameTokens);
}

function base(item: DesiredItem) {
  return { kind: item.kind, id: item.id, name: item.name, file: item.file } as const;
}

/** The record is written after the item, where the kind has records. */
function recordWrite({ metadata }: ContentKindDefinition): { readonly metadata?: 'write' } {
  return metadata === undefined ? {} : { metadata: 'write' };
}

/** Every field of the body that will be sent, defaults included: nothing is created unseen. */
function create(item: DesiredItem, kind: ContentKindDefinition, isOurs: boolean): Change {
  const body = createBody(kind, item.body);
  const fields = Object.entries(kind.canonical(body)).map(([path, after]) => ({ path, before: null, after }));
  const change = { ...base(item), action: 'create', item: true, fields, ...recordWrite(kind) } as const;
  const reason = 'It was applied before and has been deleted in the workspace.';
  return isOurs ? { ...change, status: 'drift', reason } : change;
}

/** The item is as the file states it; the record may still have to say so. */
function settled(item: DesiredItem, kind: ContentKindDefinition, fields: readonly FieldChange[]): Change {
  if (fields.length === 0 || kind.metadata === undefined) {
    return { ...base(item), action: 'no-op', item: false, fields: [] };
  }
  return { ...base(item), action: 'update', item: false, metadata: 'write', fields };
}

function blocked(item: DesiredItem, reason: string, hint: string) {
  return { ...base(item), action: 'blocked', reason, hint, fields: [], item: false } as const;
}

function conflict(item: DesiredItem, reason: string, fields: readonly FieldChange[]): Change {
  const hint = `Run adopt ${item.id} to manage it from here, or give the file another id.`;
  return { ...blocked(item, reason, hint), status: 'conflict', fields };
}

function recentlyDeleted(item: DesiredItem, deletedAt: Date): Change {
  const blockedUntil = isoSeconds(freeAgainAt(deletedAt));
  const reason = `Its rule was deleted at ${isoSeconds(deletedAt)} and Azure keeps a deleted id for about a day: blocked until ${blockedUntil}.`;
  const hint = 'Wait until then, or give the file another id.';
  return { ...blocked(item, reason, hint), status: 'recently-deleted', blockedUntil };
}

function kindChange(item: DesiredItem, deployed: RawResource): Change {
  const wanted = item.body.kind ?? '';
  const reason = `The workspace holds it as ${deployed.kind}, the file says ${wanted}; the kind of a rule cannot be changed.`;
  const hint = `Write \`id: ${successorId(item.id, wanted)}\` in the file, then pass --recreate: the new rule is created and checked, then the old one is deleted.`;
  return { ...blocked(item, reason, hint), status: 'kind-change' };
}

function sameKind(item: DesiredItem, deployed: RawResource): boolean {
  const wanted = item.body.kind;
  return wanted === undefined || deployed.kind === undefined || sameName(wanted, deployed.kind);
}

/** Two kinds may share a collection, and an id is taken once in each. */
function reasonNotIdentified(item: DesiredItem, { desired, kinds }: PlanInput): string | undefined {
  if (item.id === '') return 'The file has no id.';
  const { collection } = kinds[item.kind];
  const other = desired.find(
    (each) =>
      each.file !== item.file && kinds[each.kind].collection === collection && sameName(each.id, item.id),
  );
  return other === undefined ? undefined : `${other.file} has the same id.`;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
