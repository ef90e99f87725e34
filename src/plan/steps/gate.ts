// Blocks what the environment's gate does not let pass; what would be written stays visible, since the evidence may come: a step.
import { isWritten, subjectOf } from '../change.ts';
import { type Draft, withChanges } from '../draft.ts';

/** What a gate has to know of an item that would be written. */
interface WrittenItem {
  readonly file: string;
  readonly id: string;
  readonly name: string;
  readonly contentHash: string;
}

/** Why the gate does not let an item pass, and what would open it. */
interface Unproven {
  readonly reason: string;
  readonly hint: string;
}

/** Asks the gate of an environment; the answer is by file. */
export type AskGate = (items: readonly WrittenItem[]) => ReadonlyMap<string, Unproven>;

/** Only what writes the item itself needs evidence. */
export function passGate(draft: Draft, ask: AskGate): Draft {
  const writes = draft.decisions.filter(({ change }) => isWritten(change));
  const unproven = ask(
    writes.map(({ item: { file, id, name, hash } }) => ({ file, id, name, contentHash: hash })),
  );
  const passed = withChanges(draft, (change, { file }) => {
    const why = unproven.get(file);
    if (why === undefined || !isWritten(change)) return change;
    return {
      ...subjectOf(change),
      action: 'blocked',
      status: 'no-evidence',
      ...why,
      fields: change.fields,
      item: false,
      ...(change.status === 'missing-tables' ? { missingTables: change.missingTables } : {}),
    };
  });
  return { ...passed, gated: true };
}
