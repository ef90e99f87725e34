// What `test --watch` does: a first run, then a run of what each change touches, until somebody asks to stop.
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { listenForChanges } from '../project/changes.ts';
import { openAs } from '../project/open-environment.ts';
import { sourceIn } from '../project/open-project.ts';
import { openSelection, type Selection, withTablesOf } from '../project/selection.ts';
import type { WatchFiles } from '../project/watch-files.ts';
import { createReruns, type OpenedTests, type Rerun } from '../testing/rerun-tests.ts';
import {
  casesNamed,
  effectiveSelection,
  selectionAs,
  type TestRun,
  verdictOf,
  withNamedCases,
} from '../testing/run-selection.ts';
import { commandError } from './codes.ts';
import type { CommandContext, Flags, Outcome } from './command.ts';

/** What is for a run of its own: it needs all cases, or takes minutes. */
const refused = {
  bail: '--bail',
  compare: '--compare',
  evade: '--evade',
  evidence: '--evidence',
  mutate: '--mutate',
} as const;

/** Of so many changed files the names are shown. */
const namesShown = 3;

/** Ends with the exit code of all chosen items as their cases came out last. Throws a UserError when there is nothing to begin with. */
export async function watchTests(
  paths: readonly string[],
  flags: Flags,
  context: CommandContext,
): Promise<Outcome> {
  const changes = listenForChanges({
    watchFiles: watcherOf(flags, context),
    onStop: context.onStop,
    onBusyStop: () => context.progress('Stopping after this run. Press Ctrl+C again to leave at once.'),
  });
  const { createEngineRunner } = await import('../workspace/queries/engine-runner.ts');
  const reruns = createReruns({
    choose: chooserOf(flags),
    runnerOver: createEngineRunner,
    doing: context.doing,
  });
  const open = opener(paths, flags, context);
  const run = async () => {
    const opened = open();
    const { project } = opened.selection.all;
    changes.follow(
      project,
      paths.map((path) => resolve(context.folder, path)),
    );
    const rerun = await reruns.next(opened);
    const verdict = (of: TestRun) => verdictOf(of, project.folders.tests, flags);
    return { ...rerun, verdict };
  };
  try {
    const first = await run();
    let { whole } = first;
    const verdict = first.verdict(first.run);
    let { exitCode } = verdict;
    printTests({ ...first.run, diagnostics: verdict.diagnostics }, flags, context);
    for (;;) {
      context.resting();
      context.progress(waitingLine(whole));
      const files = await changes.next();
      if (files === undefined) return { report: undefined, exitCode };
      context.progress(changedLine(files));
      try {
        const rerun = await run();
        whole = rerun.whole;
        exitCode = rerun.verdict(whole).exitCode;
        publish(rerun, flags, context);
      } catch (error) {
        // Half a file is what a watcher sees of somebody who types.
        if (!(error instanceof UserError)) throw error;
        exitCode = error.exitCode;
        printFindings([error.diagnostic], context);
      }
    }
  } finally {
    changes.close();
    reruns.close();
  }
}

function watcherOf(flags: Flags, { watchFiles }: CommandContext): WatchFiles {
  const other = Object.entries(refused).find(([flag]) => flags[flag] !== undefined)?.[1];
  if (other !== undefined) {
    throw commandError('cli/usage', `Both --watch and ${other} are given.`, {
      hint: `Leave --watch out: ${other} is for a run of its own.`,
    });
  }
  if (watchFiles !== undefined) return watchFiles;
  throw commandError('cli/cannot-watch', 'Nobody tells here which files have changed.');
}

/** A name that no case has is told at once; later on what is touched may have no such case. */
function chooserOf({ name }: Flags): Parameters<typeof createReruns>[0]['choose'] {
  if (typeof name !== 'string') return undefined;
  let choose = casesNamed;
  return (loaded) => {
    const chosen = choose(name, loaded);
    choose = withNamedCases;
    return chosen;
  };
}

/** Opens the content anew each time, with the tables of the last time where they are the same. */
function opener(paths: readonly string[], flags: Flags, context: CommandContext): () => OpenedTests {
  let latest: Selection | undefined;
  return () => {
    latest = withTablesOf(latest, openSelection(context, paths, flags));
    const as = openAs(latest.all, flags, context);
    const selection = selectionAs(latest, as);
    return {
      selection,
      items: as === undefined ? selection.chosen.items : effectiveSelection(selection, as, flags),
    };
  };
}

function publish({ run }: Rerun, flags: Flags, context: CommandContext): void {
  if (run.items.length > 0) printTests(run, flags, context);
  else if (run.diagnostics.length > 0) printFindings(run.diagnostics, context);
  else context.progress('Nothing to test in what changed.');
}

function printTests(run: TestRun, flags: Flags, { print }: CommandContext): void {
  print({ kind: 'tests', ...run, showGaps: flags['gaps'] === true });
}

function printFindings(diagnostics: readonly Diagnostic[], { print, project }: CommandContext): void {
  const files = new Set(diagnostics.flatMap(({ file }) => file ?? [])).size;
  print({ kind: 'diagnostics', diagnostics, files, baselined: 0, sourceOf: sourceIn(project) });
}

/** `Waiting for changes: 12 passed, 1 failed in 3 content items. Ctrl+C ends.` */
function waitingLine({ results, items }: TestRun): string {
  const { passed, failed } = results.summary;
  return `Waiting for changes: ${passed} passed, ${failed} failed in ${plural(items.length, 'content item')}. Ctrl+C ends.`;
}

function changedLine(files: readonly string[]): string {
  const more = files.length - namesShown;
  return `Changed: ${files.slice(0, namesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
