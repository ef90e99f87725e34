// The mark in the ownership record of a rule that is switched off because tables are missing: nobody but us may have switched it off.
import type { WorkspaceView } from './workspace-view.ts';

/** Stands before the hash of the content. */
export const waiting = 'waiting-for-tables:';

/** Was the item written switched off because tables are missing? */
export function waitsForTables(view: Pick<WorkspaceView, 'isOwned' | 'record'>, key: string): boolean {
  return view.isOwned(key) && view.record(key)?.hash?.startsWith(waiting) === true;
}
