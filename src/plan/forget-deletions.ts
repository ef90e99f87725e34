// Removes ownership records that only remember deletions of more than a day ago: the id can be used again, so nothing is left to say.
import type { Workspace } from '../workspace/workspace.ts';
import { isIdHeld, isoSeconds } from './deletion-mark.ts';
import { type OwnershipRecord, readRecord } from './ownership.ts';
import { type ForgottenDeletion, failureOf } from './report.ts';

/**
 * One result for each record that was, or could not be, removed. Each is read again first: a rule that was created meanwhile has
 * made its record a claim.
 */
export async function forgetDeletions(
  marks: readonly OwnershipRecord[],
  now: Date,
  workspace: Pick<Workspace, 'get' | 'delete'>,
): Promise<readonly ForgottenDeletion[]> {
  const done: ForgottenDeletion[] = [];
  for (const { name, itemName, deleted } of marks) {
    if (deleted === undefined || isIdHeld(deleted.at, now)) continue;
    const forgotten = { id: itemName, deletedAt: isoSeconds(deleted.at) };
    try {
      const current = await workspace.get('metadata', name);
      const mark = current === undefined ? undefined : readRecord(current)?.deleted;
      if (mark === undefined || isIdHeld(mark.at, now)) continue;
      await workspace.delete('metadata', name);
      done.push(forgotten);
    } catch (error) {
      // It hurts nobody; the next apply comes by again.
      done.push({ ...forgotten, error: failureOf(error) });
    }
  }
  return done;
}
