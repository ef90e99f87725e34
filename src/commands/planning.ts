// Makes the plan that plan, apply, adopt and smoke share: the project as an environment makes it against one reading of a workspace.
import { contentKindDefinitions } from '../content/kinds/kinds.ts';
import type { Environment } from '../environments/environment.ts';
import { tablesOf } from '../kql/bind/tables-of.ts';
import { sameTokens } from '../kql/rewrite/same-tokens.ts';
import { desiredItem } from '../plan/desired.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { makePlan } from '../plan/plan.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import { refusedContent } from '../plan/refused-content.ts';
import { type Limit, parseLimit } from '../plan/safety.ts';
import { withSingleReads } from '../plan/single-reads.ts';
import { readSnapshot } from '../plan/snapshot.ts';
import { dependsOnTables, withTables } from '../plan/tables-verdict.ts';
import { assertUsable, type OpenedProject } from '../project/open-project.ts';
import { commitOf, ownerOf } from '../project/repository.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CommandContext, Flags } from './command.ts';
import { unprovenOf } from './gate.ts';
import type { GateEvidence } from './gate-evidence.ts';

export interface PlanOptions {
  readonly now: Date;
  readonly prune: boolean;
  readonly maxDeletes?: Limit | undefined;
  readonly recreate?: boolean | undefined;
  /** Asks the environment's gate with these; undefined: it is not asked. */
  readonly evidence?: GateEvidence | undefined;
}

/**
 * Reads the workspace and gives what a plan is made from.
 * Throws a UserError when content or parameters have errors: half a project must not be deployed.
 */
export async function planInput(
  opened: OpenedProject,
  environment: Environment,
  workspace: Workspace,
  options: PlanOptions,
): Promise<PlanInput> {
  const effective = effectiveItems(opened.items, environment);
  // An environment may speak of items that an earlier commit does not have yet.
  const ofEnvironment = effective.diagnostics.filter(
    ({ code }) => opened.commit === undefined || !code.startsWith('environment/stray-'),
  );
  assertUsable([...opened.diagnostics, ...ofEnvironment]);
  const lists: PlanInput = {
    desired: effective.items.map((item) => desiredItem(item, contentKindDefinitions[item.kind])),
    deployed: await readSnapshot(workspace),
    kinds: contentKindDefinitions,
    workspace: workspace.resourceId,
    owner: ownerOf(opened),
    now: options.now,
    commit: commitOf(opened),
    environment: environment.name,
    prune: options.prune,
    maxDeletes: options.maxDeletes,
    sameTokens,
    recreate: options.recreate,
    excluded: effective.excluded,
    locked: effective.locked,
    capacity: environment.capacity,
  };
  const input = await withSingleReads(lists, workspace);
  const { project, tables } = opened;
  const refused = refusedContent(effective.items, makePlan(input).changes, {
    project,
    tables,
    now: options.now,
  });
  const considered = await consideringTables({ ...input, refused }, opened, environment, workspace);
  if (options.evidence === undefined) return considered;
  const unproven = unprovenOf(makePlan(considered), environment, options.evidence, options.now);
  return { ...considered, unproven };
}

/** Reads the list of tables once, and only where something is to be written that depends on them. */
async function consideringTables(
  input: PlanInput,
  { tables }: OpenedProject,
  { onMissingTables }: Environment,
  workspace: Workspace,
): Promise<PlanInput> {
  const { changes } = makePlan(input);
  if (!dependsOnTables(changes, input)) return input;
  return withTables(input, changes, {
    present: (await workspace.tables()).map(({ name }) => name),
    policy: onMissingTables,
    required: (query) => tablesOf(query, { tables }).required,
  });
}

/** `--max-deletes`, `--prune` and `--recreate`, as their flags or the project say. */
export function planOptions(flags: Flags, opened: OpenedProject, context: CommandContext): PlanOptions {
  const stated = flags['maxDeletes'];
  return {
    now: context.clock(),
    prune: flags['prune'] === true,
    recreate: flags['recreate'] === true,
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
