// Connects a command to the workspace of its environment; an embedded one is started when it is not running.
import type { Environment } from '../environments/environment.ts';
import type { LocalOptions } from '../workspace/local.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CommandContext } from './command.ts';
import type { OpenedProject } from './open-project.ts';

/** Opens the workspace, runs `use`, and closes what was started, whatever happens. */
export async function withWorkspace<T>(
  opened: OpenedProject,
  environment: Environment,
  context: CommandContext,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  // The Azure clients take longer to load than most commands take to run.
  const { connect } = await import('../workspace/connect.ts');
  const workspace = await connect(environment, {
    trace: context.trace,
    emulator: () => emulatorOptions(opened, environment, context),
  });
  try {
    return await use(workspace);
  } finally {
    await workspace.close();
  }
}

/** What an embedded workspace of this project is started with. */
export async function emulatorOptions(
  { tables }: OpenedProject,
  environment: Environment,
  context: CommandContext,
): ReturnType<LocalOptions['emulator']> {
  const { createQueryService } = await import('../engine/query-service.ts');
  const dataFolder = environment.workspace.type === 'embedded' ? environment.workspace.dataFolder : undefined;
  return { queries: await createQueryService({ tables, dataFolder }), now: context.clock };
}
