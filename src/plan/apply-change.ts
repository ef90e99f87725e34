// The two writes of one change: the item, then its ownership record, in that order, so that a crash never leaves a false claim.
import { createBody, differences } from '../content/compare.ts';
import type { ContentKindDefinition, ResourceBody } from '../content/content-kind.ts';
import { RequestError } from '../workspace/request-error.ts';
import type { RawResource, Workspace } from '../workspace/workspace.ts';
import type { Change } from './change.ts';
import { freeAgainAt, isoSeconds } from './deletion-mark.ts';
import type { DesiredItem } from './desired.ts';
import { fieldChanges } from './diff.ts';
import { markDeleted, type OwnershipRecord, writeRecord } from './ownership.ts';
import type { PlanInput, WorkspaceView } from './plan-input.ts';
import type { Outcome } from './report.ts';
import { itemKey } from './snapshot.ts';

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
  const found = await workspace.get(kind.collection, item.id);
  if (found === undefined) return `Its successor ${item.id} does not stand on the workspace.`;
  const fields = fieldChanges(differences(kind, item.body, found), input.sameTokens);
  if (fields.length === 0) return undefined;
  const paths = fields.map(({ path }) => path).join(', ');
  return `Its successor ${item.id} is not as its file states it: ${paths}.`;
}

/** Sends what a pending change says. @throws RequestError when the service refuses; what was written stays and is found next time. */
export async function applyChange(change: Change, context: ChangeContext): Promise<Outcome> {
  const kind = context.input.kinds[change.kind];
  if (change.action === 'delete') return remove(change, kind, context);
  if (context.item === undefined) throw new Error(`no desired item for ${change.kind} ${change.id}`);
  return write(change, context.item, kind, context);
}

async function remove(change: Change, kind: ContentKindDefinition, context: ChangeContext): Promise<Outcome> {
  const { workspace, view, clock } = context;
  if (change.item) await workspace.delete(kind.collection, change.id);
  const record = view.record(itemKey(kind.collection, change.id));
  if (record === undefined) return { result: 'applied' };
  if (change.metadata === 'mark') return markOrDelete(record, clock(), workspace);
  await workspace.delete('metadata', record.name);
  return { result: 'applied' };
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

async function write(
  change: Change,
  item: DesiredItem,
  kind: ContentKindDefinition,
  { view, workspace, input }: ChangeContext,
): Promise<Outcome> {
  const key = view.keyOf(item);
  const deployed = view.item(key);
  const stored = change.item ? await writeItem(item, kind, deployed, workspace) : deployed;
  const parentId = stored?.id || deployed?.id || itemId(workspace.resourceId, kind, item.id);
  await writeRecord(workspace, { item, kind, owner: input.owner, parentId, record: view.record(key) });
  const remains =
    stored === undefined ? [] : fieldChanges(differences(kind, item.body, stored), input.sameTokens);
  return remains.length === 0 ? { result: 'applied' } : { result: 'applied', storedDifferently: remains };
}

/**
 * An update goes against the etag the plan read. When the service says the item has moved on, it may be our own write whose answer
 * was lost: an item that already says what we would write is as good as written.
 */
async function writeItem(
  item: DesiredItem,
  kind: ContentKindDefinition,
  deployed: RawResource | undefined,
  workspace: Workspace,
): Promise<RawResource> {
  const body = deployed === undefined ? createBody(kind, item.body) : kind.overlay(item.body, deployed);
  const name = deployed?.name ?? item.id;
  try {
    return await workspace.put(kind.collection, name, asRecord(body), { etag: deployed?.etag });
  } catch (error) {
    if (!(error instanceof RequestError) || error.reason !== 'etag-mismatch') throw error;
    const current = await workspace.get(kind.collection, name);
    if (current !== undefined && differences(kind, item.body, current).length === 0) return current;
    throw error;
  }
}

function asRecord(body: ResourceBody): Readonly<Record<string, unknown>> {
  const { kind, properties } = body;
  return kind === undefined ? { properties } : { kind, properties };
}

function itemId(workspaceId: string, kind: ContentKindDefinition, name: string): string {
  const provider = kind.collection === 'alertRules' ? '/providers/Microsoft.SecurityInsights' : '';
  return `${workspaceId}${provider}/${kind.collection}/${name}`;
}
