// Loads environments/NAME.yaml.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { UserError } from '../diagnostics/user-error.ts';
import { environmentError } from './codes.ts';
import { readConfigFile, withoutFile } from './config-reader.ts';
import type { Environment } from './environment.ts';
import { environmentFile } from './environment-options.ts';
import { interpolate, type Variables } from './interpolate.ts';

export interface EnvironmentOptions {
  readonly projectFolder: string;
  /** Relative to the project folder. */
  readonly folder?: string;
  readonly name: string;
  /** The process's environment variables. */
  readonly variables: Variables;
}

const yamlName = /^([A-Za-z0-9][\w.-]*)\.yaml$/;

/** Names of the environments that have a file, sorted. */
export function environmentNames(projectFolder: string, folder = 'environments'): readonly string[] {
  const path = resolve(projectFolder, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .flatMap((name) => yamlName.exec(name)?.[1] ?? [])
    .sort();
}

/**
 * Loads an environment, with `${VAR}` replaced from `variables`. `local` works without a file: an embedded workspace.
 * Throws a UserError for an unknown name, an unset variable, and anything wrong in the file.
 */
export function loadEnvironment(options: EnvironmentOptions): Environment {
  const { projectFolder, folder = 'environments', name, variables } = options;
  const known = environmentNames(projectFolder, folder);
  if (!known.includes(name)) {
    if (name === 'local') return builtInLocal(options);
    throw unknownEnvironment(name, known, folder);
  }
  const file = `${folder.replace(/\/+$/, '')}/${name}.yaml`;
  const top = interpolate(readConfigFile(resolve(projectFolder, file), file, 'environment'), variables);
  return { name, file, ...environmentFile.read(top, { ...options, known }) };
}

function builtInLocal(options: EnvironmentOptions): Environment {
  const top = withoutFile('environment', { workspace: 'embedded' });
  return { name: options.name, ...environmentFile.read(top, { ...options, known: [] }) };
}

/** An environment that lacks only the values of its variables. */
function exampleOf(name: string): string {
  const variable = (what: string) =>
    `\${SENTINEL_SYNC_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_${what}}`;
  return `workspace:
  azure:
    subscriptionId: ${variable('SUBSCRIPTION')}
    resourceGroup: ${variable('RESOURCE_GROUP')}
    workspaceName: ${variable('WORKSPACE')}`;
}

function unknownEnvironment(name: string, known: readonly string[], folder: string): UserError {
  const all = known.length === 0 ? 'there are none' : known.join(', ');
  const suggestion = didYouMean(name, known);
  const isFileName = /^[A-Za-z0-9][\w.-]*$/.test(name);
  const example = isFileName
    ? `Write ${join(folder, `${name}.yaml`)}, for example:\n${exampleOf(name)}`
    : 'Choose one that is known, or a name of letters, digits and hyphens.';
  return environmentError(
    'environment/unknown',
    `There is no environment ${JSON.stringify(name)}; known: ${all}`,
    { hint: suggestion === undefined ? example : `Did you mean \`${suggestion}\`?` },
  );
}
