// seed: writes the seed rows of detection tests into test tables of a workspace, for validate --seed tables.
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { noCases } from '../project/assert-content.ts';
import { openAs, openEnvironment } from '../project/open-environment.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { openSelection } from '../project/selection.ts';
import { readLayout } from '../seeding/provide.ts';
import { summariseSeeding } from '../seeding/seed-summary.ts';
import { newSeedRun, planSeedingOf, seedTables } from '../seeding/seed-tables.ts';
import { templateParameters } from '../seeding/template-parameters.ts';
import { effectiveSelection, selectionAs } from '../testing/run-selection.ts';
import type { Command } from './command.ts';
import { allowEmptyOption, asOption, environmentOption, waitMsOf, waitOption } from './options.ts';
import { writeReport } from './report-formats.ts';

export const seedCommand: Command = {
  report: 'seed',
  examples: [{ does: 'show which tables and rows it would write', line: 'seed --environment dev --dry-run' }],
  define: (program) =>
    program
      .command('seed')
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('write the seed rows of detection tests to test tables in a workspace')
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(waitOption())
      .addOption(allowEmptyOption())
      .option('--dry-run', 'show what would be created and written; change nothing')
      .option(
        '--parameters <file>',
        'write parameters for infra/test-tables.bicep, which creates the same tables and rules; change nothing',
      ),

  async run(args, flags, context) {
    const waitMs = waitMsOf(flags);
    const { progress } = context;
    const chosen = openSelection(context, args[0] as string[], flags);
    const opened = chosen.all;
    const environment = openEnvironment(opened, flags, context);
    const as = openAs(opened, flags, context) ?? environment;
    const selection = selectionAs(chosen, as);
    const items = effectiveSelection(selection, as, flags);
    const { plan, tests } = planSeedingOf(selection, items, newSeedRun(context.clock()));
    assertUsable([...selection.chosen.diagnostics, ...tests.diagnostics]);
    if (plan.cases.length === 0 && flags.allowEmpty !== true) {
      throw noCases(items.length, opened.project.folders.tests);
    }
    return withWorkspace({ ...context, opened, environment }, async (workspace) => {
      const file = flags['parameters'];
      const isDry = flags['dryRun'] === true || typeof file === 'string';
      const layout = isDry
        ? await readLayout(workspace, plan.tables)
        : await seedTables(workspace, plan, { waitMs, progress });
      if (typeof file === 'string') {
        const workspaceName = workspace.resourceId.split('/').at(-1)!;
        const location = await workspace.seeding.location();
        writeReport(context.folder, file, templateParameters(layout, { workspaceName, location }));
      }
      return {
        report: {
          kind: 'seed',
          ...(isDry ? {} : { runId: plan.runId }),
          workspace: workspace.resourceId,
          where: workspace.description,
          environment: environment.name,
          ...summariseSeeding(plan, layout),
        },
        exitCode: exitCodes.fine,
      };
    });
  },
};
