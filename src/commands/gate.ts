// The gate of an environment as a command asks it: what a plan would write must have the evidence that is asked for.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import type { Change } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { Unproven } from '../plan/plan-input.ts';
import { type GateRules, type Refusal, refusalLines, refusals } from '../promotion/gate.ts';
import type { CommandContext } from './command.ts';
import type { GateEvidence } from './gate-evidence.ts';

/** By file, what the gate refuses of that which `plan` would write; undefined where the environment has no gate. */
export function unprovenOf(
  plan: Plan,
  environment: Environment,
  evidence: GateEvidence,
  now: Date,
): ReadonlyMap<string, Unproven> | undefined {
  if (environment.promotion === undefined) return undefined;
  const found = plan.changes.filter(isWritten).flatMap((change) => {
    const refused = refusalsOf([change], plan, environment, evidence, now);
    if (refused.length === 0 || change.file === undefined) return [];
    const reason = refused.map((one) => one.reason).join('; ');
    return [[change.file, { reason: `${capitalised(reason)}.`, hint: remedy(refused) }] as const];
  });
  return new Map(found);
}

/** Throws a UserError that names every item without the evidence its environment asks for, and the commands that give it. */
export function assertEvidence(
  plan: Plan,
  environment: Environment,
  evidence: GateEvidence,
  context: Pick<CommandContext, 'clock'>,
): void {
  if (environment.promotion === undefined) return;
  const written = plan.changes.filter(isWritten);
  const refused = refusalsOf(written, plan, environment, evidence, context.clock());
  if (refused.length === 0) return;
  const message = `The plan was made without asking for evidence, and ${environment.name} takes nothing without; nothing was written.`;
  throw new UserError(`${message}${refusalLines(refused)}`, {
    code: 'promotion/no-evidence',
    hint: remedy(refused),
    exitCode: exitCodes.findings,
  });
}

function refusalsOf(
  changes: readonly Change[],
  { content, commit }: Plan,
  { name: to, promotion }: Environment,
  { records, origin }: GateEvidence,
  now: Date,
): readonly Refusal[] {
  if (promotion === undefined) return [];
  const items = changes.map(({ kind, id, name }) => ({
    id,
    name,
    contentHash: content[`${kind}/${id}`] ?? '',
  }));
  const rules: GateRules = { ...origin, ...promotion, to, commit: commit ?? origin.commit };
  return refusals(items, records, rules, now);
}

function isWritten({ action, item }: Change): boolean {
  return item && (action === 'create' || action === 'update');
}

function remedy(refused: readonly Refusal[]): string {
  return `Run ${[...new Set(refused.map(({ command }) => command))].join(', then ')}.`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
