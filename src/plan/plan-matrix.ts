// Plans of several environments beside each other: what would happen to each item in each of them.
import { type ExitCode, UserError } from '../diagnostics/user-error.ts';
import { type Change, isListed } from './change.ts';
import type { Plan } from './plan.ts';
import { type Failure, failureOf, planExitCode } from './report.ts';

/** An environment with its plan, or with what stood in the way of one. */
export type EnvironmentPlan =
  | { readonly environment: string; readonly plan: Plan }
  | { readonly environment: string; readonly failure: Failure; readonly exitCode: ExitCode };

export interface MatrixRow extends Pick<Change, 'kind' | 'name' | 'file' | 'id'> {
  /** By environment; absent where the item is no part of its plan. */
  readonly cells: Readonly<Record<string, Pick<Change, 'action' | 'status'>>>;
}

/** The plan that `work` makes for an environment. A UserError is kept, so that the others are planned all the same; a defect is thrown. */
export async function planFor(environment: string, work: () => Promise<Plan>): Promise<EnvironmentPlan> {
  try {
    return { environment, plan: await work() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { environment, failure: failureOf(error), exitCode: error.exitCode };
  }
}

/** Items that some environment would change or has something to say of, in the order in which the plans name them. */
export function planMatrix(plans: readonly EnvironmentPlan[]): readonly MatrixRow[] {
  const rows = new Map<string, MatrixRow>();
  for (const one of plans) {
    if (!('plan' in one)) continue;
    for (const { kind, name, file, id, action, status } of one.plan.changes) {
      const key = `${kind} ${id}`;
      const cell = status === undefined ? { action } : { action, status };
      const row = rows.get(key);
      const cells = { ...row?.cells, [one.environment]: cell };
      rows.set(key, { ...(row ?? { kind, name, id, ...(file !== undefined && { file }) }), cells });
    }
  }
  return [...rows.values()].filter(({ cells }) => Object.values(cells).some(isListed));
}

/** That of the first environment without a plan; else that of all changes together, as of one plan. */
export function matrixExitCode(
  plans: readonly EnvironmentPlan[],
  options: { readonly isDetailed: boolean },
): ExitCode {
  const [failed] = plans.flatMap((one) => ('failure' in one ? one.exitCode : []));
  const changes = plans.flatMap((one) => ('plan' in one ? one.plan.changes : []));
  return failed ?? planExitCode({ changes }, options);
}
