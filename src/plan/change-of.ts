// Decides what happens to one content item: the rules of create, update, drift, claim and conflict.
import { createBody, differences } from '../content/compare.ts';
import type { ContentKindDefinition } from '../content/content-kind.ts';
import type { RawResource } from '../workspace/workspace.ts';
import type { Change, FieldChange } from './change.ts';
import type { DesiredItem } from './desired.ts';
import { fieldChanges } from './diff.ts';
import { diffRecord, statedRecord } from './ownership.ts';
import type { PlanInput, WorkspaceView } from './plan-input.ts';

/** The change for one file, whatever the workspace holds under its id. */
export function changeOf(item: DesiredItem, input: PlanInput, view: WorkspaceView): Change {
  const kind = input.kinds[item.kind];
  const key = view.keyOf(item);
  const deployed = view.item(key);
  const record = view.record(key);
  const isOurs = view.isOwned(key);
  const unidentified = reasonNotIdentified(item, input.desired);
  if (unidentified !== undefined) return blocked(item, unidentified, 'Give the file an id of its own.');
  if (record?.owner !== undefined && !isOurs) {
    const fields = deployed === undefined ? [] : compare(item, deployed, kind, input);
    return conflict(item, `It belongs to ${record.owner}.`, fields);
  }
  if (deployed === undefined) return create(item, kind, isOurs);
  const taken = reasonTaken(item, deployed, kind);
  if (taken !== undefined) return { ...blocked(item, taken.reason, taken.hint), status: 'conflict' };
  const fields = compare(item, deployed, kind, input);
  if (!isOurs && fields.length > 0) {
    return conflict(
      item,
      'An item with this id exists, was not made by this repository, and differs.',
      fields,
    );
  }
  return fields.length > 0
    ? update(item, fields, isOurs && record?.hash === item.hash)
    : settled(item, diffRecord(statedRecord(item, kind, input.owner, deployed.id), record));
}

function compare(
  item: DesiredItem,
  deployed: RawResource,
  kind: ContentKindDefinition,
  input: PlanInput,
): readonly FieldChange[] {
  return fieldChanges(differences(kind, item.body, deployed), input.sameTokens);
}

function base(item: DesiredItem) {
  return { kind: item.kind, id: item.id, name: item.name, file: item.file } as const;
}

/** Every field of the body that will be sent, defaults included: nothing is created unseen. */
function create(item: DesiredItem, kind: ContentKindDefinition, isOurs: boolean): Change {
  const body = createBody(kind, item.body);
  const fields = Object.entries(kind.canonical(body)).map(([path, after]) => ({ path, before: null, after }));
  const change = { action: 'create', ...base(item), fields, item: true, metadata: 'write' } as const;
  const reason = 'It was applied before and has been deleted in the workspace.';
  return isOurs ? { ...change, status: 'drift', reason } : change;
}

function update(item: DesiredItem, fields: readonly FieldChange[], isDrift: boolean): Change {
  const change = { action: 'update', ...base(item), fields, item: true, metadata: 'write' } as const;
  const reason = 'The workspace was changed; the file was not.';
  return isDrift ? { ...change, status: 'drift', reason } : change;
}

/** The item is as the file states it; the record may still have to say so. */
function settled(item: DesiredItem, fields: readonly FieldChange[]): Change {
  if (fields.length === 0) return { action: 'no-op', ...base(item), fields, item: false };
  return { action: 'update', ...base(item), fields, item: false, metadata: 'write' };
}

function blocked(item: DesiredItem, reason: string, hint: string): Change {
  return { action: 'blocked', ...base(item), reason, hint, fields: [], item: false };
}

function conflict(item: DesiredItem, reason: string, fields: readonly FieldChange[]): Change {
  const hint = `Run adopt ${item.id} to manage it from here, or give the file another id.`;
  return { ...blocked(item, reason, hint), status: 'conflict', fields };
}

function reasonNotIdentified(item: DesiredItem, desired: readonly DesiredItem[]): string | undefined {
  if (item.id === '') return 'The file has no id.';
  const twin = desired.find(
    (other) => other.file !== item.file && other.kind === item.kind && sameName(other.id, item.id),
  );
  return twin === undefined ? undefined : `${twin.file} has the same id.`;
}

function reasonTaken(item: DesiredItem, deployed: RawResource, kind: ContentKindDefinition) {
  const { kind: is, properties } = deployed;
  if (!kind.isOfKind({ kind: is, properties })) {
    return {
      reason: `The id is taken by something that is no ${item.kind.replace('-', ' ')}.`,
      hint: 'Give the file another id.',
    };
  }
  const wanted = item.body.kind;
  if (wanted === undefined || is === undefined || sameName(wanted, is)) return undefined;
  return {
    reason: `The workspace holds it as ${is}, the file says ${wanted}; the kind of a rule cannot be changed.`,
    hint: 'Give the file a new id, and let the old rule be pruned.',
  };
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
