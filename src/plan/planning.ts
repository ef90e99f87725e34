// Reads both sides and makes the plan that plan, apply, adopt and smoke share: the project as an environment makes it, on a workspace.
import type { ContentItem } from '../content/content-item.ts';
import { contentKindDefinitions } from '../content/kinds/kinds.ts';
import { assertUsable } from '../diagnostics/assert-usable.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Environment } from '../environments/environment.ts';
import type { Project } from '../environments/project.ts';
import { tablesOf } from '../kql/bind/tables-of.ts';
import { sameTokens } from '../kql/rewrite/same-tokens.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { desiredItem } from './desired.ts';
import { type EffectiveItems, effectiveItems } from './effective-item.ts';
import { anyGives } from './names.ts';
import { type Planned, planWith } from './plan.ts';
import type { PlanInput } from './plan-input.ts';
import { refusedContent } from './refused-content.ts';
import type { Limit } from './safety.ts';
import { requiredFunctionsIn, savedFunctionsIn } from './saved-functions.ts';
import { withSingleReads } from './single-reads.ts';
import { readSnapshot } from './snapshot.ts';
import type { AskGate } from './steps/gate.ts';

/** The project side: its content as it stands, or as an earlier commit has it. */
export interface ProjectContent {
  readonly project: Project;
  readonly items: readonly ContentItem[];
  readonly tables: TableCatalogue;
  readonly diagnostics: readonly Diagnostic[];
  /** The earlier commit; undefined: the files as they stand. */
  readonly commit?: string | undefined;
}

/** What a plan is made of: content, an environment, a workspace, and the owner in whose name it is written. */
export interface PlanOptions {
  readonly content: ProjectContent;
  readonly environment: Environment;
  readonly workspace: Workspace;
  /** The repository in whose name it is applied. */
  readonly owner: string;
  /** The commit that the content is of; undefined outside a repository. */
  readonly commit: string | undefined;
  readonly now: Date;
  readonly prune?: boolean;
  readonly recreate?: boolean;
  readonly maxDeletes?: Limit | undefined;
  /** Asks the gate of the environment; undefined: it is not asked. */
  readonly gate?: AskGate | undefined;
}

/**
 * Reads both sides and plans.
 * @throws UserError when content or parameters have errors: half a project must not be deployed.
 */
export async function planContent(options: PlanOptions): Promise<Planned> {
  const { content, environment, workspace, now, gate } = options;
  const effective = effectiveContent(content, environment);
  const input = await bothSides(options, effective);
  const { project, tables } = content;
  return planWith(input, {
    refused: ({ decisions }) => {
      const changes = decisions.map(({ change }) => change);
      return refusedContent(effective.items, changes, { project, tables, now });
    },
    tables: async () => ({
      present: (await workspace.tables()).map(({ name }) => name),
      policy: environment.onMissingTables,
      required: (query) => tablesOf(query, { tables }).required,
    }),
    ...(gate === undefined ? {} : { gate }),
    // Binding every query only pays where content can have functions of its own.
    ...(anyGives(input) ? { functions: (query: string) => requiredFunctionsIn(query, { tables }) } : {}),
  });
}

/**
 * Both sides as they are read, before anything is decided.
 * @throws UserError as `planContent`.
 */
export async function readBothSides(options: Omit<PlanOptions, 'gate'>): Promise<PlanInput> {
  return bothSides(options, effectiveContent(options.content, options.environment));
}

function effectiveContent(content: ProjectContent, environment: Environment): EffectiveItems {
  const effective = effectiveItems(content.items, environment);
  // An environment may speak of items that an earlier commit does not have yet.
  const ofEnvironment = effective.diagnostics.filter(
    ({ code }) => content.commit === undefined || !code.startsWith('environment/stray-'),
  );
  assertUsable([...content.diagnostics, ...ofEnvironment]);
  return effective;
}

async function bothSides(
  { content, environment, workspace, ...asked }: Omit<PlanOptions, 'gate'>,
  { items, excluded, locked }: EffectiveItems,
): Promise<PlanInput> {
  const { tables } = content;
  const lists: PlanInput = {
    desired: items.map((item) => desiredItem(item, contentKindDefinitions[item.kind])),
    deployed: await readSnapshot(workspace),
    kinds: contentKindDefinitions,
    workspace: workspace.resourceId,
    owner: asked.owner,
    now: asked.now,
    commit: asked.commit,
    environment: environment.name,
    prune: asked.prune ?? false,
    maxDeletes: asked.maxDeletes,
    sameTokens,
    calls: (query, parameters) => {
      const scope = { tables, parameters };
      return [...tablesOf(query, scope).required, ...savedFunctionsIn(query, scope)];
    },
    recreate: asked.recreate ?? false,
    excluded,
    locked,
    capacity: environment.capacity,
  };
  return withSingleReads(lists, workspace);
}
