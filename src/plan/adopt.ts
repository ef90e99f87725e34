// Takes over items that exist in the workspace under the id of a file: writes their ownership records and nothing else.
import { UserError } from '../diagnostics/user-error.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { DesiredItem } from './desired.ts';
import { writeRecord } from './ownership.ts';
import { type PlanInput, viewWorkspace, type WorkspaceView } from './plan-input.ts';
import { type Failure, failureOf } from './report.ts';

export interface AdoptResult {
  readonly kind: DesiredItem['kind'];
  readonly id: string;
  readonly name: string;
  readonly result: 'adopted' | 'already-ours' | 'not-found' | 'failed';
  readonly error?: Failure | undefined;
}

/**
 * Claims the named items for `input.owner`. The record is written without a content hash: the workspace does not hold the file's
 * content yet, so the next plan shows the difference as an update, and apply writes it.
 * @throws UserError for an id that no file has; nothing has been written then.
 */
export async function adopt(
  ids: readonly string[],
  input: PlanInput,
  workspace: Pick<Workspace, 'put'>,
): Promise<readonly AdoptResult[]> {
  const chosen = ids.flatMap((id) => withId(id, input.desired));
  const view = viewWorkspace(input);
  const results: AdoptResult[] = [];
  for (const item of chosen) {
    const { kind, id, name } = item;
    results.push({ kind, id, name, ...(await adoptItem(item, input, view, workspace)) });
  }
  return results;
}

function withId(id: string, desired: readonly DesiredItem[]): readonly DesiredItem[] {
  const found = desired.filter((item) => item.id.toLowerCase() === id.toLowerCase());
  if (found.length > 0) return found;
  throw new UserError(`No content file has the id ${id}.`, {
    code: 'plan/unknown-id',
    hint: 'Write the file first: adopting means that the file manages the item from then on.',
  });
}

async function adoptItem(
  item: DesiredItem,
  input: PlanInput,
  view: WorkspaceView,
  workspace: Pick<Workspace, 'put'>,
): Promise<Pick<AdoptResult, 'result' | 'error'>> {
  const key = view.keyOf(item);
  const deployed = view.item(key);
  if (deployed === undefined) return { result: 'not-found' };
  if (view.isOwned(key)) return { result: 'already-ours' };
  const kind = input.kinds[item.kind];
  const record = view.record(key);
  try {
    const write = { item, kind, owner: input.owner, parentId: deployed.id, record, withHash: false };
    await writeRecord(workspace, write);
    return { result: 'adopted' };
  } catch (error) {
    return { result: 'failed', error: failureOf(error) };
  }
}
