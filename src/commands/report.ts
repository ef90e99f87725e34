// report: writes the content and what is known of its tests as a static site.
import { resolve } from 'node:path';
import { functionsIn } from '../content/kinds/kinds.ts';
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { readExclusions } from '../mutation/exclusions.ts';
import { openSelection } from '../project/selection.ts';
import { reportOf } from '../report/report-of.ts';
import {
  type NamedFile,
  readEvasionRecord,
  readMutationRecord,
  readPlan,
  readSimulation,
  readTests,
} from '../report/result-files.ts';
import { siteFiles } from '../report/site.ts';
import { assertReplaceable, writeSite } from '../report/write-site.ts';
import { loadTests } from '../testing/run-selection.ts';
import type { Command, CommandContext, Flags } from './command.ts';
import { allowEmptyOption } from './options.ts';

const defaultGuides = 'docs/detections';

export const reportCommand: Command = {
  report: 'site',
  examples: [
    {
      does: 'with a plan and the results of a test run',
      line: 'report --out site --plan plan.json --tests tests.json',
    },
  ],
  define: (program) =>
    program
      .command('report')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description(
        'write the content with its tests, coverage and kept results as a static site that opens from disk; no query is run',
      )
      .requiredOption('--out <dir>', 'folder for the site: new, empty, or with an earlier report')
      .option('--tests <file>', 'show which cases passed: what test --format json wrote')
      .option('--plan <file>', 'add a page with the changes of a plan: what plan --out saved')
      .option('--simulation <file>', 'add alerts by day and rule: what simulate --format json wrote')
      .option(
        '--mutation-record <file>',
        'kept result of test --mutate (default: mutation.json in the test folder)',
      )
      .option(
        '--evasion-record <file>',
        'kept result of test --evade (default: evasion.json in the test folder)',
      )
      .option(
        '--pages <dir>',
        `folder of the project with a page NAME.md for an item NAME.yaml (default: ${defaultGuides})`,
      )
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    const out = namedFile('out', flags, context)!;
    assertReplaceable(out);
    const tests = read('tests', readTests, flags, context);
    const plan = read('plan', readPlan, flags, context);
    const simulation = read('simulation', readSimulation, flags, context);
    const selection = openSelection(context, args[0] as string[], flags);
    const { all, chosen } = selection;
    const { folder: projectFolder, folders, owner } = all.project;
    const recordAt = (flag: string, usual: string) => {
      const given = namedFile(flag, flags, context);
      const file = `${folders.tests}/${usual}`;
      return { path: resolve(projectFolder, file), file, ...given, isAsked: given !== undefined };
    };
    const mutation = readMutationRecord(recordAt('mutationRecord', 'mutation.json'));
    const evasion = readEvasionRecord(recordAt('evasionRecord', 'evasion.json'));
    const exclusions = readExclusions(projectFolder, folders.tests);
    // What is known of a function came of the cases of its callers too, which need not be chosen.
    const needsAll = mutation !== undefined && functionsIn(chosen.items).length > 0;
    const { casesOf, diagnostics } = loadTests(
      needsAll ? { ...selection, isPart: false } : selection,
      chosen.items,
    );
    assertUsable([...chosen.diagnostics, ...diagnostics, ...exclusions.diagnostics]);
    const guides = { projectFolder, folder: String(flags['pages'] ?? defaultGuides) };
    const input = reportOf(
      chosen.items,
      { content: all.items, tables: all.tables, casesOf },
      { owner, kept: { mutation, evasion, exclusions, tests, plan, simulation, guides } },
    );
    const files = writeSite(out, siteFiles(input));
    return {
      report: { kind: 'site', folder: out.file, items: input.items.length, files },
      exitCode: exitCodes.fine,
    };
  },
};

function read<T>(
  flag: string,
  reader: (named: NamedFile) => T,
  flags: Flags,
  context: CommandContext,
): T | undefined {
  const named = namedFile(flag, flags, context);
  return named === undefined ? undefined : reader(named);
}

/** Paths of the command line are relative to where it was started. */
function namedFile(flag: string, flags: Flags, { folder }: CommandContext): NamedFile | undefined {
  const file = flags[flag];
  return typeof file === 'string' ? { path: resolve(folder, file), file } : undefined;
}
