// Finds the project of a folder: the folder itself or one above it, up to the root of the Git repository.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { allContentKinds } from '../content/kinds/kinds.ts';
import { environmentNames } from '../environments/load-environment.ts';
import { loadProject } from '../environments/load-project.ts';
import { defaultFolders, projectFileName } from '../environments/project.ts';
import { isWithin } from './is-within.ts';

/**
 * The nearest folder at or above `start` with a project file, a default content folder or an environment; `start` itself where
 * there is none. A folder without a project file of its own belongs to the one above that names what lies in it: `test/` of a
 * project has an `analytics-rules/` too, and is no project. Never throws; a project file with mistakes counts as one.
 */
export function findProject(start: string): string {
  const [nearest, ...above] = foldersUpTo(resolve(start)).filter(isProject);
  let project = nearest ?? resolve(start);
  for (const folder of above) {
    if (hasProjectFile(project)) break;
    if (claims(folder, project)) project = folder;
  }
  return project;
}

/**
 * The same for a command that names paths, relative to `start`: outside any project, it is that of the first path.
 */
export function findProjectOf(start: string, paths: readonly string[]): string {
  const own = findProject(start);
  const [first] = paths;
  if (first === undefined || isProject(own)) return own;
  const other = findProject(resolve(start, first));
  return isProject(other) ? other : own;
}

/** The root of the Git repository that holds a folder; undefined outside one. */
export function gitRootOf(folder: string): string | undefined {
  return foldersUpTo(resolve(folder)).findLast((each) => existsSync(join(each, '.git')));
}

/** The folder and those above it; the last is the root of the Git repository, or else of the file system. */
function foldersUpTo(folder: string): readonly string[] {
  const above = dirname(folder);
  const isLast = above === folder || existsSync(join(folder, '.git'));
  return isLast ? [folder] : [folder, ...foldersUpTo(above)];
}

function isProject(folder: string): boolean {
  return hasProjectFile(folder) || markersOf(folder).length > 0;
}

function hasProjectFile(folder: string): boolean {
  return existsSync(join(folder, projectFileName));
}

/** Absolute paths of the folders by which a folder without a project file is known as a project. */
function markersOf(folder: string): readonly string[] {
  const content = allContentKinds.map((kind) => join(folder, kind.folder)).filter(isFolder);
  const { environments } = defaultFolders;
  return hasEnvironments(folder, environments) ? [...content, join(folder, environments)] : content;
}

function hasEnvironments(folder: string, name: string): boolean {
  try {
    return environmentNames(folder, name).length > 0;
  } catch {
    // Not a folder, or not ours to read.
    return false;
  }
}

/** Does one of the project's own folders hold, or is it, what makes `folder` look like a project? */
function claims(project: string, folder: string): boolean {
  return markersOf(folder).some((marker) => isInOwnFolder(marker, project));
}

/** Does a path lie in a folder of content, tests, tables or environments of the project, or is it one? */
function isInOwnFolder(path: string, project: string): boolean {
  let own: readonly string[];
  try {
    const { contentFolders, folders } = loadProject(project);
    own = [...contentFolders.map(({ path }) => path), ...Object.values(folders)];
  } catch {
    // Reading it again says what is wrong with it, which is better than to go on without it.
    return true;
  }
  return own.map((each) => resolve(project, each)).some((each) => isWithin(path, each));
}

/**
 * The project that --folder names: that very folder, since whoever names one means no other, unless it is part of one such as its
 * `analytics-rules/`.
 */
export function namedProject(folder: string): string {
  const project = findProject(folder);
  return isInOwnFolder(resolve(folder), project) ? project : resolve(folder);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Not there, below a file, or not ours to read.
    return false;
  }
}
