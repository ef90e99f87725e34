// Opens an environment of a project.
import type { Environment } from '../environments/environment.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import type { OpenedProject } from './open-project.ts';

/** The variables that environment files may refer to. */
export interface Variables {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The environment of a name, or the project's default. Throws a UserError when it cannot be used. */
export function openEnvironment(
  { project }: OpenedProject,
  { environment = project.defaults.environment }: { readonly environment?: string | undefined },
  { env }: Variables,
): Environment {
  const { folder, folders } = project;
  return loadEnvironment({
    projectFolder: folder,
    folder: folders.environments,
    name: environment,
    variables: env,
  });
}

/** The environment as which content is looked at (`--as`), if there is one. Its variables must be set too. */
export function openAs(
  opened: OpenedProject,
  { as }: { readonly as?: string | undefined },
  variables: Variables,
): Environment | undefined {
  return as === undefined ? undefined : openEnvironment(opened, { environment: as }, variables);
}
