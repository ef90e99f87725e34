// validate: runs every detection test through a workspace's Log Analytics client, over seed rows put in front of the query or in test tables.
import { openAs, openEnvironment } from '../project/open-environment.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { openSelection } from '../project/selection.ts';
import { appendEvidence } from '../promotion/evidence.ts';
import { testEvidence } from '../promotion/test-evidence.ts';
import { clockOfRun } from '../seeding/run-id.ts';
import { holdClock, runOverTables, runWithPrologue } from '../seeding/run-on-workspace.ts';
import type { SeedRun } from '../seeding/seed-tables.ts';
import { effectiveSelection, selectionAs, verdictOf } from '../testing/run-selection.ts';
import { commandError } from './codes.ts';
import type { Command, Flags } from './command.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';
import {
  allowEmptyOption,
  asOption,
  environmentOption,
  evidenceOption,
  seedOption,
  waitMsOf,
  waitOption,
} from './options.ts';

export const validateCommand: Command = {
  report: 'tests',
  examples: [
    { does: 'as evidence for the gate of prod', line: 'validate --environment dev --as prod' },
    { does: 'rows in test tables, which takes minutes', line: 'validate --environment dev --seed tables' },
  ],
  define: (program) =>
    program
      .command('validate')
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('run the detection tests on the workspace of an environment')
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(seedOption())
      .option('--run-id <id>', 'with --seed tables: use the rows that this run wrote')
      .addOption(waitOption())
      .addOption(evidenceOption())
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    const waitMs = waitMsOf(flags);
    assertFitting(flags);
    const chosen = openSelection(context, args[0] as string[], flags);
    const opened = chosen.all;
    const environment = openEnvironment(opened, flags, context);
    const as = openAs(opened, flags, context);
    const selection = selectionAs(chosen, as ?? environment);
    const items = effectiveSelection(selection, as ?? environment, flags);
    const clock = holdClock(context.clock);
    const { progress, doing } = context;
    const options = { selection, items, doing, progress, waitMs };
    return withWorkspace({ ...context, clock: clock.now, opened, environment }, async (workspace) => {
      const run =
        flags['seed'] === 'tables'
          ? await runOverTables(workspace, clock, { ...options, seeded: seedRunOf(flags) })
          : await runWithPrologue(workspace, clock, options);
      const where = {
        kind: 'validation',
        environment: environment.name,
        as: as?.name,
        workspace: workspace.resourceId,
      } as const;
      const shared = evidenceRun(where, opened, { ...context, clock: clock.now });
      appendEvidence(evidenceFile(flags, context), testEvidence(run, shared));
      const { diagnostics, exitCode } = verdictOf(run, opened.project.folders.tests, flags);
      return { report: { kind: 'tests', ...run, diagnostics }, exitCode };
    });
  },
};

/** A flag that would do nothing is a misunderstanding. */
function assertFitting(flags: Flags): void {
  const stray = [flags['runId'] && '--run-id', flags['wait'] && '--wait'].find((flag) => flag !== undefined);
  if (flags['seed'] === 'tables' || stray === undefined) return;
  throw commandError('cli/usage', `${String(stray)} is for rows in test tables.`, {
    hint: 'Add --seed tables.',
  });
}

/** The run that --run-id names. Throws a UserError for what is no run id. */
function seedRunOf(flags: Flags): SeedRun | undefined {
  const runId = flags['runId'];
  if (typeof runId !== 'string') return undefined;
  const now = clockOfRun(runId);
  if (now !== undefined) return { runId, now };
  throw commandError('cli/usage', `--run-id '${runId}' is not the id of a seeding.`, {
    hint: 'Copy the id that seed or validate --seed tables prints, such as 20260115T120000000Z-1f2e3d4c.',
  });
}
