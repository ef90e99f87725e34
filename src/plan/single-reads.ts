// Looks up singly what the lists leave in doubt: a list may come back without an item, or as it was a while ago.
import { differences } from '../content/compare.ts';
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { inTurns } from '../rows/in-turns.ts';
import type { Collection, RawResource, Workspace } from '../workspace/workspace.ts';
import { type DesiredItem, recordedHashOf } from './desired.ts';
import { type OwnershipRecord, readRecord, recordName } from './ownership.ts';
import type { PlanInput } from './plan-input.ts';
import { failureOf, stopsEverything } from './report.ts';
import type { Snapshot } from './snapshot.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

/** Reads at a time. */
const concurrency = 8;

/** Why an item in `PlanInput.unread` cannot be decided on, and what to do. */
export function reasonUnread(why: string): string {
  return `What the workspace holds there is not known: ${why}`;
}
export const hintUnread = 'Plan again; nothing is written over what was not seen.';

/** A resource to be read by its name. */
interface Doubt {
  readonly collection: Collection;
  readonly name: string;
  /** Key of the item that cannot be decided on while this is not known. */
  readonly item: string;
}

/**
 * The input with the workspace's side made good by single reads: every item that would be created, every one whose ownership record
 * contradicts the list, and, where something is created or pruned, the record of every item that seems to have none. What cannot be
 * read is in `unread`. A plan without changes asks for nothing more than the lists.
 * @throws RequestError where no further request could succeed.
 */
export async function withSingleReads(
  input: PlanInput,
  workspace: Pick<Workspace, 'get'>,
): Promise<PlanInput> {
  const ofItems = await settle(input, doubtfulItems(input), workspace);
  return settle(ofItems, missingRecords(ofItems), workspace);
}

async function settle(
  input: PlanInput,
  doubts: readonly Doubt[],
  workspace: Pick<Workspace, 'get'>,
): Promise<PlanInput> {
  if (doubts.length === 0) return input;
  const unread = new Map(input.unread);
  const read = await inTurns(concurrency, doubts, async ({ collection, name, item }) => {
    try {
      return { collection, name, resource: await workspace.get(collection, name) };
    } catch (error) {
      if (stopsEverything(error)) throw error;
      unread.set(item, failureOf(error).message);
      return undefined;
    }
  });
  return {
    ...input,
    deployed: merged(
      input.deployed,
      read.flatMap((each) => each ?? []),
    ),
    unread,
  };
}

interface SingleRead {
  readonly collection: Collection;
  readonly name: string;
  readonly resource: RawResource | undefined;
}

/** What was read singly stands over what a list said, and over its silence. */
function merged(deployed: Snapshot, read: readonly SingleRead[]): Snapshot {
  const over = (collection: string, listed: readonly RawResource[]) => {
    const own = read.filter((each) => each.collection === collection);
    const names = new Set(own.map(({ name }) => name.toLowerCase()));
    return [
      ...listed.filter(({ name }) => !names.has(name.toLowerCase())),
      ...own.flatMap(({ resource: found }) => found ?? []),
    ];
  };
  const lists = Object.entries(deployed).map(([name, listed]) => [name, over(name, listed)] as const);
  return { ...deployed, ...Object.fromEntries(lists) };
}

function doubtfulItems(input: PlanInput): readonly Doubt[] {
  const view = viewWorkspace(input);
  const doubts = new Map<string, Doubt>();
  const doubt = (collection: Collection, name: string, item: string) =>
    doubts.set(item, { collection, name, item });
  for (const item of input.desired) {
    const key = view.keyOf(item);
    if (item.id === '' || !isDoubtful(item, key, { input, view })) continue;
    doubt(input.kinds[item.kind].collection, nameOf(item, key, view), key);
  }
  for (const key of view.ownedKeys) {
    const record = view.record(key);
    if (record !== undefined && view.item(key) === undefined) doubt(record.collection, record.itemName, key);
  }
  // The record says that it was deleted, the list that it stands: one of the two is of an earlier time.
  for (const { deleted, item, collection } of recordsIn(input)) {
    const listed = deleted === undefined ? undefined : view.item(item);
    if (listed !== undefined) doubt(collection, listed.name, item);
  }
  return [...doubts.values()];
}

function recordsIn({ deployed, kinds }: PlanInput): readonly OwnershipRecord[] {
  return deployed.metadata.flatMap((resource) => readRecord(resource, Object.values(kinds)) ?? []);
}

function isDoubtful(
  item: DesiredItem,
  key: string,
  { input, view }: { readonly input: PlanInput; readonly view: WorkspaceView },
): boolean {
  const listed = view.item(key);
  if (listed === undefined) return true;
  const record = view.record(key);
  // As the file has it, and yet the record is of other content.
  return (
    record?.hash !== undefined &&
    record.hash !== recordedHashOf(item) &&
    differences(input.kinds[item.kind], item.body, listed).length === 0
  );
}

function nameOf(item: DesiredItem, key: string, view: WorkspaceView): string {
  return view.item(key)?.name ?? view.record(key)?.itemName ?? item.id;
}

/**
 * Records by the names this tool gives them. Of items with a file always; of all others only where a record that the list left out
 * would matter: an item of ours would not be pruned, or be created a second time under the id of its file.
 */
function missingRecords(input: PlanInput): readonly Doubt[] {
  const view = viewWorkspace(input);
  const ofFiles = new Map(input.desired.map((item) => [view.keyOf(item), input.kinds[item.kind]] as const));
  const isCreating = [...ofFiles.keys()].some((key) => view.item(key) === undefined);
  const all = input.prune || input.recreate || isCreating ? view.items : new Map<string, RawResource>();
  const wanted = new Map<string, ContentKindDefinition>(ofFiles);
  for (const key of all.keys()) {
    const kind = view.kindOf(key);
    if (kind !== undefined) wanted.set(key, kind);
  }
  return [...wanted].flatMap(([item, kind]) => {
    const resource = view.item(item);
    if (resource === undefined || view.record(item) !== undefined) return [];
    const name = recordName(kind, resource.name);
    return name === undefined ? [] : [{ collection: 'metadata' as const, name, item }];
  });
}
