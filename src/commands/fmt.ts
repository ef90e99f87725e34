// fmt: lays out content files, cases and environments.
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { loadProject } from '../environments/load-project.ts';
import { filesToFormat } from '../formatting/files-to-format.ts';
import { formatFiles } from '../formatting/format-files.ts';
import { sourceIn } from '../project/open-project.ts';
import type { Command } from './command.ts';

export const fmtCommand: Command = {
  report: 'format',
  examples: [
    { does: 'say what would change, and fail if anything does', line: 'fmt --check' },
    { does: 'one folder', line: 'fmt analytics-rules' },
  ],
  define: (program) =>
    program
      .command('fmt')
      .argument('[path...]', 'content, case or environment files, or folders (default: all of the project)')
      .description('lay out content files, cases and environments, and the KQL in them')
      .option('--check', 'write nothing, and fail when a file would change'),

  async run(args, flags, context) {
    const check = flags['check'] === true;
    const project = loadProject(context.project);
    const found = filesToFormat(project, args[0] as string[], context.folder);
    const { files, diagnostics } = formatFiles(found.files, { check, doing: context.doing });
    const all = [...found.diagnostics, ...diagnostics];
    const isOff = check && files.some(({ result }) => result === 'formatted');
    return {
      report: { kind: 'format', files, diagnostics: all, check, sourceOf: sourceIn(project.folder) },
      exitCode: isOff || hasErrors(all) ? exitCodes.findings : exitCodes.fine,
    };
  },
};
