// Makes the plan that plan, apply, adopt and smoke share: the project as an environment makes it against one reading of a workspace.
import { contentKindDefinitions } from '../content/kinds.ts';
import type { Environment } from '../environments/environment.ts';
import { sameTokens } from '../kql/same-tokens.ts';
import { desiredItem } from '../plan/desired.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import { type Limit, parseLimit } from '../plan/safety.ts';
import { readSnapshot } from '../plan/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Flags } from './command.ts';
import { assertUsable, commitOf, type OpenedProject, ownerOf } from './open-project.ts';

/**
 * Reads the workspace and gives what a plan is made from.
 * Throws a UserError when content or parameters have errors: half a project must not be deployed.
 */
export async function planInput(
  opened: OpenedProject,
  environment: Environment,
  workspace: Workspace,
  options: { readonly prune: boolean; readonly maxDeletes?: Limit | undefined },
): Promise<PlanInput> {
  const effective = effectiveItems(opened.items, environment);
  assertUsable([...opened.diagnostics, ...effective.diagnostics]);
  return {
    desired: effective.items.map((item) => desiredItem(item, contentKindDefinitions[item.kind])),
    deployed: await readSnapshot(workspace),
    kinds: contentKindDefinitions,
    workspace: workspace.resourceId,
    owner: ownerOf(opened),
    commit: commitOf(opened),
    prune: options.prune,
    maxDeletes: options.maxDeletes,
    sameTokens,
  };
}

/** `--max-deletes` and `--prune`, as their flags or the project say. */
export function planOptions(
  flags: Flags,
  opened: OpenedProject,
): { prune: boolean; maxDeletes: Limit | undefined } {
  const stated = flags['maxDeletes'];
  return {
    prune: flags['prune'] === true,
    maxDeletes: typeof stated === 'string' ? parseLimit(stated) : projectLimit(opened),
  };
}

/** One bound alone is the user's own; both together are the default, which safety applies to the workspace's size. */
function projectLimit({ project }: OpenedProject): Limit | undefined {
  const { count, percent } = project.maxDeletes;
  if (count !== undefined && percent !== undefined) return undefined;
  if (count !== undefined) return { count };
  return percent === undefined ? undefined : { percent };
}
