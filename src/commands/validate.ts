// validate: runs every detection test through a workspace's Log Analytics client, over seed rows put in front of the query or in test tables.
import type { ContentItem } from '../content/content-item.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { assertSeeded } from '../seeding/arrival.ts';
import { caseNameOf } from '../testing/run-tests.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command, CommandContext, Flags } from './command.ts';
import {
  detectionTests,
  effectiveSelection,
  gatherEvidence,
  loadTests,
  outcomeOfTests,
  type TestsOutcome,
} from './detection-tests.ts';
import { openAs, openEnvironment } from './open-project.ts';
import { openSelection, type Selection } from './open-selection.ts';
import { withWorkspace } from './open-workspace.ts';
import {
  allowEmptyOption,
  asOption,
  environmentOption,
  evidenceOption,
  seedOption,
  waitOption,
} from './options.ts';
import { namedRun, planSeedingOf, seedTables, waitOf } from './seeding.ts';

export const validateCommand: Command = {
  define: (program) =>
    program
      .command('validate')
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('run the detection tests through the workspace of an environment')
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(seedOption())
      .option('--run-id <id>', 'with --seed tables: take the rows that this run has written')
      .addOption(waitOption())
      .addOption(evidenceOption())
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    assertFitting(flags);
    const selection = openSelection(context, args[0] as string[], flags);
    const opened = selection.all;
    const environment = openEnvironment(opened, flags, context);
    const as = openAs(opened, flags, context);
    const items = effectiveSelection(selection, as ?? environment, flags);
    // A service's clock cannot be set, so the seed rows' times are told from now; the embedded one's stands there meanwhile.
    let now = context.clock();
    const held = { ...context, clock: () => now };
    const moveOn = () => {
      now = context.clock();
    };
    return withWorkspace(opened, environment, held, async (workspace) => {
      const outcome =
        flags['seed'] === 'tables'
          ? await overTables(workspace, { selection, items, flags, context: held, moveOn })
          : await withPrologue(workspace, { selection, items, context: held });
      const where = {
        kind: 'validation',
        environment: environment.name,
        as: as?.name,
        workspace: workspace.resourceId,
      } as const;
      gatherEvidence(outcome, where, opened, flags, context);
      return outcomeOfTests(outcome, selection, flags);
    });
  },
};

/** A flag that would do nothing is a misunderstanding. */
function assertFitting(flags: Flags): void {
  waitOf(flags);
  const stray = [flags['runId'] && '--run-id', flags['wait'] && '--wait'].find((flag) => flag !== undefined);
  if (flags['seed'] === 'tables' || stray === undefined) return;
  throw new UserError(`${String(stray)} is for rows in test tables.`, {
    code: 'cli/usage',
    hint: 'Add --seed tables.',
  });
}

interface Validation {
  readonly selection: Selection;
  readonly items: readonly ContentItem[];
  readonly context: CommandContext;
}

async function withPrologue(
  workspace: Workspace,
  { selection, items, context }: Validation,
): Promise<TestsOutcome> {
  const { createLogAnalyticsRunner } = await import('../workspace/queries/log-analytics-runner.ts');
  const { assertLetShadowsTable } = await import('../workspace/queries/let-shadow-probe.ts');
  await assertLetShadowsTable(workspace);
  const runner = createLogAnalyticsRunner(workspace, selection.all.tables);
  return detectionTests(selection, items, runner, loadTests(selection, items, context.clock()), context);
}

/** Seeds first, unless a run is named whose rows are there. */
async function overTables(
  workspace: Workspace,
  {
    selection,
    items,
    context,
    flags,
    moveOn,
  }: Validation & { readonly flags: Flags; readonly moveOn: () => void },
): Promise<TestsOutcome> {
  const named = namedRun(flags);
  const { plan, tests } = planSeedingOf(selection, items, context, named);
  if (named === undefined) await seedTables(workspace, plan, flags, context);
  else await assertSeeded(workspace, plan);
  // Minutes may have gone by. Cases with a prologue are told from now; those in tables from the clock of their run.
  moveOn();
  const fresh = loadTests(selection, items, context.clock());
  const isSeeded = (name: string) => plan.useOf(name)?.way === 'tables';
  const casesOf = (item: ContentItem) => {
    const later = fresh.casesOf(item);
    return tests
      .casesOf(item)
      .map((one, index) => (isSeeded(caseNameOf(item, one)) ? one : (later[index] ?? one)));
  };
  const { createSeededRunner } = await import('../seeding/seeded-runner.ts');
  const { letShadowProblem } = await import('../workspace/queries/let-shadow-probe.ts');
  const needsPrologue = plan.cases.some(({ use }) => use.way === 'prologue');
  const problem = needsPrologue ? await letShadowProblem(workspace) : undefined;
  const runner = createSeededRunner(workspace, selection.all.tables, plan, problem);
  const outcome = await detectionTests(selection, items, runner, { ...tests, casesOf }, context);
  return { ...outcome, seedRun: plan.runId };
}
