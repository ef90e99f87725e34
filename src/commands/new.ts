// new: writes the files of a new content item, with its first two cases.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Argument } from 'commander';
import type { ContentKind } from '../content/content-item.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { openProject } from '../project/open-project.ts';
import { scaffoldError } from '../scaffold/codes.ts';
import { writeNewFiles } from '../scaffold/new-files.ts';
import { newItemFiles } from '../scaffold/new-item.ts';
import { hasSchemas } from '../scaffold/schemas.ts';
import { testFoldersOf } from '../testing/load-cases.ts';
import type { Command } from './command.ts';

/** The word of the command line for each kind. */
const kinds: Readonly<Record<string, ContentKind>> = {
  rule: 'analytics-rule',
  'hunting-query': 'hunting-query',
  parser: 'parser',
};

export const newCommand: Command = {
  report: 'scaffold',
  examples: [
    { does: 'a rule with a case that it finds and one that it must not', line: 'new rule rare-tool' },
    { does: 'a function that queries call', line: 'new parser RareTools' },
  ],
  define: (program) =>
    program
      .command('new')
      .addArgument(new Argument('<kind>', 'what to write').choices(Object.keys(kinds)))
      .argument(
        '<name>',
        'name of the file, such as rare-tool; of a parser that of its function, such as RareTools',
      )
      .description('write a content item with two cases: one that it finds, one that it must not'),

  async run(args, _flags, context) {
    const [word, name] = args as [string, string];
    const kind = kinds[word]!;
    const { project, items } = openProject(context);
    const files = newItemFiles({
      kind,
      name,
      id: randomUUID(),
      day: context.clock().toISOString().slice(0, 10),
      folder: project.contentFolders.find((one) => one.kind === kind)!.path,
      testFolder: testFoldersOf(project.folders.tests)[kind],
      hasSchemas: hasSchemas(project.folder),
    });
    const [{ file } = { file: '' }] = files;
    if (existsSync(join(project.folder, file)) || items.some((one) => one.file === file))
      throw scaffoldError('scaffold/exists', `There is ${file} already.`, { file });
    const results = writeNewFiles(project.folder, files);
    return {
      report: {
        kind: 'scaffold',
        files: results,
        found: [],
        unread: [],
        next: [`lint ${file}`, `test ${file}`],
      },
      exitCode: exitCodes.fine,
    };
  },
};
