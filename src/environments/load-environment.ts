// Loads environments/NAME.yaml.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDuration } from '../content/duration.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { UserError } from '../diagnostics/user-error.ts';
import {
  type ConfigNode,
  configError,
  countOf,
  entriesOf,
  expectKeys,
  field,
  filledField,
  itemsOf,
  nameOf,
  oneOf,
  readConfigFile,
  requiredField,
  shown,
  textOf,
} from './config-reader.ts';
import { readContentChoice, readOverrides } from './content-rules.ts';
import {
  type Capacity,
  defaultCapacity,
  type Environment,
  evidenceKinds,
  missingTablesPolicies,
  type ParameterOverride,
} from './environment.ts';
import { interpolate, type Variables } from './interpolate.ts';
import { readSmoke } from './smoke-limits.ts';
import { builtInWorkspace, readWorkspace } from './workspace-target.ts';

export interface EnvironmentOptions {
  readonly projectFolder: string;
  /** Relative to the project folder. */
  readonly folder?: string | undefined;
  readonly name: string;
  /** The process's environment variables. */
  readonly variables: Variables;
}

/** The latest SecurityInsights version with NRT rules, sub-techniques and sentinelEntitiesMappings; the stable one lacks them. */
export const defaultApiVersion = '2025-07-01-preview';

export const environmentKeys = [
  'workspace',
  'apiVersion',
  'parameters',
  'content',
  'overrides',
  'onMissingTables',
  'capacity',
  'promotion',
  'smoke',
] as const;

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
  expectKeys(top, environmentKeys);
  const hint = 'Say `embedded:` or `azure:` under `workspace:`.';
  const workspace = readWorkspace(requiredField(top, 'workspace', hint), options);
  const apiVersion = field(top, 'apiVersion');
  const parameters = field(top, 'parameters');
  const promotion = filledField(top, 'promotion', 'Write `from`, or remove the key: then there is no gate.');
  const smoke = field(top, 'smoke');
  const content = field(top, 'content');
  const overrides = field(top, 'overrides');
  const missing = field(top, 'onMissingTables');
  const capacity = field(top, 'capacity');
  return {
    name,
    file,
    workspace,
    apiVersion: apiVersion === undefined ? defaultApiVersion : readApiVersion(apiVersion),
    parameters: parameters === undefined ? [] : readParameters(parameters),
    content: content === undefined ? undefined : readContentChoice(content),
    overrides: overrides === undefined ? [] : readOverrides(overrides),
    onMissingTables: missing === undefined ? 'fail' : oneOf(missing, missingTablesPolicies),
    capacity: capacity === undefined ? defaultCapacity : readCapacity(capacity),
    promotion: promotion === undefined ? undefined : readPromotion(promotion, name, known),
    smoke: smoke === undefined ? {} : readSmoke(smoke),
  };
}

function builtInLocal(options: EnvironmentOptions): Environment {
  return {
    name: 'local',
    workspace: builtInWorkspace(options),
    apiVersion: defaultApiVersion,
    parameters: [],
    overrides: [],
    onMissingTables: 'fail',
    capacity: defaultCapacity,
    smoke: {},
  };
}

function unknownEnvironment(name: string, known: readonly string[], folder: string): UserError {
  const all = known.length === 0 ? 'there are none' : known.join(', ');
  const meant = didYouMean(name, known);
  return new UserError(`There is no environment ${JSON.stringify(name)}; known: ${all}`, {
    code: 'environment/unknown',
    hint: meant === undefined ? `Write ${join(folder, 'NAME.yaml')}.` : `Did you mean \`${meant}\`?`,
  });
}

function readApiVersion(node: ConfigNode): string {
  const text = textOf(node);
  if (/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(text)) return text;
  throw configError(node, `${shown(node)} is not an api-version`, {
    hint: `Write one such as ${defaultApiVersion}.`,
  });
}

function readParameters(node: ConfigNode): ParameterOverride[] {
  return entriesOf(node).flatMap(([item, overrides]) =>
    entriesOf(overrides).map(([name, value]) => {
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        const hint = 'Write the name of a `let` of the query.';
        throw configError(value, `${nameOf(value)} cannot be a parameter`, { hint, atKey: true });
      }
      if (!isParameterValue(value.value)) {
        const hint = 'Write a text, a number, true or false, or a list of these.';
        throw configError(value, `${nameOf(value)} has a value no parameter can take`, { hint });
      }
      const told = shown(value);
      const isWritten = told === JSON.stringify(value.value);
      const at = value.document.keyAt(value.path);
      return { item, name, value: value.value, at, ...(isWritten ? {} : { shown: told }) };
    }),
  );
}

function isParameterValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isScalar);
  return isScalar(value);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

function readPromotion(
  node: ConfigNode,
  name: string,
  known: readonly string[],
): NonNullable<Environment['promotion']> {
  expectKeys(node, ['from', 'require', 'maxAge']);
  const from = requiredField(node, 'from', 'Name the environment content comes from.');
  const origin = oneOf(
    from,
    known.filter((other) => other !== name),
  );
  const require = filledField(node, 'require', 'Name what must be proven, or remove the key: then all must.');
  const maxAge = field(node, 'maxAge');
  return {
    from: origin,
    require:
      require === undefined ? evidenceKinds : itemsOf(require).map((item) => oneOf(item, evidenceKinds)),
    maxAgeMs: maxAge === undefined ? weekMs : readDuration(maxAge),
  };
}

function readDuration(node: ConfigNode): number {
  const duration = parseDuration(node.value);
  if (duration !== undefined && duration.form !== 'bare-days' && duration.ms > 0) return duration.ms;
  throw configError(node, `${nameOf(node)} is not a length of time`, { hint: 'Write it as 30m, 12h or 7d.' });
}

function readCapacity(node: ConfigNode): Capacity {
  expectKeys(node, Object.keys(defaultCapacity));
  const scheduled = field(node, 'scheduled');
  const nrt = field(node, 'nrt');
  return {
    scheduled: scheduled === undefined ? defaultCapacity.scheduled : countOf(scheduled, 1),
    nrt: nrt === undefined ? defaultCapacity.nrt : countOf(nrt, 1),
  };
}
