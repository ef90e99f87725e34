// The gate of an environment as a command asks it: what a plan would write must have the evidence that is asked for.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import type { Plan } from '../plan/plan.ts';
import { readEvidence } from '../promotion/evidence.ts';
import { refusalLines, refusals } from '../promotion/gate.ts';
import type { CommandContext, Flags } from './command.ts';
import { evidenceFile } from './evidence-file.ts';

/** Throws a UserError that names every item without the evidence its environment asks for, and the commands that give it. */
export function assertEvidence(
  plan: Plan,
  environment: Environment,
  flags: Flags,
  context: CommandContext,
): void {
  const { promotion } = environment;
  if (promotion === undefined) return;
  const items = plan.changes
    .filter((change) => change.item && (change.action === 'create' || change.action === 'update'))
    .map(({ kind, id, name }) => ({ id, name, contentHash: plan.content[`${kind}/${id}`] ?? '' }));
  const refused = refusals(
    items,
    readEvidence(evidenceFile(flags, context)),
    { ...promotion, to: environment.name, commit: plan.commit },
    context.clock(),
  );
  if (refused.length === 0) return;
  const reasons = refusalLines(refused);
  const commands = [...new Set(refused.map(({ command }) => command))].join(', then ');
  throw new UserError(`${environment.name} takes nothing without evidence; nothing was written.${reasons}`, {
    code: 'promotion/no-evidence',
    hint: `Run ${commands}.`,
    exitCode: exitCodes.findings,
  });
}
