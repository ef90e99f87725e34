// tables pull: writes the tables and functions that a workspace has of its own into the project, so that queries bind without it.
import { Argument } from 'commander';
import { exitCodes } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { readSnapshot } from '../plan/snapshot.ts';
import { nothingFound } from '../project/assert-content.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { ownerOf } from '../project/repository.ts';
import { createTableCatalogue } from '../tables/catalogue.ts';
import { countResults } from '../transfer/file-result.ts';
import { chosenItems } from '../transfer/items-to-export.ts';
import { ownTables, writeTables } from '../transfer/table-files.ts';
import { projectTarget } from '../transfer/target.ts';
import { writeFiles } from '../transfer/write-files.ts';
import type { Command } from './command.ts';
import { dryWriteOption, environmentOption, forceWriteOption, writeOptionsOf } from './options.ts';

export const tablesCommand: Command = {
  report: 'export',
  examples: [{ does: 'custom tables and functions of a workspace', line: 'tables pull --environment prod' }],
  define: (program) =>
    program
      .command('tables')
      .addArgument(
        new Argument('<action>', 'pull: from the workspace into tables/ and parsers/').choices(['pull']),
      )
      .description(
        "write a workspace's own tables and functions into the project, so that queries over them bind offline",
      )
      .addOption(environmentOption())
      .option('--all', 'include functions that another repository or a solution deploys')
      .addOption(forceWriteOption())
      .addOption(dryWriteOption()),

  async run(_args, flags, context) {
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    const { folder, folders } = opened.project;
    const read = await withWorkspace({ ...context, opened, environment }, async (workspace) => ({
      tables: await workspace.tables(),
      snapshot: await readSnapshot(workspace),
    }));
    const owner = ownerOf(opened);
    const functionsIn = (all: boolean) =>
      chosenItems(read.snapshot, { owner, ids: [], all }).items.filter(({ kind }) => kind === 'parser');
    const functions = functionsIn(flags['all'] === true);
    const others = functionsIn(true).length - functions.length;
    const leftOut = { savedSearches: 0, owned: others === 0 ? {} : { 'other owners': others } };
    const options = writeOptionsOf(flags);
    const target = projectTarget(opened, (item) => effectiveItems([item], environment).items[0] ?? item);
    const tables = ownTables(read.tables, createTableCatalogue());
    if (functions.length + tables.length === 0) {
      throw nothingFound(`The workspace of ${environment.name} has no table and no function of its own.`, {
        hint: 'Name the environment of the workspace that has them with --environment.',
      });
    }
    // Functions first: their bodies may not be overwritten, and then no table is written either.
    const files = [
      ...writeFiles(target, functions, options),
      ...writeTables({ root: folder, folder: folders.tables }, tables, options),
    ];
    const summary = countResults(files);
    return {
      report: { kind: 'export', files, summary, leftOut, dryRun: options.dryRun },
      exitCode: summary.failed > 0 ? exitCodes.findings : exitCodes.fine,
    };
  },
};
