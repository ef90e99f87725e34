// The steps from both sides to a plan, in their order.
import { type Draft, draftOf } from '../draft.ts';
import type { PlanInput } from '../plan-input.ts';
import type { RefusedContent } from '../refused-content.ts';
import { requireFunctions, type SavedFunctionsIn } from './functions.ts';
import { type AskGate, passGate } from './gate.ts';
import { keepCalled } from './keep-called.ts';
import { decideLeftovers } from './leftovers.ts';
import { lock } from './lock.ts';
import { refuse } from './refuse.ts';
import { considerTables, dependsOnTables, type WorkspaceTables } from './tables.ts';

/** What the steps ask of others; each is asked at most once, and without it its step is left out. */
export interface Facts {
  /** By file, what Azure would refuse of the items that the draft writes. */
  readonly refused?: (draft: Draft) => ReadonlyMap<string, RefusedContent>;
  /** Read only where the draft writes something that depends on them. */
  readonly tables?: () => Promise<WorkspaceTables>;
  readonly gate?: AskGate;
  readonly functions?: SavedFunctionsIn;
}

/** What a step blocks, those after it need not ask about: evidence is asked for last, and leftovers depend on which files pass. */
export async function takeSteps(
  input: PlanInput,
  { refused, tables, gate, functions }: Facts,
): Promise<Draft> {
  let draft = lock(draftOf(input));
  if (refused !== undefined) draft = refuse(draft, refused(draft));
  if (tables !== undefined && dependsOnTables(draft)) draft = considerTables(draft, await tables());
  if (gate !== undefined) draft = passGate(draft, gate);
  if (functions !== undefined) draft = requireFunctions(draft, functions);
  return keepCalled(decideLeftovers(draft));
}

/** The steps that ask nobody. */
export function stepsAlone(input: PlanInput): Draft {
  return keepCalled(decideLeftovers(lock(draftOf(input))));
}
