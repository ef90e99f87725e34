// The order in which a rule is looked at, and the answer to the first thing that is wrong with it.
import type { Variants } from '../behaviours.ts';
import { type Answer, armError } from '../http/errors.ts';
import { entityRefusals } from './entities.ts';
import { namingRefusals } from './naming.ts';
import { queryTextRefusals } from './query-text.ts';
import type { Refusal, RuleWrite } from './refusal.ts';
import { scheduleRefusals } from './schedule.ts';
import { workspaceStateRefusals } from './workspace-state.ts';

/** What is wrong with the rule in itself. */
export const contentRefusals: readonly Refusal[] = [
  ...queryTextRefusals,
  ...scheduleRefusals,
  ...namingRefusals,
  ...entityRefusals,
];

/** What stands against it in the workspace as it is at the moment of writing. */
export const stateRefusals: readonly Refusal[] = workspaceStateRefusals;

const modelFailure = new Set(contentRefusals.map(({ id }) => id));

/** The answer of the first refusal that applies, or undefined. */
export function firstRefusal(refusals: readonly Refusal[], write: RuleWrite): Answer | undefined {
  for (const refusal of refusals) {
    const message = refusal.refuses(write);
    if (!message) continue;
    const status = typeof refusal.status === 'function' ? refusal.status(write) : (refusal.status ?? 400);
    const code = typeof refusal.code === 'function' ? refusal.code(write) : (refusal.code ?? 'BadRequest');
    return armError(
      status,
      code,
      modelFailure.has(refusal.id) ? modelMessage(message, write.variants) : message,
    );
  }
  return undefined;
}

/** The words around the reason of a model failure; see behaviour `model-failure-words`. */
export function modelMessage(reason: string, variants: Variants): string {
  return variants['model-failure-words'] === 'wrapped' ? `Invalid data model. [: ${reason}]` : reason;
}
