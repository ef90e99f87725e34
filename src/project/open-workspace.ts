// Opens the workspace of an environment; an embedded one is started when it is not running.
import { environmentError } from '../environments/codes.ts';
import type { EmbeddedTarget, Environment } from '../environments/environment.ts';
import { onlyTables, tablesIn } from '../tables/listed-tables.ts';
import type { LocalOptions } from '../workspace/local.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { assertData } from './assert-data.ts';
import type { OpenedProject } from './open-project.ts';

export interface WorkspaceOptions {
  readonly opened: OpenedProject;
  readonly environment: Environment;
  /** The clock of an embedded workspace. */
  readonly clock: () => Date;
  /** Writes a line for the reader. */
  progress(line: string): void;
  /** Writes a line for each request. */
  trace(line: string): void;
  /** Says what is being done, to a reader who has to wait. */
  doing(what: string): void;
}

/** Opens the workspace, runs `use`, and closes what was started, whatever happens. */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const { environment, doing, trace } = options;
  doing(`Reading ${environment.name}`);
  // The Azure clients take longer to load than most commands take to run.
  const { connect } = await import('../workspace/connect.ts');
  const workspace = await connect(environment, {
    trace,
    emulator: () => emulatorOptions(options),
  });
  try {
    return await use(workspace);
  } finally {
    await close(workspace, options);
  }
}

/** What was done with the workspace stands, whatever happens as it is closed. */
async function close(workspace: Workspace, { progress }: WorkspaceOptions): Promise<void> {
  try {
    await workspace.close();
  } catch (error) {
    progress(`The workspace could not be closed in order: ${(error as Error).message}`);
  }
}

/** What an embedded workspace of this project is started with. */
export async function emulatorOptions({
  opened,
  environment,
  clock,
}: Pick<WorkspaceOptions, 'opened' | 'environment' | 'clock'>): ReturnType<LocalOptions['emulator']> {
  const { createQueryService } = await import('../engine/embedded-query-service.ts');
  const { dataFolder, tables: names } = embeddedOf(environment);
  if (dataFolder !== undefined) assertData(dataFolder, dataFolder, environment.file);
  const tables =
    names === undefined
      ? opened.bareTables
      : onlyTables(opened.bareTables, assertKnown(names, opened, environment));
  const queries = await createQueryService({ tables, dataFolder });
  // A table that queries may name is a table the workspace has, with rows or without.
  const allTables = async () => [
    ...new Map([...tablesIn(tables), ...(await queries.tables())].map(byName)).values(),
  ];
  return { queries: { ...queries, tables: allTables }, now: clock };
}

/** A name without columns would be a table that no query can use. */
function assertKnown(
  names: readonly string[],
  { bareTables: tables }: OpenedProject,
  { file }: Environment,
): readonly string[] {
  const unknown = names.find((name) => tables.table(name) === undefined);
  if (unknown === undefined) return names;
  throw environmentError(
    'environment/bad-value',
    `The embedded workspace is to have the table ${unknown}, which nobody knows.`,
    { file, hint: `Correct the name, or write tables/${unknown}.json.` },
  );
}

function embeddedOf({ workspace }: Environment): Pick<EmbeddedTarget, 'dataFolder' | 'tables'> {
  return workspace.type === 'embedded' ? workspace : {};
}

function byName<T extends { readonly name: string }>(table: T): readonly [string, T] {
  return [table.name, table];
}
