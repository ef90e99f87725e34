// validate: runs every detection test through a workspace's Log Analytics client, seed rows in front of the query.
import { exitCodes } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import type { Command } from './command.ts';
import { detectionTests, gatherEvidence } from './detection-tests.ts';
import { assertUsable, openEnvironment, openSelection } from './open-project.ts';
import { withWorkspace } from './open-workspace.ts';
import { environmentOption, evidenceOption } from './options.ts';

export const validateCommand: Command = {
  define: (program) =>
    program
      .command('validate')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description('run the detection tests through the workspace of an environment')
      .addOption(environmentOption())
      .addOption(evidenceOption()),

  async run(args, flags, context) {
    const selection = openSelection(context, args[0] as string[]);
    const opened = selection.all;
    const environment = openEnvironment(opened, flags, context);
    const effective = effectiveItems(selection.chosen.items, environment);
    assertUsable(effective.diagnostics);
    const { createLogAnalyticsRunner } = await import('../workspace/log-analytics-runner.ts');
    return withWorkspace(opened, environment, context, async (workspace) => {
      const runner = createLogAnalyticsRunner(workspace, opened.tables);
      // The service's clock cannot be set, so the seed rows' times are told from now.
      const outcome = await detectionTests(selection, effective.items, runner, context.clock());
      const where = {
        kind: 'validation',
        environment: environment.name,
        workspace: workspace.resourceId,
      } as const;
      gatherEvidence(outcome, where, opened, flags, context);
      const failed =
        outcome.results.summary.failed > 0 || outcome.diagnostics.some((found) => found.severity === 'error');
      return {
        report: { kind: 'tests', ...outcome },
        exitCode: failed ? exitCodes.findings : exitCodes.fine,
      };
    });
  },
};
