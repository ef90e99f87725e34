// Turns the paths of a command line into the content they mean: content files, folders, and case files, which mean their item.
import { existsSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { contentError } from '../content/codes.ts';
import { findContentFiles } from '../content/files/content-files.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { UserError } from '../diagnostics/user-error.ts';
import { projectFileName } from '../environments/project.ts';
import { testError } from '../testing/codes.ts';
import { caseFolderOf, testFoldersOf } from '../testing/load-cases.ts';
import { nothingFound } from './assert-content.ts';
import { isWithin } from './is-within.ts';
import type { OpenedProject, ProjectPlace } from './open-project.ts';

/**
 * Absolute paths of content for each path that was named, relative to where the command was started.
 * Throws a UserError for a path that does not exist, or that means no content at all.
 */
export function contentPaths(
  all: OpenedProject,
  paths: readonly string[],
  { folder: start }: Pick<ProjectPlace, 'folder'>,
): readonly string[] {
  return paths.flatMap((name) => {
    const path = resolve(start, name);
    if (!existsSync(path)) throw noSuchPath(name, all, start);
    const cases = pathsOfCases(path, name, all);
    if (cases !== undefined) return cases;
    assertNoSettings(path, name, all);
    const content = foldersWithin(path, all);
    const { folder: projectFolder, contentFolders: folders } = all.project;
    const { files, diagnostics } = findContentFiles({ projectFolder, folders, paths: content });
    if (files.length > 0 || hasErrors(diagnostics)) return content;
    throw nothingFound(`${name} holds no content: only YAML files are read.`, {
      hint: 'Name a content file or its folder, or nothing for all content.',
    });
  });
}

/** An environment reads like a hunting query with every key unknown, and those findings would help nobody. */
function assertNoSettings(path: string, name: string, all: OpenedProject): void {
  const { folder, folders } = all.project;
  if (isContent(path, all)) return;
  if (path === join(folder, projectFileName)) {
    throw nothingFound(`${name} is the project file, not content.`, {
      hint: 'Name a content file or its folder; every command reads the project file.',
    });
  }
  if (!isWithin(path, resolve(folder, folders.environments))) return;
  const what = statSync(path).isDirectory() ? 'is the folder of the environments' : 'is an environment file';
  throw nothingFound(`${name} ${what}, not content.`, {
    hint: 'Name a content file or its folder; plan --environment NAME reads an environment.',
  });
}

/** The content files whose cases a path in the folder of detection tests means; undefined for a path elsewhere. */
function pathsOfCases(path: string, name: string, all: OpenedProject): readonly string[] | undefined {
  const { folder, folders } = all.project;
  if (!isWithin(path, resolve(folder, folders.tests)) || isContent(path, all)) return undefined;
  const fitting = all.items.filter((item) => {
    const cases = resolve(folder, caseFolderOf(item, folders.tests));
    return isWithin(path, cases) || (existsSync(cases) && isWithin(cases, path));
  });
  if (fitting.length > 0) return fitting.map((item) => join(folder, item.file));
  throw testError('test/no-such-item', `${name} holds no case of any content item.`, {
    hint: caseAdvice(path, all),
  });
}

function caseAdvice(path: string, { project, items }: OpenedProject): string {
  const roots = Object.values(testFoldersOf(project.folders.tests)).map((root) =>
    resolve(project.folder, root),
  );
  const root = roots.find((each) => isWithin(path, each) && path !== each);
  const slug = root === undefined ? undefined : relative(root, path).split(sep)[0]!;
  const near =
    slug === undefined
      ? undefined
      : didYouMean(
          slug,
          items.map((item) => item.slug),
        );
  if (near !== undefined) return `Did you mean the cases of \`${near}\`?`;
  return `Cases stand in ${project.folders.tests}/<content folder>/<file name of the item>/.`;
}

/** A folder above content folders means those: the rest of a project is no content. */
function foldersWithin(path: string, all: OpenedProject): readonly string[] {
  if (isContent(path, all) || !statSync(path).isDirectory()) return [path];
  const { folder, contentFolders } = all.project;
  const within = contentFolders
    .map((each) => resolve(folder, each.path))
    .filter((each) => existsSync(each) && isWithin(each, path));
  return within.length === 0 ? [path] : within;
}

function isContent(path: string, { project }: OpenedProject): boolean {
  return project.contentFolders.some((each) => isWithin(path, resolve(project.folder, each.path)));
}

/** Findings name files from the project folder, which a reader may have copied while standing elsewhere. */
function noSuchPath(name: string, { project }: OpenedProject, start: string): UserError {
  const other = relative(start, resolve(project.folder, name)).replaceAll('\\', '/');
  const isThere = existsSync(resolve(start, other));
  const hint = isThere
    ? `Did you mean ${other}? Paths are relative to where the command is started.`
    : /[*?[{]/.test(basename(name))
      ? 'Name files or folders; patterns are for the shell to fill in.'
      : 'Name a file or a folder, relative to where the command is started.';
  return contentError('content/no-such-path', `${name} does not exist`, { hint });
}
