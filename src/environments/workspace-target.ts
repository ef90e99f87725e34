// `workspace:` of an environment file: an embedded workspace, or one in Azure.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ConfigNode, configError, expectKeys, field, textOf, valueText } from './config-reader.ts';
import { type AzureTarget, clouds, type EmbeddedTarget } from './environment.ts';
import type { Variables } from './interpolate.ts';
import {
  choice,
  converted,
  list,
  map,
  type Option,
  optional,
  required,
  type SureField,
  text,
  withDefault,
} from './option.ts';
import { ownFolderName } from './own-folder.ts';

/** A folder that holds the state of every embedded workspace, each under its environment's name, instead of the stated ones. */
const stateVariable = 'SENTINEL_SYNC_STATE';

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
function builtInWorkspace(context: TargetContext): EmbeddedTarget {
  const stateFolder = stateFolderOf(`${ownFolderName}/${context.name}`, context);
  return { type: 'embedded', ...embeddedNames, workspaceName: context.name, stateFolder };
}

interface EmbeddedValues {
  readonly state?: string;
  readonly name?: string;
  readonly dataFolder?: string;
  readonly tables?: readonly string[];
}

const embedded: Option<EmbeddedTarget, TargetContext> = converted(
  map<EmbeddedValues, TargetContext>({
    about: 'An embedded workspace.',
    mayBeEmpty: true,
    fields: {
      state: optional(`${ownFolderName}/NAME`, {
        ...text({ about: 'Folder that holds its state.' }),
        read: (node, context) => stateFolderOf(textOf(node), context),
      }),
      name: optional('name of the environment', text({ about: 'Name of the workspace.' })),
      dataFolder: optional('no data', {
        ...text({ about: 'Folder with `<Table>.jsonl`, json, csv or parquet files to load.' }),
        read: readDataFolder,
      }),
      tables: optional(
        'every table that is known',
        list({ about: 'The tables it has.', each: text({ about: 'Name of a table.' }) }),
      ),
    },
  }),
  ({ state, name, ...values }, _node, context) => {
    const builtIn = builtInWorkspace(context);
    return {
      ...builtIn,
      workspaceName: name ?? builtIn.workspaceName,
      stateFolder: state ?? builtIn.stateFolder,
      ...values,
    };
  },
);

function stateFolderOf(stated: string, { projectFolder, name, variables }: TargetContext): string {
  const base = variables[stateVariable];
  return base ? resolve(projectFolder, base, name) : resolve(projectFolder, stated);
}

function readDataFolder(node: ConfigNode, { projectFolder }: TargetContext): string {
  const path = resolve(projectFolder, textOf(node));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw configError(node, `The data folder ${valueText(node)} does not exist`, {
    hint: 'Create the folder, or correct its name.',
  });
}

const azure: Option<AzureTarget> = converted(
  map<Omit<AzureTarget, 'type'>>({
    about: 'Names of the workspace.',
    fields: {
      subscriptionId: azureName({
        about: 'GUID, as `az account show --query id` prints it.',
        match: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
        words: 'a subscriptionId',
        hint: 'Write the GUID that `az account show --query id` prints.',
      }),
      resourceGroup: azureName({
        about: 'Name of the resource group.',
        match: /^[\w().-]{0,89}[\w()-]$/,
        words: 'a resourceGroup',
        hint: 'Write 1 to 90 letters, digits, underscores, hyphens, periods or parentheses.',
      }),
      workspaceName: azureName({
        about: 'Name of the Log Analytics workspace.',
        match: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
        words: 'a workspaceName',
        hint: 'Write 4 to 63 letters, digits or hyphens.',
      }),
      cloud: withDefault('AzureCloud', choice({ about: 'The cloud it is in.', of: clouds })),
    },
  }),
  (values) => ({ type: 'azure', ...values, subscriptionId: values.subscriptionId.toLowerCase() }),
);

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
function azureName(given: {
  readonly about: string;
  readonly match: RegExp;
  readonly words: string;
  readonly hint: string;
}): SureField<string> {
  const { about, ...must } = given;
  return required(must.hint, text({ about, must }));
}

/** The kinds of workspaces, each under its key. */
const kinds = {
  embedded: map<{ readonly embedded: EmbeddedTarget }, TargetContext>({
    about: 'In the tool itself.',
    fields: { embedded: required('Write the options of an embedded workspace.', embedded) },
  }),
  azure: map<{ readonly azure: AzureTarget }>({
    about: 'In Azure.',
    fields: { azure: required('Write subscriptionId, resourceGroup and workspaceName.', azure) },
  }),
};

/** `workspace:`. */
export const workspace: Option<EmbeddedTarget | AzureTarget, TargetContext> = {
  about: 'Which workspace.',
  form: {
    kind: 'either',
    of: [
      { about: 'In the tool itself.', form: { kind: 'constant', value: 'embedded' } },
      ...Object.values(kinds),
    ],
  },
  read: readWorkspace,
};

function readWorkspace(node: ConfigNode, context: TargetContext): EmbeddedTarget | AzureTarget {
  if (node.value === 'embedded') return builtInWorkspace(context);
  expectKeys(node, Object.keys(kinds));
  const has = (key: string) => Object.hasOwn(node.value as object, key);
  if (has('azure') === has('embedded')) {
    const message = has('azure') ? 'A workspace is either embedded or in Azure' : 'The workspace is not said';
    throw configError(node, message, { hint: 'Write `embedded:` or `azure:`.', atKey: true });
  }
  if (has('azure')) return kinds.azure.read(node, context).azure;
  // The key alone asks for nothing more.
  if (field(node, 'embedded') === undefined) return builtInWorkspace(context);
  return kinds.embedded.read(node, context).embedded;
}
