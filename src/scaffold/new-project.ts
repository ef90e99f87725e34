// The files of a new project: what it is called and where its content is are found out, not asked.
import { basename, dirname, join, relative } from 'node:path';
import type { ContentKind } from '../content/content-item.ts';
import { parseContent } from '../content/files/load.ts';
import { findStrayContent } from '../content/files/stray-content.ts';
import { readTextFile } from '../content/files/text-file.ts';
import { allContentKinds, definitionOf } from '../content/kinds/kinds.ts';
import { defaultFolders, projectFileName } from '../environments/project.ts';
import { azurePipeline } from './azure-pipeline.ts';
import { githubWorkflow } from './github-workflow.ts';
import type { NewFile } from './new-files.ts';
import { type NewItem, newItemFiles } from './new-item.ts';
import { modeline, type SchemaName, schemaFiles } from './schemas.ts';

export interface NewProjectOptions {
  /** Absolute. */
  readonly folder: string;
  readonly pipeline: 'github' | 'azure-devops';
  /** Of the first rule, where there is no content yet. */
  readonly id: string;
  readonly day: string;
}

/** Folders with content of one kind, and how many files of it lie there. */
export interface FoundContent {
  readonly kind: ContentKind;
  readonly folders: readonly string[];
  readonly files: number;
}

export interface NewProject {
  readonly files: readonly NewFile[];
  readonly found: readonly FoundContent[];
  /** Files that look like content and cannot be read. */
  readonly unread: readonly string[];
}

/** What `init` writes into a folder, which may have content already. */
export function newProject({ folder, pipeline, id, day }: NewProjectOptions): NewProject {
  const { found, unread } = findContent(folder);
  const first = found.length + unread.length > 0 ? [] : newItemFiles(firstRule(id, day));
  return {
    found,
    unread,
    files: [
      withModeline(projectFileName, 'project', projectText(folder, found)),
      ...Object.entries(environments).map(([name, text]) =>
        withModeline(`environments/${name}.yaml`, 'environment', text),
      ),
      ...first,
      ...schemaFiles(),
      pipeline === 'github' ? githubWorkflow() : azurePipeline(),
      { file: '.gitignore', text: '.sentinel-sync/\n', isAdded: true },
    ],
  };
}

function withModeline(file: string, schema: SchemaName, text: string): NewFile {
  return { file, text: modeline(file, schema) + text };
}

function firstRule(id: string, day: string): NewItem {
  const { kind, folder } = definitionOf('analytics-rule');
  const testFolder = `${defaultFolders.tests}/${folder}`;
  return { kind, name: 'rare-tool', id, day, folder, testFolder, hasSchemas: true };
}

function findContent(folder: string): Pick<NewProject, 'found' | 'unread'> {
  const tests = join(folder, defaultFolders.tests);
  const all = findStrayContent(folder, { except: [tests], isThorough: true }).map((path) => {
    return { kind: kindOf(path), file: relative(folder, path).replaceAll('\\', '/') };
  });
  const files = all.flatMap(({ kind, file }) => (kind === undefined ? [] : [{ kind, file }]));
  const found = allContentKinds.flatMap(({ kind }) => {
    const own = files.filter((one) => one.kind === kind).map(({ file }) => file);
    const others = files.filter((one) => one.kind !== kind).map(({ file }) => file);
    return own.length === 0 ? [] : [{ kind, folders: foldersOf(own, others), files: own.length }];
  });
  return { found, unread: all.filter(({ kind }) => kind === undefined).map(({ file }) => file) };
}

function kindOf(path: string): ContentKind | undefined {
  const read = readTextFile(path, path);
  return 'diagnostic' in read ? undefined : parseContent(read.text, { file: path }).item?.kind;
}

/** The top folders of the files, or, where one holds content of another kind too, the folders that the files lie in. */
function foldersOf(own: readonly string[], others: readonly string[]): readonly string[] {
  const top = (file: string) => file.split('/')[0]!;
  const mixed = new Set(others.map(top));
  const folders = own.map((file) =>
    mixed.has(top(file)) || !file.includes('/') ? dirname(file) : top(file),
  );
  return [...new Set(folders)].sort();
}

function projectText(folder: string, found: readonly FoundContent[]): string {
  const moved = found.filter(({ kind, folders }) => folders.join() !== definitionOf(kind).folder);
  const lines = moved.map(({ kind, folders }) => {
    const value = folders.length === 1 ? JSON.stringify(folders[0]) : JSON.stringify(folders);
    return `  ${definitionOf(kind).folderKey}: ${value}\n`;
  });
  const places = lines.length === 0 ? '' : `\nfolders:\n${lines.join('')}`;
  return `# Project file of sentinel-sync. Every key is optional; sentinel-sync explain and the reference say what there is.
${places}
# Marks in a workspace what this repository has deployed.
owner: ${JSON.stringify(basename(folder))}
`;
}

const azure = (name: string) => `workspace:
  azure:
    subscriptionId: \${SENTINEL_SYNC_${name}_SUBSCRIPTION}
    resourceGroup: \${SENTINEL_SYNC_${name}_RESOURCE_GROUP}
    workspaceName: \${SENTINEL_SYNC_${name}_WORKSPACE}
`;

/** By name. */
const environments: Readonly<Record<string, string>> = {
  local: `# The workspace embedded in the tool: no Azure needed.
workspace:
  embedded:
    state: .sentinel-sync/local
`,
  dev: `# The workspace in which content proves itself. \${NAME} is a variable of the process that runs the command.
${azure('DEV')}`,
  prod: `# The workspace the SOC works in: only content that has passed in dev goes there.
${azure('PROD')}
promotion:
  from: dev
  require: [tests, validation, smoke]
  maxAge: 7d
`,
};
