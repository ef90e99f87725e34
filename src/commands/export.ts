// export: writes what a workspace holds as content files; files that are there already are edited in place.
import { resolve } from 'node:path';
import { exitCodes } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { readSnapshot } from '../plan/snapshot.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { ownerOf } from '../project/repository.ts';
import { countResults } from '../transfer/file-result.ts';
import { itemsToExport } from '../transfer/items-to-export.ts';
import { everyFolder } from '../transfer/kind-words.ts';
import { folderTarget, projectTarget } from '../transfer/target.ts';
import { writeFiles } from '../transfer/write-files.ts';
import { commandError } from './codes.ts';
import type { Command } from './command.ts';
import { dryWriteOption, environmentOption, forceWriteOption, writeOptionsOf } from './options.ts';

export const exportCommand: Command = {
  report: 'export',
  examples: [
    { does: 'see what would be written', line: 'export --environment prod --dry-run' },
    {
      does: 'everything, also what a solution deploys',
      line: 'export --environment prod --all --out exported',
    },
  ],
  define: (program) =>
    program
      .command('export')
      .argument('[id...]', 'ids of items in the workspace (default: all that nobody else deploys)')
      .description('write the items of a workspace as content files; existing files are edited in place')
      .addOption(environmentOption())
      .option('--all', 'include items that another repository or a solution deploys')
      .option('--out <dir>', `folder for ${everyFolder} (default: the project)`)
      .addOption(forceWriteOption())
      .addOption(dryWriteOption()),

  async run(args, flags, context) {
    const ids = args[0] as string[];
    const all = flags['all'] === true;
    if (ids.length > 0 && all) {
      throw commandError('cli/usage', 'Both ids and --all are given.', { hint: 'Give one of them.' });
    }
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    const out = flags.out === undefined ? context.project : resolve(context.folder, flags.out);
    const target =
      out === context.project
        ? projectTarget(opened, (item) => effectiveItems([item], environment).items[0] ?? item)
        : folderTarget(out);
    const snapshot = await withWorkspace({ ...context, opened, environment }, readSnapshot);
    const owner = ownerOf(opened);
    const { items, leftOut } = itemsToExport(snapshot, { owner, ids, all, environment: environment.name });
    const options = writeOptionsOf(flags);
    const files = writeFiles(target, items, options);
    const summary = countResults(files);
    return {
      report: { kind: 'export', files, summary, leftOut, dryRun: options.dryRun },
      exitCode: summary.failed > 0 ? exitCodes.findings : exitCodes.fine,
    };
  },
};
