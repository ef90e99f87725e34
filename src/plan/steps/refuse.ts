// Blocks what Azure would refuse whatever else is on the workspace, with the first finding of the file: a step.
import { isPending, subjectOf } from '../change.ts';
import { type Draft, withChanges } from '../draft.ts';
import type { RefusedContent } from '../refused-content.ts';

/** `refused` is by file. The project decides which findings are errors. */
export function refuse(draft: Draft, refused: ReadonlyMap<string, RefusedContent>): Draft {
  return withChanges(draft, (change, { file }) => {
    const finding = refused.get(file);
    if (finding === undefined || !isPending(change)) return change;
    const { text, hint, more } = finding;
    return {
      ...subjectOf(change),
      action: 'blocked',
      status: 'invalid',
      reason: `Azure would refuse it: ${text}${more > 0 ? ` (and ${more} more)` : ''}.`,
      hint,
      fields: [],
      item: false,
    };
  });
}
