// lint: checks content files, offline.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { keptFolder, openKeptValues } from '../cache/kept-values.ts';
import { createKeptFindings } from '../checks/kept-findings.ts';
import { type Baseline, readBaseline, writeBaseline } from '../checks/lint/baseline.ts';
import { lintError } from '../checks/lint/codes.ts';
import { lint } from '../checks/run.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import { idsAt } from '../project/ids-at.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { assertNoSource } from '../project/output-file.ts';
import { openSelection } from '../project/selection.ts';
import { countCases } from '../testing/detection-case.ts';
import { loadCases } from '../testing/load-cases.ts';
import { toolStamp } from '../version.ts';
import type { Command, CommandContext, Flags } from './command.ts';
import { allowEmptyOption, maxCostOption, maxFindingsOption } from './options.ts';

export const lintCommand: Command = {
  report: 'diagnostics',
  examples: [
    { does: 'all content of the project', line: 'lint' },
    { does: 'fail where a query costs more than so many points', line: 'lint --max-cost 100' },
    { does: 'fail on new findings alone', line: 'lint --baseline lint-baseline.json' },
    {
      does: 'annotations, and a file for code scanning',
      line: 'lint --format github-actions --report sarif=lint.sarif',
    },
  ],
  define: (program) =>
    program
      .command('lint')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description('check content files, offline')
      .option('--baseline <file>', 'hide the findings recorded in this file')
      .option('--write-baseline <file>', 'record the current findings in a file')
      .option('--since <ref>', 'compare ids with those at a git revision; a changed id means a new rule')
      .option('--quiet', 'report errors alone; warnings and remarks are left out')
      .addOption(maxFindingsOption())
      .addOption(maxCostOption())
      .option('--no-cache', 'look at every file anew, whatever was found before')
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    const { all, chosen, isPart } = openSelection(context, args[0] as string[], flags);
    const { items } = all;
    const { folder: projectFolder, folders } = all.project;
    const tests = loadCases({ projectFolder, items, tables: all.tables, folder: folders.tests });
    const result = lint({
      project: all.project,
      items,
      tables: all.tables,
      now: context.clock(),
      fileDiagnostics: chosen.diagnostics,
      maxQueryCost: flags['maxCost'] as number | undefined,
      only: isPart ? new Set(chosen.items.map(({ file }) => file)) : undefined,
      casesOf: (item) => countCases(tests.casesOf(item)),
      idBefore: typeof flags['since'] === 'string' ? idsAt(flags['since'], all.project.folder) : undefined,
      baseline: baselineOf(flags, context),
      kept: flags['cache'] === false ? undefined : keptFindings(all, context),
      onItem: (done, total) => context.doing('Checking', done, total),
    });
    if (typeof flags['writeBaseline'] === 'string') {
      save(flags['writeBaseline'], writeBaseline(result.findings), context);
    }
    const isQuiet = flags['quiet'] === true;
    const failed = hasErrors(result.diagnostics);
    const wroteBaseline = typeof flags['writeBaseline'] === 'string';
    return {
      report: {
        kind: 'diagnostics',
        diagnostics: isQuiet
          ? result.diagnostics.filter(({ severity }) => severity === 'error')
          : result.diagnostics,
        atMost: flags['maxFindings'] as number | undefined,
        files: chosen.items.length + unreadFiles(chosen),
        baselined: result.baseline?.known ?? 0,
        sourceOf: all.sourceOf,
      },
      exitCode: failed && !wroteBaseline ? exitCodes.findings : exitCodes.fine,
    };
  },
};

function keptFindings({ given, sourceOf }: OpenedProject, { env, clock }: CommandContext) {
  const folder = keptFolder(env);
  if (folder === undefined) return undefined;
  return createKeptFindings({ values: openKeptValues(folder, clock()), tool: toolStamp(), given, sourceOf });
}

function unreadFiles({ diagnostics, items }: OpenedProject): number {
  const read = new Set(items.map(({ file }) => file));
  return new Set(diagnostics.flatMap(({ file }) => (file === undefined || read.has(file) ? [] : [file])))
    .size;
}

function baselineOf(flags: Flags, context: CommandContext): Baseline | undefined {
  const file = flags['baseline'];
  if (typeof file !== 'string') return undefined;
  try {
    return readBaseline(readFileSync(resolve(context.folder, file), 'utf8'), file);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw lintError('lint/bad-baseline', `The baseline cannot be read: ${(cause as Error).message}.`, {
      file,
      hint: `Write one with lint --write-baseline ${file}.`,
      cause,
    });
  }
}

function save(file: string, text: string, context: CommandContext): void {
  assertNoSource(resolve(context.folder, file), file);
  try {
    writeFileSync(resolve(context.folder, file), text);
  } catch (cause) {
    throw lintError('lint/bad-baseline', `The baseline cannot be written: ${(cause as Error).message}.`, {
      file,
      hint: 'Name a file in a folder that exists and is writable.',
      cause,
    });
  }
  context.progress(`Wrote ${file}.`);
}
