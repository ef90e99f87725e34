// Takes over items that exist in the workspace: writes their ownership records and nothing else.
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import type { RawResource, Workspace } from '../workspace/workspace.ts';
import { planError } from './codes.ts';
import type { DesiredItem } from './desired.ts';
import { writeRecord } from './ownership.ts';
import type { PlanInput } from './plan-input.ts';
import { type Failure, failureOf } from './report.ts';
import { itemKey } from './snapshot.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

export interface AdoptResult {
  readonly kind: DesiredItem['kind'];
  readonly id: string;
  readonly name: string;
  /** Name of the resource that speaks for the item from now on, where it is not the id. */
  readonly from?: string;
  readonly result: 'adopted' | 'already-ours' | 'not-found' | 'failed';
  readonly error?: Failure;
}

interface Reading {
  readonly input: PlanInput;
  readonly view: WorkspaceView;
}

/** What stands on the workspace and is to be adopted. */
interface Target {
  readonly resource: RawResource;
  readonly key: string;
}

/**
 * Claims the named items for `input.owner`. The record is written without a content hash: the workspace does not hold the file's
 * content yet, so the next plan shows the difference as an update, and apply writes it.
 * @throws UserError for an id that no file has, or of a kind without ownership records; nothing has been written then.
 */
export async function adopt(
  ids: readonly string[],
  input: PlanInput,
  workspace: Pick<Workspace, 'get' | 'put'>,
): Promise<readonly AdoptResult[]> {
  const chosen = ids.flatMap((id) => withId(id, input.desired));
  for (const item of chosen) assertRecords(item, input);
  const view = viewWorkspace(input);
  const results: AdoptResult[] = [];
  for (const item of chosen) {
    const { kind, id, name } = item;
    const deployed = view.item(view.keyOf(item));
    const result =
      deployed === undefined
        ? ({ result: 'not-found' } as const)
        : await claim(item, { resource: deployed, key: view.keyOf(item) }, { input, view, workspace });
    results.push({ kind, id, name, ...result });
  }
  return results;
}

/**
 * Lets the file with `id` speak for what stands on the workspace under another id: `from` is its ARM name or its display name.
 * Nothing is renamed, since ARM cannot: the ownership record of that resource names the file's id as its content, and every later
 * plan follows it (docs/decisions/adopt-from.md).
 * @throws UserError when either side is not there, is meant twice or is spoken for; nothing has been written then.
 */
export async function adoptFrom(
  { id, from }: { readonly id: string; readonly from: string },
  input: PlanInput,
  workspace: Pick<Workspace, 'get' | 'put'>,
): Promise<AdoptResult> {
  const [item, ...more] = withId(id, input.desired);
  if (item === undefined || more.length > 0)
    throw refused(`Several files have the id ${id}.`, 'Give each its own.');
  assertRecords(item, input);
  const view = viewWorkspace(input);
  const resource = resourceNamed(from, item, { input, view });
  const key = itemKey(input.kinds[item.kind].collection, resource.name);
  assertFree(item, { resource, key }, { input, view });
  const result = await claim(item, { resource, key }, { input, view, workspace });
  return { kind: item.kind, id: item.id, name: item.name, from: resource.name, ...result };
}

function withId(id: string, desired: readonly DesiredItem[]): readonly DesiredItem[] {
  const matches = desired.filter((item) => item.id.toLowerCase() === id.toLowerCase());
  if (matches.length > 0) return matches;
  throw planError('plan/unknown-id', `No content file has the id ${id}.`, {
    hint: 'Write the file first: adopting means that the file manages the item from then on.',
  });
}

/** What is adopted is written down in a record, which not every kind has. */
function assertRecords(item: DesiredItem, { kinds }: PlanInput): void {
  const { metadata, words } = kinds[item.kind];
  if (metadata !== undefined) return;
  throw refused(
    `${item.file} cannot adopt: the service keeps no ownership records of ${words.many}.`,
    'Give the file another id, or delete the item on the workspace.',
  );
}

/** By ARM name, else by display name; among items of the file's kind. */
function resourceNamed(from: string, item: DesiredItem, { input, view }: Reading): RawResource {
  const kind = input.kinds[item.kind];
  const byName = view.item(itemKey(kind.collection, from));
  if (byName !== undefined && kind.isOfKind(byName)) return byName;
  const wanted = from.trim().toLowerCase();
  const matches = [...view.items]
    .filter(([key]) => view.kindOf(key)?.kind === item.kind)
    .map(([, each]) => each)
    .filter(({ properties }) => String(properties['displayName']).trim().toLowerCase() === wanted);
  const [found, ...more] = matches;
  const what = kind.words.one;
  if (found === undefined) {
    throw refused(
      `The workspace has no ${what} ${JSON.stringify(from)}.`,
      'Name its id or its display name.',
    );
  }
  if (more.length === 0) return found;
  const ids = matches.map(({ name }) => name).join(', ');
  throw refused(
    `The workspace has ${matches.length} items named ${JSON.stringify(from)}: ${ids}.`,
    'Name the id.',
  );
}

function assertFree(item: DesiredItem, { resource, key }: Target, { input, view }: Reading): void {
  const other = input.desired.find((each) => each !== item && view.keyOf(each) === key);
  if (other !== undefined) {
    throw refused(`${resource.name} is what ${other.file} speaks for.`, 'Remove one of the two files.');
  }
  const own = itemKey(input.kinds[item.kind].collection, item.id);
  if (own !== key && view.item(own) !== undefined) {
    throw refused(
      `The workspace holds ${item.id} itself, beside ${resource.name}.`,
      'Delete one of the two there.',
    );
  }
  const wanted = item.body.kind;
  if (wanted !== undefined && resource.kind !== undefined && wanted !== resource.kind) {
    throw refused(
      `${resource.name} is ${resource.kind}, the file says ${wanted}; the kind of a rule cannot be changed.`,
      `Write kind: ${resource.kind} in the file.`,
    );
  }
}

function refused(message: string, hint: string): UserError {
  return planError('plan/cannot-adopt', message, { hint, exitCode: exitCodes.findings });
}

async function claim(
  item: DesiredItem,
  { resource, key }: Target,
  { input, view, workspace }: Reading & { readonly workspace: Pick<Workspace, 'get' | 'put'> },
): Promise<Pick<AdoptResult, 'result' | 'error'>> {
  const record = view.record(key);
  if (view.isOwned(key) && view.keyOf(item) === key) return { result: 'already-ours' };
  const { owner, kinds } = input;
  try {
    const kind = kinds[item.kind];
    await writeRecord(workspace, { item, kind, owner, parentId: resource.id, record, withHash: false });
    return { result: 'adopted' };
  } catch (error) {
    return { result: 'failed', error: failureOf(error) };
  }
}
