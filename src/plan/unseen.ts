// What apply finds on the workspace and the plan did not see: nothing is written then.
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import type { RawResource } from '../workspace/workspace.ts';
import { planError } from './codes.ts';

/** A create, or the removal of a record alone, meets an item. */
export function standsAfterAll({ name }: RawResource): UserError {
  return unseen(
    `${name} stands on the workspace, and the plan did not see it: the list it was made from was not complete.`,
  );
}

/** An item that was to be deleted, or written over, has changed. */
export function movedOn({ name }: RawResource): UserError {
  return unseen(`${name} was changed after the plan read it.`);
}

/** The list showed the item as its file states it; a read does not. */
export function differsMeanwhile(name: string): UserError {
  return unseen(`${name} is not what the list showed.`);
}

/** Somebody's ownership record that no list showed. */
export function claimedMeanwhile(name: string, owner: string): UserError {
  return unseen(`${name} belongs to ${owner}, and the plan did not see that.`);
}

function unseen(message: string): UserError {
  return planError('plan/unseen', message, {
    hint: 'Plan again; nothing was written over it.',
    exitCode: exitCodes.findings,
  });
}
