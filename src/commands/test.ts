// test: runs the detection tests on the embedded engine, with no workspace and no network, or on a Kusto engine.
import { Option } from 'commander';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { openAs } from '../project/open-environment.ts';
import { openSelection } from '../project/selection.ts';
import { appendEvidence } from '../promotion/evidence.ts';
import { testEvidence } from '../promotion/test-evidence.ts';
import { withLostRows } from '../testing/lost-rows.ts';
import {
  casesNamed,
  effectiveSelection,
  loadTests,
  runSelection,
  selectionAs,
  verdictOf,
} from '../testing/run-selection.ts';
import { commandError } from './codes.ts';
import type { Command, Flags } from './command.ts';
import { compareContent } from './compare-content.ts';
import { evadeContent } from './evade-content.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';
import { assertRecordFiles } from './kept-results.ts';
import { assertEngineFlags, engineOptions, isOnKusto, openKusto } from './kusto-options.ts';
import { minScoreOf, mutateContent } from './mutate-content.ts';
import { allowEmptyOption, asOption, evidenceOption } from './options.ts';
import { watchTests } from './watch-tests.ts';

/** What a Kusto engine is not asked for: thousands of requests, or evidence of a run on the embedded engine. */
const embeddedOnly = {
  compare: '--compare',
  evade: '--evade',
  evidence: '--evidence',
  mutate: '--mutate',
  watch: '--watch',
} as const;

interface TestFlags extends Flags {
  readonly name?: string;
  readonly bail?: boolean;
  readonly gaps?: boolean;
}

export const testCommand: Command = {
  report: 'tests',
  examples: [
    { does: 'cases whose name holds a text, until the first failure', line: 'test -t "renamed tool" --bail' },
    { does: 'again with each saved file', line: 'test --watch' },
    {
      does: 'rewrite the command lines of a rule as somebody who hides would',
      line: 'test analytics-rules/code-repository-search.yaml --evade --min-score 90',
    },
  ],
  define: (program) =>
    engineOptions(program.command('test'))
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('run the detection tests on the embedded engine, or on a Kusto engine')
      .addOption(
        new Option(
          '--compare <engine>',
          'run each case on this engine too, and report where its answer is another',
        ).choices(['kusto']),
      )
      .option('-t, --name <text>', 'run only the cases that have this text in their name; gives no evidence')
      .option('--bail', 'stop at the first content item with a failed case; gives no evidence')
      .option('--watch', 'go on after the run: run again what each change of a file touches, until Ctrl+C')
      .option('--gaps', 'list the known gaps, which are counted otherwise')
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
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    assertEngineFlags(flags, embeddedOnly);
    minScoreOf(flags);
    assertRecordFiles(flags, context);
    assertWholeForEvidence(flags);
    if (flags['watch'] === true) return watchTests(args[0] as string[], flags, context);
    const opened = openSelection(context, args[0] as string[], flags);
    const as = openAs(opened.all, flags, context);
    const selection = selectionAs(opened, as);
    const { all } = selection;
    const chosen = as === undefined ? selection.chosen.items : effectiveSelection(selection, as, flags);
    const { name, bail = false, gaps: showGaps = false } = flags as TestFlags;
    const loaded = { tests: loadTests(selection, chosen), items: chosen };
    const { tests, items } = name === undefined ? loaded : casesNamed(name, loaded);
    const isPartial = name !== undefined || bail;
    const options = { selection, items, bail, doing: context.doing };
    if (isOnKusto(flags)) {
      const { createKustoRunner } = await import('../workspace/kusto/runner.ts');
      const runner = createKustoRunner(await openKusto(flags, context), all.tables);
      const run = await runSelection(runner, tests, options);
      const { diagnostics, exitCode } = verdictOf(run, all.project.folders.tests, flags);
      return { report: { kind: 'tests', ...run, diagnostics, showGaps }, exitCode };
    }
    const { createEngineRunner } = await import('../workspace/queries/engine-runner.ts');
    const runner = await createEngineRunner({ tables: all.tables });
    try {
      const ran = await runSelection(runner, tests, options);
      const results = await withLostRows(ran.results, { items, tests, runner, tables: all.tables });
      const run = { ...ran, results };
      if (!isPartial) {
        const shared = evidenceRun({ kind: 'tests', environment: 'local', as: as?.name }, all, context);
        appendEvidence(evidenceFile(flags, context), testEvidence(run, shared));
      }
      const { diagnostics, exitCode } = verdictOf(run, all.project.folders.tests, flags);
      const work = { tests, runner, selection, flags, context };
      const mutated = flags['mutate'] === true ? await mutateContent(items, work) : undefined;
      const evaded = flags['evade'] === true ? await evadeContent(items, work) : undefined;
      const compared = flags['compare'] === 'kusto' ? await compareContent(items, work) : undefined;
      const more = [mutated, evaded, compared].flatMap((one) => one?.diagnostics ?? []);
      return {
        report: {
          kind: 'tests',
          ...run,
          diagnostics: [...diagnostics, ...more],
          showGaps,
          ...(mutated !== undefined && { mutation: mutated.results }),
          ...(evaded !== undefined && { evasion: evaded.results }),
          ...(compared !== undefined && { comparison: compared.comparison }),
        },
        exitCode: hasErrors(more) ? exitCodes.findings : exitCode,
      };
    } finally {
      await runner.close();
    }
  },
};

/** Evidence and records say that all cases were run. */
function assertWholeForEvidence(flags: Flags): void {
  const partial = ['name', 'bail'].find((one) => flags[one] !== undefined);
  const kept = {
    evidence: '--evidence',
    mutationRecord: '--mutation-record',
    evasionRecord: '--evasion-record',
  };
  const other = Object.entries(kept).find(([one]) => flags[one] !== undefined)?.[1];
  if (partial === undefined || other === undefined) return;
  throw commandError('cli/usage', `Both --${partial} and ${other} are given.`, {
    hint: `What ${other} writes says that all cases were run: leave --${partial} out.`,
  });
}
