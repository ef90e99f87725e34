// adopt: takes over items that stand on the workspace under the id of a file; from then on the file speaks for them.
import { exitCodes } from '../diagnostics/user-error.ts';
import { adopt } from '../plan/adopt.ts';
import type { Command } from './command.ts';
import { openEnvironment, openProject } from './open-project.ts';
import { withWorkspace } from './open-workspace.ts';
import { environmentOption } from './options.ts';
import { planInput } from './planning.ts';

export const adoptCommand: Command = {
  define: (program) =>
    program
      .command('adopt')
      .argument('<id...>', 'ids of content files whose items exist on the workspace')
      .description('take over existing items; the next apply writes what the files say')
      .addOption(environmentOption()),

  async run(args, flags, context) {
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    return withWorkspace(opened, environment, context, async (workspace) => {
      const input = await planInput(opened, environment, workspace, { prune: false });
      const results = await adopt(args[0] as string[], input, workspace);
      const good = results.every(({ result }) => result === 'adopted' || result === 'already-ours');
      return {
        report: { kind: 'adopt', results },
        exitCode: good ? exitCodes.fine : exitCodes.findings,
      };
    });
  },
};
