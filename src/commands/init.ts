// init: writes the files of a new project, and says what to do next.
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodes } from '../diagnostics/user-error.ts';
import { writeNewFiles } from '../scaffold/new-files.ts';
import { newProject } from '../scaffold/new-project.ts';
import { commandError } from './codes.ts';
import type { Command } from './command.ts';

export const initCommand: Command = {
  report: 'scaffold',
  withoutProject: true,
  examples: [
    { does: 'begin in a new folder', line: 'init detections' },
    { does: 'a pipeline for Azure DevOps in place of GitHub Actions', line: 'init --azure-devops' },
  ],
  define: (program) =>
    program
      .command('init')
      .argument('[folder]', 'an empty folder, or a repository that has content already (default: here)')
      .description('begin a project: project file, environments, a pipeline, and a first rule with its cases')
      .option('--azure-devops', 'write a pipeline for Azure DevOps instead of a workflow for GitHub Actions'),

  async run(args, flags, context) {
    const folder = resolve(context.folder, (args[0] as string | undefined) ?? '.');
    if (statSync(folder, { throwIfNoEntry: false })?.isFile())
      throw commandError('cli/usage', `${folder} is a file.`, { hint: 'Name a folder.' });
    const { files, found, unread } = newProject({
      folder,
      pipeline: flags['azureDevops'] === true ? 'azure-devops' : 'github',
      id: randomUUID(),
      day: context.clock().toISOString().slice(0, 10),
    });
    const results = writeNewFiles(folder, files);
    return {
      report: { kind: 'scaffold', files: results, found, unread, next: ['lint', 'test', 'plan'] },
      exitCode: exitCodes.fine,
    };
  },
};
