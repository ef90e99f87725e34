// Carries a plan out, item by item, and reports what became of each; run again after a failure or a crash, it converges.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import { inTurns } from '../rows/in-turns.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { applyChange, reasonNotStanding } from './apply-change.ts';
import { inWaves, type Ordered } from './apply-order.ts';
import { type Change, isPending } from './change.ts';
import { planError } from './codes.ts';
import { forgetDeletions } from './forget-deletions.ts';
import type { Plan, Planned } from './plan.ts';
import type { AppliedChange, ApplyReport, Outcome } from './report.ts';
import { failedOutcome, failureOf, stopsEverything, summariseReport } from './report.ts';
import { viewWorkspace } from './workspace-view.ts';

/** How a plan is applied, and to what. */
export interface ApplyOptions {
  /** Run a plan that safety stops. */
  readonly force?: boolean;
  /** Called as each change is done, in the order in which they finish. */
  readonly onResult?: (result: AppliedChange) => void;
  /** Items at a time; more meets the service's write limit (10 a second after the first 200). */
  readonly concurrency?: number;
  /** Called as each change is begun. */
  readonly onStart?: (change: Change) => void;
  /** When aborted, no further change is begun. */
  readonly stop?: AbortSignal;
  /** When aborted, what is in flight is not waited for any more. */
  readonly leave?: AbortSignal;
  /** What time it is as things get done; without it, the time of the plan. */
  readonly clock?: () => Date;
}

/**
 * Applies a plan to the workspace it was made from. Only pending changes are sent: the item, then its ownership record. A failed item
 * does not keep the others from being applied; a refused sign-in or a server that is gone does, since it would fail them all.
 * An apply that wrote anything then removes what only remembers deletions of more than a day ago.
 * @throws UserError when safety stops the plan and `force` is not given; nothing has been written then.
 */
export async function applyPlan(
  { plan, input }: Planned,
  workspace: Workspace,
  options: ApplyOptions = {},
): Promise<ApplyReport> {
  if (!options.force) assertSafe(plan);
  const { clock = () => input.now } = options;
  const view = viewWorkspace(input);
  const desired = new Map(input.desired.map((item) => [`${item.kind}/${item.id}`, item]));
  let stoppedBy: string | undefined;
  const done = new Map<Change, AppliedChange>();
  const run = async (ordered: Ordered): Promise<void> => {
    const result = { ...ordered.change, ...(await outcomeOf(ordered)) };
    done.set(ordered.change, result);
    options.onResult?.(result);
  };
  const outcomeOf = async ({ change, after }: Ordered): Promise<Outcome> => {
    if (!isPending(change)) return { result: change.action === 'blocked' ? 'blocked' : 'unchanged' };
    if (options.stop?.aborted) return { result: 'skipped', skippedBecause: 'apply was stopped before it.' };
    if (stoppedBy !== undefined) return { result: 'skipped', skippedBecause: stoppedBy };
    const missing = after.find((each) => done.get(each)?.result !== 'applied');
    if (missing !== undefined) {
      return {
        result: 'skipped',
        skippedBecause: `${missing.name} has to be applied before it, and was not.`,
      };
    }
    options.onStart?.(change);
    try {
      const item = desired.get(`${change.kind}/${change.id}`);
      if (change.status === 'replaced') {
        const successor = desired.get(`${change.kind}/${change.replacedBy}`);
        const why = await reasonNotStanding(successor, input, workspace);
        if (why !== undefined) return { result: 'skipped', skippedBecause: why };
      }
      return await unlessLeft(applyChange(change, { item, view, workspace, input, clock }), options.leave);
    } catch (error) {
      if (stopsEverything(error)) stoppedBy = failureOf(error).message;
      return failedOutcome(error, clock());
    }
  };
  const concurrency = options.concurrency ?? 4;
  for (const wave of inWaves(plan.changes, { input, view })) await inTurns(concurrency, wave, run);
  const changes = plan.changes.flatMap((change) => done.get(change) ?? []);
  const summary = summariseReport(changes);
  const interrupted = options.stop?.aborted === true;
  const report = {
    schemaVersion: 1,
    workspace: plan.workspace,
    changes,
    summary,
    ...(interrupted ? { interrupted } : {}),
  } as const;
  if (summary.applied === 0 || stoppedBy !== undefined || interrupted) return report;
  const forgottenDeletions = await forgetDeletions(view.marks, clock(), workspace);
  return forgottenDeletions.length === 0 ? report : { ...report, forgottenDeletions };
}

/** What was being written when `leave` was aborted may have been written, or not. */
async function unlessLeft(done: Promise<Outcome>, leave: AbortSignal | undefined): Promise<Outcome> {
  if (leave === undefined) return done;
  let give: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    give = () => reject(inFlight());
    if (leave.aborted) give();
    leave.addEventListener('abort', give);
  });
  try {
    return await Promise.race([done, left]);
  } finally {
    if (give !== undefined) leave.removeEventListener('abort', give);
  }
}

function inFlight(): UserError {
  return planError(
    'plan/in-flight',
    'It was in flight when apply was stopped: whether it was written is not known.',
    {
      hint: 'Apply again: what was written is found, and the rest is done.',
      exitCode: exitCodes.interrupted,
    },
  );
}

/** @throws UserError when safety stops the plan. */
export function assertSafe(plan: Plan): void {
  const [first] = plan.safety;
  if (first === undefined) return;
  throw new UserError(plan.safety.map((finding) => finding.message).join(' '), {
    code: first.code,
    hint: first.hint,
    exitCode: exitCodes.findings,
  });
}
