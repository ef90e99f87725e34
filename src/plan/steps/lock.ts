// Locked items keep what the workspace holds: a step that turns what would be written over them into a no-op.
import { type Change, preservedBy, subjectOf } from '../change.ts';
import { type Draft, withChanges } from '../draft.ts';

/** An item that is not on the workspace and never was has nothing to keep: it is created. */
export function lock(draft: Draft): Draft {
  const { locked } = draft.input;
  if (locked === undefined) return draft;
  return withChanges(draft, (change, { file }) =>
    locked.has(file) && differs(change) ? lockedChange(change) : change,
  );
}

function lockedChange(change: Change): Change {
  const preserved = preservedBy(change);
  return {
    ...subjectOf(change),
    action: 'no-op',
    status: 'locked',
    reason: 'Locked in this environment: what the workspace holds stays as it is.',
    fields: change.fields,
    item: false,
    ...(preserved.length > 0 ? { preserved } : {}),
    ...(change.status === 'duplicate-of' ? { duplicateOf: change.duplicateOf } : {}),
  };
}

function differs({ action, status, item }: Change): boolean {
  if (action === 'create') return status === 'drift';
  if (action === 'update') return item;
  return (
    action === 'blocked' && (status === 'conflict' || status === 'kind-change' || status === 'duplicate-of')
  );
}
