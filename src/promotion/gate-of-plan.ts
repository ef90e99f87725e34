// The gate of an environment as a plan asks it: what would be written must have the evidence that is asked for.
import { exitCodes } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { isWritten } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { AskGate } from '../plan/steps/gate.ts';
import { promotionError } from './codes.ts';
import { type GateRules, type Refusal, refusalLines, refusals } from './gate.ts';
import type { GateEvidence } from './gate-evidence.ts';

/** The gate that blocks single items of a plan; undefined where the environment has none. */
export function gateOf(environment: Environment, evidence: GateEvidence, now: Date): AskGate | undefined {
  const rules = rulesOf(environment, evidence, now);
  if (rules === undefined) return undefined;
  return (items) => {
    const entries = items.flatMap((item) => {
      const refused = refusals([item], evidence.records, rules);
      if (refused.length === 0) return [];
      const reason = refused.map((one) => one.reason).join('; ');
      return [[item.file, { reason: `${capitalised(reason)}.`, hint: remedy(refused) }] as const];
    });
    return new Map(entries);
  };
}

/**
 * For a plan that was made without asking.
 * @throws UserError that names every item without the evidence its environment asks for, and the commands that give it.
 */
export function assertEvidence(
  { changes, content }: Plan,
  environment: Environment,
  { evidence, now }: { readonly evidence: GateEvidence; readonly now: Date },
): void {
  const rules = rulesOf(environment, evidence, now);
  if (rules === undefined) return;
  const items = changes
    .filter(isWritten)
    .map(({ kind, id, name }) => ({ id, name, contentHash: content[`${kind}/${id}`] ?? '' }));
  const refused = refusals(items, evidence.records, rules);
  if (refused.length === 0) return;
  const message = `The plan was made without asking for evidence, and ${environment.name} takes nothing without; nothing was written.`;
  throw promotionError('promotion/no-evidence', `${message}${refusalLines(refused)}`, {
    hint: remedy(refused),
    exitCode: exitCodes.findings,
  });
}

function rulesOf(
  { name: to, promotion }: Environment,
  { origin }: GateEvidence,
  now: Date,
): GateRules | undefined {
  return promotion === undefined ? undefined : { ...origin, ...promotion, to, now };
}

function remedy(refused: readonly Refusal[]): string {
  return `Run ${[...new Set(refused.map(({ command }) => command))].join(', then ')}.`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
