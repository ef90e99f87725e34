// Opens an environment of a project.
import type { Environment } from '../environments/environment.ts';
import { matchesGlob } from '../environments/glob.ts';
import { environmentNames, loadEnvironment } from '../environments/load-environment.ts';
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

/**
 * Names of the environments that a pattern (`prod-*`) or a list with commas stands for, in alphabetical order; undefined where the flag
 * names one, or none. Throws a UserError where a part of it stands for nothing.
 */
export function environmentsOf(
  opened: OpenedProject,
  { environment }: { readonly environment?: string | undefined },
  variables: Variables,
): readonly string[] | undefined {
  if (environment === undefined || !/[*?,]/.test(environment)) return undefined;
  const { folder, folders } = opened.project;
  const known = environmentNames(folder, folders.environments);
  const chosen = environment.split(',').flatMap((part) => {
    const names = known.filter((name) => matchesGlob(part.trim(), name));
    // Says what is known, and what was meant perhaps.
    return names.length > 0 ? names : [openEnvironment(opened, { environment: part.trim() }, variables).name];
  });
  return [...new Set(chosen)].sort();
}

/** The environment as which content is looked at (`--as`), if there is one. Its variables must be set too. */
export function openAs(
  opened: OpenedProject,
  { as }: { readonly as?: string | undefined },
  variables: Variables,
): Environment | undefined {
  return as === undefined ? undefined : openEnvironment(opened, { environment: as }, variables);
}
