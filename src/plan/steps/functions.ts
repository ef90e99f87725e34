// Blocks what calls a function that neither the workspace nor any file has, since Azure refuses a query over it: a step.
import { isWritten, subjectOf } from '../change.ts';
import { type Draft, withChanges } from '../draft.ts';
import { queryOf } from '../names.ts';
import { namesInReach } from '../names-in-reach.ts';

/** Functions that somebody must have saved for this query, sorted; what is built in is not among them. Given by the KQL layer. */
export type SavedFunctionsIn = (query: string) => readonly string[];

/** Again until nothing more is blocked: a function that is blocked itself is missing for its callers. */
export function requireFunctions(draft: Draft, called: SavedFunctionsIn): Draft {
  const known = namesInReach(draft);
  let blocked = 0;
  const next = withChanges(draft, (change, { kind, body }) => {
    const isRun = draft.input.kinds[kind].isCheckedOnWrite && body.properties['enabled'] !== false;
    if (!isWritten(change) || !isRun) return change;
    const missing = called(queryOf(body)).filter((name) => !known.has(name));
    if (missing.length === 0) return change;
    blocked++;
    return {
      ...subjectOf(change),
      action: 'blocked',
      reason: `It calls ${missing.join(', ')}, which neither the workspace nor any file has.`,
      hint: 'Correct the name, or save the function in the workspace first.',
      fields: [],
      item: false,
    };
  });
  return blocked === 0 ? draft : requireFunctions(next, called);
}
