// validate: runs every detection test through a workspace's Log Analytics client, seed rows in front of the query.
import { exitCodes } from '../diagnostics/user-error.ts';
import type { Command } from './command.ts';
import { detectionTests, effectiveSelection, gatherEvidence } from './detection-tests.ts';
import { openAs, openEnvironment, openSelection } from './open-project.ts';
import { withWorkspace } from './open-workspace.ts';
import { asOption, environmentOption, evidenceOption } from './options.ts';

export const validateCommand: Command = {
  define: (program) =>
    program
      .command('validate')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description('run the detection tests through the workspace of an environment')
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(evidenceOption()),

  async run(args, flags, context) {
    const selection = openSelection(context, args[0] as string[]);
    const opened = selection.all;
    const environment = openEnvironment(opened, flags, context);
    const as = openAs(opened, flags, context);
    const items = effectiveSelection(selection, as ?? environment);
    const { createLogAnalyticsRunner } = await import('../workspace/log-analytics-runner.ts');
    const { assertLetShadowsTable } = await import('../workspace/let-shadow-probe.ts');
    // A service's clock cannot be set, so the seed rows' times are told from now; the embedded one's stands there meanwhile.
    const now = context.clock();
    return withWorkspace(opened, environment, { ...context, clock: () => now }, async (workspace) => {
      await assertLetShadowsTable(workspace);
      const runner = createLogAnalyticsRunner(workspace, opened.tables);
      const outcome = await detectionTests(selection, items, runner, now);
      const where = {
        kind: 'validation',
        environment: environment.name,
        as: as?.name,
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
