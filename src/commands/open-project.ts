// What most commands begin with: the project file, its content and tables, an environment and its workspace.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { loadContent } from '../content/load.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { findProject } from '../environments/find-project.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { loadProject } from '../environments/load-project.ts';
import { type Project, projectFileName } from '../environments/project.ts';
import { createTableCatalogue, type TableCatalogue } from '../tables/catalogue.ts';
import { loadCustomTables } from '../tables/custom-tables.ts';
import type { CommandContext, Flags } from './command.ts';

export interface OpenedProject {
  readonly project: Project;
  readonly items: readonly ContentItem[];
  readonly tables: TableCatalogue;
  /** What was wrong with content and table files. */
  readonly diagnostics: readonly Diagnostic[];
  /** The commit the content was read at; undefined: the files as they stand. */
  readonly commit?: string | undefined;
  /** Text of a project file, for code frames. */
  sourceOf(file: string): string | undefined;
}

/** The folder of the project a command is about. */
export function projectFolderOf({ project, folder }: CommandContext): string {
  return project ?? findProject(folder);
}

/** Reads the project that the context's folder belongs to, with the content of `paths` alone where they are given. Throws a UserError when the folder or the project file cannot be used. */
export function openProject(context: CommandContext, paths?: readonly string[]): OpenedProject {
  if (!statSync(context.folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(`There is no folder ${context.folder}.`, {
      code: 'cli/no-folder',
      hint: 'Name an existing project folder with --folder.',
    });
  }
  const folder = projectFolderOf(context);
  const project = loadProject(folder);
  const custom = loadCustomTables(folder, project.folders.tables);
  const content = loadContent({ projectFolder: folder, folders: project.contentFolders, paths });
  return {
    project,
    items: content.items,
    tables: createTableCatalogue(custom.tables),
    diagnostics: [...custom.diagnostics, ...content.diagnostics],
    sourceOf: latestOf((file) => {
      const path = join(folder, file);
      // A finding may stand on a folder, such as one of cases without a rule.
      return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined;
    }),
  };
}

/** Findings come file by file: each file is read once for all of its own. */
function latestOf(read: OpenedProject['sourceOf']): OpenedProject['sourceOf'] {
  let latest: { readonly file: string; readonly text: string | undefined } | undefined;
  return (file) => {
    if (latest?.file !== file) latest = { file, text: read(file) };
    return latest.text;
  };
}

/** The environment that --environment names, or the project's default. */
export function openEnvironment(
  { project }: OpenedProject,
  flags: Flags,
  context: CommandContext,
): Environment {
  const name = typeof flags['environment'] === 'string' ? flags['environment'] : project.defaults.environment;
  const { folder, folders } = project;
  return loadEnvironment({
    projectFolder: folder,
    folder: folders.environments,
    name,
    variables: context.env,
  });
}

/** The environment that --as names, or undefined. Its variables must be set, as for --environment. */
export function openAs(
  opened: OpenedProject,
  flags: Flags,
  context: CommandContext,
): Environment | undefined {
  const name = flags['as'];
  return typeof name === 'string' ? openEnvironment(opened, { environment: name }, context) : undefined;
}

/** The repository as the metadata on the workspace names it: `owner` of the project file, else origin's path, else the folder. */
export function ownerOf({ project }: OpenedProject): string {
  return project.owner ?? originOf(project.folder) ?? basename(project.folder);
}

/**
 * The commit the content was read at, else the checked-out one, or undefined outside a repository. Where content, tests or
 * environments differ from it, it ends in `-dirty` as with `git describe`: what was run is then no commit's.
 */
export function commitOf({ project, commit }: OpenedProject): string | undefined {
  if (commit !== undefined) return commit;
  const head = git(project.folder, ['rev-parse', 'HEAD']);
  return head !== undefined && isChanged(project) ? `${head}-dirty` : head;
}

function isChanged({ folder, folders, contentFolders }: Project): boolean {
  const paths = [projectFileName, ...Object.values(folders), ...contentFolders.map(({ path }) => path)];
  return git(folder, ['--no-optional-locks', 'status', '--porcelain', '--', ...paths]) !== undefined;
}

/** `owner/name` of the remote origin; undefined where there is none. */
export function originOf(folder: string): string | undefined {
  const url = git(folder, ['remote', 'get-url', 'origin']);
  return url === undefined ? undefined : /[/:]([^/:]+\/[^/]+?)(?:\.git)?$/.exec(url)?.[1];
}

function git(folder: string, args: readonly string[]): string | undefined {
  try {
    const output = execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.trim() || undefined;
  } catch {
    // No git, or no repository: the tool works without either.
    return undefined;
  }
}

/** Findings that forbid going on, as one error: a deployment of half a project would delete the other half. */
export function assertUsable(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter((found) => found.severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new UserError(`${first.message}${more}`, {
    ...first,
    hint: first.hint ?? 'Run sentinel-sync lint to see all findings.',
    exitCode: exitCodes.findings,
  });
}
