// test: runs the detection tests on the local engine, with no workspace and no network.
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { openAs } from '../project/open-environment.ts';
import { openSelection } from '../project/selection.ts';
import { appendEvidence } from '../promotion/evidence.ts';
import { testEvidence } from '../promotion/test-evidence.ts';
import {
  effectiveSelection,
  loadTests,
  runSelection,
  selectionAs,
  verdictOf,
} from '../testing/run-selection.ts';
import type { Command } from './command.ts';
import { evadeContent } from './evade-content.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';
import { assertRecordFiles } from './kept-results.ts';
import { minScoreOf, mutateContent } from './mutate-content.ts';
import { allowEmptyOption, asOption, evidenceOption } from './options.ts';

export const testCommand: Command = {
  report: 'tests',
  define: (program) =>
    program
      .command('test')
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('run the detection tests on the embedded engine')
      .addOption(asOption())
      .addOption(evidenceOption())
      .option('--mutate', 'change the queries in small ways too, and see which changes no case notices')
      .option(
        '--evade',
        'rewrite the command lines of ordinary cases too, as somebody who hides would, and see which are missed',
      )
      .option(
        '--min-score <percent>',
        'fail when fewer of the changes are noticed, or of the rewrites seen, than this',
      )
      .option('--mutation-record <file>', 'write what came of the changes, to be kept with the content')
      .option('--evasion-record <file>', 'write what came of the rewrites, to be kept with the content')
      .addOption(allowEmptyOption())
      .addHelpText(
        'after',
        '\nExample:\n  $ sentinel-sync test analytics-rules/code-repository-search.yaml --evade --min-score 90',
      ),

  async run(args, flags, context) {
    minScoreOf(flags);
    assertRecordFiles(flags, context);
    const opened = openSelection(context, args[0] as string[], flags);
    const as = openAs(opened.all, flags, context);
    const selection = selectionAs(opened, as);
    const { all } = selection;
    const items = as === undefined ? selection.chosen.items : effectiveSelection(selection, as, flags);
    const { createEngineRunner } = await import('../workspace/queries/engine-runner.ts');
    const runner = await createEngineRunner({ tables: all.tables });
    try {
      const options = { selection, items, doing: context.doing };
      const tests = loadTests(selection, items);
      const run = await runSelection(runner, tests, options);
      const shared = evidenceRun({ kind: 'tests', environment: 'local', as: as?.name }, all, context);
      appendEvidence(evidenceFile(flags, context), testEvidence(run, shared));
      const { diagnostics, exitCode } = verdictOf(run, all.project.folders.tests, flags);
      const work = { tests, runner, selection, flags, context };
      const mutated = flags['mutate'] === true ? await mutateContent(items, work) : undefined;
      const evaded = flags['evade'] === true ? await evadeContent(items, work) : undefined;
      const more = [...(mutated?.diagnostics ?? []), ...(evaded?.diagnostics ?? [])];
      return {
        report: {
          kind: 'tests',
          ...run,
          diagnostics: [...diagnostics, ...more],
          ...(mutated !== undefined && { mutation: mutated.results }),
          ...(evaded !== undefined && { evasion: evaded.results }),
        },
        exitCode: hasErrors(more) ? exitCodes.findings : exitCode,
      };
    } finally {
      await runner.close();
    }
  },
};
