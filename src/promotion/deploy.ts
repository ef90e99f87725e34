// Deploys: plans, asks the gate and the user, writes, and keeps a record of it.
import type { UserError } from '../diagnostics/user-error.ts';
import { applyPlan, assertSafe } from '../plan/apply.ts';
import { type Change, isPending } from '../plan/change.ts';
import type { Interruption } from '../plan/interruption.ts';
import type { Plan, Planned } from '../plan/plan.ts';
import { assertPlanHolds } from '../plan/plan-file.ts';
import { type PlanOptions, planContent } from '../plan/planning.ts';
import type { ApplyReport } from '../plan/report.ts';
import { openAudit } from './audit.ts';
import type { GateEvidence } from './gate-evidence.ts';
import { assertEvidence, gateOf } from './gate-of-plan.ts';
import { type Circumstances, recordApply } from './record-apply.ts';

export interface Deployment {
  readonly sides: Omit<PlanOptions, 'gate'>;
  /** The plan that was reviewed: it is applied as it was saved, or not at all. */
  readonly saved: Plan | undefined;
  readonly evidence: GateEvidence;
  /** Looks at the plan first; throws where it is not what the user can have meant. */
  readonly check: (planned: Planned) => void;
  /** Throws where the user does not approve of what is pending. */
  readonly approve: (plan: Plan) => Promise<void>;
  /** Apply even where safety stops the plan. */
  readonly force: boolean;
  readonly auditFile: string;
  readonly record: Pick<Circumstances, 'env' | 'gitUser'>;
  readonly clock: () => Date;
  readonly interruption: Interruption;
  /** What is being written, in words: kept up to date. */
  readonly inFlight: Map<Change, string>;
  /** Called when it is known what became of a change, in words: how many that is, of how many. */
  readonly onChange: (words: string, done: number, total: number) => void;
}

export interface Deployed {
  readonly report: ApplyReport;
  /** Why there is no record of what was applied. */
  readonly notRecorded: UserError | undefined;
}

/** Throws a UserError where the plan is not to be applied; nothing has been written then, and nothing needs a record. */
export async function deploy(deployment: Deployment): Promise<Deployed> {
  const { sides, clock, record, force, auditFile } = deployment;
  const planned = await deployment.interruption.orNothing(prepare(deployment));
  if (!force) assertSafe(planned.plan);
  const audit = openAudit(auditFile);
  const report = await carryOut(planned, deployment);
  const environment = sides.environment.name;
  const circumstances = { ...record, at: clock(), environment, commit: sides.commit };
  return { report, notRecorded: recordApply(audit, report, circumstances) };
}

/** Everything up to the first write. */
async function prepare({ sides, saved, evidence, ...deployment }: Deployment): Promise<Planned> {
  const { environment, now } = sides;
  // What was reviewed without the gate is written whole or not at all.
  const isReviewedUngated = saved !== undefined && saved.gated !== true;
  const planned = await planContent({
    ...sides,
    ...(saved === undefined ? {} : { prune: saved.prune, recreate: saved.recreate === true }),
    gate: isReviewedUngated ? undefined : gateOf(environment, evidence, now),
  });
  const { plan } = planned;
  deployment.check(planned);
  if (saved !== undefined) assertPlanHolds(saved, plan);
  if (isReviewedUngated) assertEvidence(plan, environment, { evidence, now });
  if (saved === undefined && plan.changes.some(isPending)) await deployment.approve(plan);
  return planned;
}

function carryOut(
  { plan, input }: Planned,
  { sides, clock, inFlight, interruption, onChange }: Deployment,
): Promise<ApplyReport> {
  const pending = plan.changes.filter(isPending);
  let done = 0;
  return applyPlan({ plan, input }, sides.workspace, {
    stop: interruption.stop,
    leave: interruption.leave,
    force: true,
    concurrency: sides.content.project.defaults.concurrency,
    clock,
    onStart: (change) => inFlight.set(change, `${change.action} ${change.name}`),
    onResult: ({ action, kind, id, name, result }) => {
      // Nothing was tried where nothing was pending; the report says why.
      if (result === 'unchanged' || result === 'blocked') return;
      for (const change of pending) if (change.kind === kind && change.id === id) inFlight.delete(change);
      done++;
      onChange(`${result}: ${action} ${name}`, done, pending.length);
    },
  });
}
