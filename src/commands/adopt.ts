// adopt: takes over items that stand on the workspace, under the id of a file or another; from then on the file speaks for them.
import { exitCodes } from '../diagnostics/user-error.ts';
import { adopt, adoptFrom } from '../plan/adopt.ts';
import { readBothSides } from '../plan/planning.ts';
import { assertContent } from '../project/assert-content.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { commandError } from './codes.ts';
import type { Command } from './command.ts';
import { environmentOption } from './options.ts';
import { planFlags } from './plan-options.ts';

export const adoptCommand: Command = {
  report: 'adopt',
  examples: [
    {
      does: 'take over the item that has the id of a file',
      line: 'adopt 8f1c3a52-3f0a-4c58-9d2e-5a7f6a0a3d11 --environment dev',
    },
  ],
  define: (program) =>
    program
      .command('adopt')
      .argument('<id...>', 'ids of content files whose items exist on the workspace')
      .option(
        '--from <name>',
        'what the file is to speak for, where it stands under another id: that id, or the display name',
      )
      .description('take over existing items; the next apply writes what the files say')
      .addOption(environmentOption()),

  async run(args, flags, context) {
    const ids = args[0] as string[];
    const from = flags['from'];
    const opened = openProject(context);
    assertContent(opened, flags, context);
    const environment = openEnvironment(opened, flags, context);
    return withWorkspace({ ...context, opened, environment }, async (workspace) => {
      const input = await readBothSides({ ...planFlags(flags, opened, context), environment, workspace });
      const results =
        typeof from === 'string'
          ? [await adoptFrom({ id: onlyId(ids), from }, input, workspace)]
          : await adopt(ids, input, workspace);
      const good = results.every(({ result }) => result === 'adopted' || result === 'already-ours');
      return {
        report: { kind: 'adopt', results },
        exitCode: good ? exitCodes.fine : exitCodes.findings,
      };
    });
  },
};

function onlyId(ids: readonly string[]): string {
  const [id, ...more] = ids;
  if (id !== undefined && more.length === 0) return id;
  throw commandError('cli/usage', '--from names one item, so it takes one id.', {
    hint: 'Run adopt once for each.',
  });
}
