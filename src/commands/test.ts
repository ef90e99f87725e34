// test: runs the detection tests on the local engine, with no workspace and no network.
import { exitCodes } from '../diagnostics/user-error.ts';
import type { Command } from './command.ts';
import { detectionTests, effectiveSelection, gatherEvidence, loadTests } from './detection-tests.ts';
import { openAs, openSelection } from './open-project.ts';
import { asOption, evidenceOption } from './options.ts';

export const testCommand: Command = {
  define: (program) =>
    program
      .command('test')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description('run the detection tests on seeded tables')
      .addOption(asOption())
      .addOption(evidenceOption()),

  async run(args, flags, context) {
    const selection = openSelection(context, args[0] as string[]);
    const as = openAs(selection.all, flags, context);
    const items = as === undefined ? selection.chosen.items : effectiveSelection(selection, as);
    const { createEngineRunner } = await import('../workspace/engine-runner.ts');
    const runner = await createEngineRunner({ tables: selection.all.tables });
    try {
      const outcome = await detectionTests(selection, items, runner, loadTests(selection, items), context);
      gatherEvidence(
        outcome,
        { kind: 'tests', environment: 'local', as: as?.name },
        selection.all,
        flags,
        context,
      );
      const failed =
        outcome.results.summary.failed > 0 || outcome.diagnostics.some((found) => found.severity === 'error');
      return {
        report: { kind: 'tests', ...outcome },
        exitCode: failed ? exitCodes.findings : exitCodes.fine,
      };
    } finally {
      await runner.close();
    }
  },
};
