// Serves the embedded workspace of an environment in this process, so that a test can play what Azure might answer.
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { tablesIn } from '../../src/tables/listed-tables.ts';
import { identityOf } from '../../src/workspace/local.ts';
import type { TestProject } from './command-line.ts';

/** Runs `use` while the workspace is served with these options; commands find the server and use it. */
export async function serving<T>(
  project: TestProject,
  environment: string,
  options: Partial<EmulatorOptions>,
  use: () => Promise<T>,
): Promise<T> {
  const tables = createTableCatalogue();
  const queries = { ...(await createQueryService({ tables })), tables: async () => tablesIn(tables) };
  return withEmulator(project, environment, { queries, ...options }, use);
}

/** Runs `use` with the ARM address of the workspace, which no command needs and whose queries give nothing. */
export async function overRest<T>(
  project: TestProject,
  environment: string,
  use: (workspaceUrl: string) => Promise<T>,
): Promise<T> {
  const queries = {
    runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }) as const,
    checkQuery: async () => undefined,
    tables: async () => [],
  };
  return withEmulator(project, environment, { queries }, use);
}

async function withEmulator<T>(
  project: TestProject,
  environment: string,
  options: Pick<EmulatorOptions, 'queries'> & Partial<EmulatorOptions>,
  use: (workspaceUrl: string) => Promise<T>,
): Promise<T> {
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: environment,
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error(`${environment} is not embedded`);
  const identity = identityOf(target);
  const emulator = await startEmulator({ stateFolder: target.stateFolder, identity, ...options });
  const { subscription, resourceGroup, workspace } = identity;
  try {
    return await use(
      `${emulator.url}/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`,
    );
  } finally {
    await emulator.close();
  }
}
