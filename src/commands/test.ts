// test: runs the detection tests on the local engine, with no workspace and no network.
import type { Command } from './command.ts';
import {
  detectionTests,
  effectiveSelection,
  gatherEvidence,
  loadTests,
  outcomeOfTests,
} from './detection-tests.ts';
import { openAs } from './open-project.ts';
import { openSelection } from './open-selection.ts';
import { allowEmptyOption, asOption, evidenceOption } from './options.ts';

export const testCommand: Command = {
  define: (program) =>
    program
      .command('test')
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('run the detection tests on seeded tables')
      .addOption(asOption())
      .addOption(evidenceOption())
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    const selection = openSelection(context, args[0] as string[], flags);
    const as = openAs(selection.all, flags, context);
    const items = as === undefined ? selection.chosen.items : effectiveSelection(selection, as, flags);
    const { createEngineRunner } = await import('../workspace/queries/engine-runner.ts');
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
      return outcomeOfTests(outcome, selection, flags);
    } finally {
      await runner.close();
    }
  },
};
