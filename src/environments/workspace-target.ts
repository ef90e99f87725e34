// Reads `workspace:` of an environment file: an embedded workspace, or one in Azure.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type ConfigNode,
  configError,
  expectKeys,
  field,
  itemsOf,
  oneOf,
  requiredField,
  shown,
  textOf,
} from './config-reader.ts';
import { type AzureTarget, clouds, type EmbeddedTarget } from './environment.ts';
import type { Variables } from './interpolate.ts';
import { ownFolderName } from './own-folder.ts';

/** A folder that holds the state of every embedded workspace, each under its environment's name, instead of the stated ones. */
export const stateVariable = 'SENTINEL_SYNC_STATE';

export interface TargetContext {
  readonly projectFolder: string;
  /** Name of the environment. */
  readonly name: string;
  readonly variables: Variables;
}

const embeddedNames = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'sentinel-sync',
} as const;

/** The embedded workspace of an environment that says nothing more. */
export function builtInWorkspace(context: TargetContext): EmbeddedTarget {
  const stateFolder = stateFolderOf(`${ownFolderName}/${context.name}`, context);
  return { type: 'embedded', ...embeddedNames, workspaceName: context.name, stateFolder };
}

/** The workspace a `workspace:` node describes. Throws a UserError for anything wrong in it. */
export function readWorkspace(node: ConfigNode, context: TargetContext): EmbeddedTarget | AzureTarget {
  if (node.value === 'embedded') return builtInWorkspace(context);
  expectKeys(node, ['embedded', 'azure']);
  const has = (key: string) => Object.hasOwn(node.value as object, key);
  if (has('azure') === has('embedded')) {
    const message = has('azure') ? 'A workspace is either embedded or in Azure' : 'The workspace is not said';
    throw configError(node, message, { hint: 'Write `embedded:` or `azure:`.', atKey: true });
  }
  if (has('azure')) {
    return readAzure(requiredField(node, 'azure', 'Write subscriptionId, resourceGroup and workspaceName.'));
  }
  const embedded = field(node, 'embedded');
  return embedded === undefined ? builtInWorkspace(context) : readEmbedded(embedded, context);
}

function readEmbedded(node: ConfigNode, context: TargetContext): EmbeddedTarget {
  expectKeys(node, ['state', 'name', 'dataFolder', 'tables']);
  const builtIn = builtInWorkspace(context);
  const state = field(node, 'state');
  const name = field(node, 'name');
  const data = field(node, 'dataFolder');
  const tables = field(node, 'tables');
  return {
    ...builtIn,
    workspaceName: name === undefined ? builtIn.workspaceName : textOf(name),
    stateFolder: state === undefined ? builtIn.stateFolder : stateFolderOf(textOf(state), context),
    dataFolder: data === undefined ? undefined : readDataFolder(data, context),
    tables: tables === undefined ? undefined : itemsOf(tables).map(textOf),
  };
}

function stateFolderOf(stated: string, { projectFolder, name, variables }: TargetContext): string {
  const base = variables[stateVariable];
  return base ? resolve(projectFolder, base, name) : resolve(projectFolder, stated);
}

function readDataFolder(node: ConfigNode, { projectFolder }: TargetContext): string {
  const path = resolve(projectFolder, textOf(node));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw configError(node, `The data folder ${shown(node)} does not exist`, {
    hint: 'Create the folder, or correct its name.',
  });
}

function readAzure(node: ConfigNode): AzureTarget {
  expectKeys(node, ['subscriptionId', 'resourceGroup', 'workspaceName', 'cloud']);
  const cloud = field(node, 'cloud');
  return {
    type: 'azure',
    subscriptionId: readName(node, 'subscriptionId').toLowerCase(),
    resourceGroup: readName(node, 'resourceGroup'),
    workspaceName: readName(node, 'workspaceName'),
    cloud: cloud === undefined ? 'AzureCloud' : oneOf(cloud, clouds),
  };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const nameRules = {
  subscriptionId: {
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    hint: 'Write the GUID that `az account show --query id` prints.',
  },
  resourceGroup: {
    pattern: /^[\w().-]{0,89}[\w()-]$/,
    hint: 'Write 1 to 90 letters, digits, underscores, hyphens, periods or parentheses.',
  },
  workspaceName: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
    hint: 'Write 4 to 63 letters, digits or hyphens.',
  },
} as const;

function readName(node: ConfigNode, key: keyof typeof nameRules): string {
  const { pattern, hint } = nameRules[key];
  const found = requiredField(node, key, hint);
  const text = textOf(found);
  if (pattern.test(text)) return text;
  throw configError(found, `${shown(found)} is not a ${key}`, { hint });
}
