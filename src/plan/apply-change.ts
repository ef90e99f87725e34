// The two writes of one change: the item, then its ownership record, in that order, so that a crash never leaves a false claim.
import { createBody, differences } from '../content/compare.ts';
import type { ContentKindDefinition, ResourceBody } from '../content/kinds/content-kind.ts';
import { isSameJson } from '../json/json.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import { collections } from '../workspace/resources/index.ts';
import type { RawResource, Workspace } from '../workspace/workspace.ts';
import type { PendingChange } from './change.ts';
import { freeAgainAt, isoSeconds } from './deletion-mark.ts';
import type { DesiredItem } from './desired.ts';
import { fieldChanges } from './diff.ts';
import { markDeleted, type OwnershipRecord, readRecord, recordName, writeRecord } from './ownership.ts';
import type { PlanInput } from './plan-input.ts';
import { provenPut } from './proven-write.ts';
import type { Outcome } from './report.ts';
import { itemKey } from './snapshot.ts';
import { claimedMeanwhile, differsMeanwhile, movedOn, standsAfterAll } from './unseen.ts';
import type { WorkspaceView } from './workspace-view.ts';

export interface ChangeContext {
  /** The file's side; undefined for a delete. */
  readonly item: DesiredItem | undefined;
  readonly view: WorkspaceView;
  readonly workspace: Workspace;
  readonly input: PlanInput;
  readonly clock: () => Date;
}

/** Why the workspace does not hold `item` as its file states it; undefined when it does. Read back, not taken from an answer. */
export async function reasonNotStanding(
  item: DesiredItem | undefined,
  input: PlanInput,
  workspace: Pick<Workspace, 'get'>,
): Promise<string | undefined> {
  if (item === undefined) return 'Its successor has no file.';
  const kind = input.kinds[item.kind];
  const deployed = await workspace.get(kind.collection, item.id);
  if (deployed === undefined) return `Its successor ${item.id} does not stand on the workspace.`;
  const fields = fieldChanges(differences(kind, item.body, deployed), input.sameTokens);
  if (fields.length === 0) return undefined;
  const paths = fields.map(({ path }) => path).join(', ');
  return `Its successor ${item.id} is not as its file states it: ${paths}.`;
}

/**
 * Sends what a pending change says. Nothing is written over, or deleted, that is not what the plan read.
 * @throws UserError when the service refuses, or the item is not as the plan read it; what was written stays and is found next time.
 */
export async function applyChange(change: PendingChange, context: ChangeContext): Promise<Outcome> {
  if (change.action === 'delete') return remove(change, context);
  if (context.item === undefined) throw new Error(`no desired item for ${change.kind} ${change.id}`);
  return write(change, context.item, context);
}

async function remove(
  change: Extract<PendingChange, { action: 'delete' }>,
  { workspace, view, clock, input }: ChangeContext,
): Promise<Outcome> {
  const { collection } = input.kinds[change.kind];
  const key = itemKey(collection, change.id);
  const current = await workspace.get(collection, change.id);
  if (current !== undefined) {
    // Only its record was to go: the plan took the item for gone.
    if (!change.item) throw standsAfterAll(current);
    if (!isSameVersion(current, view.item(key))) throw movedOn(current);
    await workspace.delete(collection, change.id);
  }
  const record = view.record(key);
  if (record === undefined) return { result: 'applied' };
  if (change.action === 'delete' && change.metadata === 'mark')
    return markOrDelete(record, clock(), workspace);
  await workspace.delete('metadata', record.name);
  return { result: 'applied' };
}

/** By etag; by the whole body where the service gives none. */
function isSameVersion(current: RawResource, planned: RawResource | undefined): boolean {
  if (current.etag === undefined || planned?.etag === undefined) return isSameJson(current.raw, planned?.raw);
  return current.etag === planned.etag;
}

/** Whether ARM takes a record whose rule is gone is not verified; where it does not, the record goes, and that is said. */
async function markOrDelete(record: OwnershipRecord, now: Date, workspace: Workspace): Promise<Outcome> {
  try {
    await markDeleted(workspace, record, now);
    return { result: 'applied' };
  } catch (error) {
    if (!(error instanceof RequestError) || (error.status !== 400 && error.status !== 404)) throw error;
    await workspace.delete('metadata', record.name);
    const until = isoSeconds(freeAgainAt(now));
    const note = `The workspace refuses to remember the deletion (${error.message}), so no plan will know that the id is refused until ${until}.`;
    return { result: 'applied', note };
  }
}

/** The item of a change, and the resource that stands for it on the workspace. */
interface Target {
  readonly item: DesiredItem;
  readonly kind: ContentKindDefinition;
  /** Name of the resource. */
  readonly name: string;
  /** As the plan read it. */
  readonly deployed: RawResource | undefined;
}

async function write(change: PendingChange, item: DesiredItem, context: ChangeContext): Promise<Outcome> {
  const { view, workspace, input } = context;
  const kind = input.kinds[item.kind];
  const key = view.keyOf(item);
  const deployed = view.item(key);
  const target = { item, kind, name: deployed?.name ?? item.id, deployed };
  // Asked for before the item is written: an item that another deployment claims is not to be written at all.
  const record = view.record(key) ?? (await unseenRecord(target, context));
  const stored = await (change.item ? writeItem : asStated)(target, workspace);
  const remains = fieldChanges(differences(kind, item.body, stored), input.sameTokens);
  const parentId = stored.id || deployed?.id || itemId(workspace.resourceId, kind, item.id);
  // A record without the hash: the workspace does not hold this content.
  const withHash = remains.length === 0;
  await writeRecord(workspace, { item, kind, owner: input.owner, parentId, record, withHash });
  return remains.length === 0 ? { result: 'applied' } : { result: 'applied', storedDifferently: remains };
}

/** The record of an item that no list showed. */
async function unseenRecord(
  { kind, name }: Target,
  { workspace, input }: ChangeContext,
): Promise<OwnershipRecord | undefined> {
  const own = recordName(kind, name);
  const ownership = own === undefined ? undefined : await workspace.get('metadata', own);
  const record = ownership === undefined ? undefined : readRecord(ownership);
  if (record?.owner !== undefined && record.owner !== input.owner) throw claimedMeanwhile(name, record.owner);
  return record;
}

/** Before a record says that the item is as its file states it, the item is read. */
async function asStated({ item, kind, name }: Target, workspace: Workspace): Promise<RawResource> {
  const current = await workspace.get(kind.collection, name);
  if (current === undefined || differences(kind, item.body, current).length > 0) throw differsMeanwhile(name);
  return current;
}

/**
 * An update goes against the etag the plan read, a create where a read has just shown nothing. An item that already says what we would
 * write is as good as written: the answer to our own write may have been lost.
 */
async function writeItem({ item, kind, name, deployed }: Target, workspace: Workspace): Promise<RawResource> {
  const isAsStated = (current: RawResource) => differences(kind, item.body, current).length === 0;
  if (deployed?.etag === undefined) {
    const current = await workspace.get(kind.collection, name);
    if (current !== undefined && isAsStated(current)) return current;
    if (current !== undefined && deployed === undefined) throw standsAfterAll(current);
    if (deployed !== undefined && (current === undefined || !isSameVersion(current, deployed)))
      throw movedOn(deployed);
  }
  const body = deployed === undefined ? createBody(kind, item.body) : kind.overlay(item.body, deployed);
  const options = deployed === undefined ? { onlyIfAbsent: true } : { etag: deployed.etag };
  const put = () => workspace.put(kind.collection, name, asRecord(body), options);
  const get = () => workspace.get(kind.collection, name);
  return provenPut({ put, get, isDone: isAsStated, before: deployed?.etag });
}

function asRecord(body: ResourceBody): Readonly<Record<string, unknown>> {
  const { kind, properties } = body;
  return kind === undefined ? { properties } : { kind, properties };
}

function itemId(workspaceId: string, kind: ContentKindDefinition, name: string): string {
  return `${workspaceId}/${collections[kind.collection].path}/${name}`;
}
