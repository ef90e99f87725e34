// Which files are formatted: content, the cases of detection tests, and environments.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { contentError } from '../content/codes.ts';
import { type ContentFile, findContentFiles } from '../content/files/content-files.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Project, projectFileName } from '../environments/project.ts';
import { nothingFound } from '../project/assert-content.ts';
import { isWithin } from '../project/is-within.ts';
import { testFoldersOf } from '../testing/load-cases.ts';
import type { TextToFormat } from './format-text.ts';

export interface FileToFormat extends Pick<TextToFormat, 'file' | 'kind'> {
  /** Absolute. */
  readonly path: string;
}

export interface FilesToFormat {
  /** Sorted by path. */
  readonly files: readonly FileToFormat[];
  /** Of what lies there and is not read. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The files of a project, or those that `paths` name, relative to `start`. A folder that holds some of the project's folders means
 * those. Throws a UserError for a path that does not exist, and where there is nothing to format.
 */
export function filesToFormat(project: Project, paths: readonly string[], start: string): FilesToFormat {
  const own = ownFolders(project).filter((path) => existsSync(path));
  const named = paths.length === 0 ? own : paths.flatMap((name) => foldersWithin(name, own, start));
  const options = { projectFolder: project.folder, folders: project.contentFolders, paths: named };
  // No path would mean the content folders, which may be named and not there.
  const { files, diagnostics } =
    named.length === 0 ? { files: [], diagnostics: [] } : findContentFiles(options);
  // What is no YAML is for lint to report.
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (files.length === 0 && errors.length === 0) throw nothingToFormat(project, paths);
  return { files: files.map((file) => withKind(file, project)), diagnostics: errors };
}

/** The keys of tests, environments and the project file have the order that their authors gave them. */
function withKind({ path, file, kind }: ContentFile, { folder, folders }: Project): FileToFormat {
  const plain = [folders.tests, folders.environments, projectFileName].map((one) => resolve(folder, one));
  const isPlain = plain.some((one) => isWithin(path, one));
  return { path, file, kind: kind ?? (isPlain ? 'plain' : 'item') };
}

function ownFolders({ folder, folders, contentFolders }: Project): readonly string[] {
  const content = contentFolders.map(({ path }) => path);
  const cases = Object.values(testFoldersOf(folders.tests));
  return [...content, ...cases, folders.environments].map((path) => resolve(folder, path));
}

function foldersWithin(name: string, own: readonly string[], start: string): readonly string[] {
  const path = resolve(start, name);
  if (!existsSync(path)) {
    throw contentError('content/no-such-path', `${name} does not exist`, {
      hint: 'Name a file or a folder, relative to where the command is started.',
    });
  }
  const within = statSync(path).isDirectory() ? own.filter((folder) => isWithin(folder, path)) : [];
  return within.length === 0 ? [path] : within;
}

function nothingToFormat(project: Project, paths: readonly string[]) {
  const where = paths.length > 0 ? paths.join(', ') : project.folder;
  const known = project.contentFolders.map(({ path }) => path).join(', ');
  return nothingFound(
    `There is nothing to format in ${where}: no YAML file in ${known}, tests or environments.`,
    {
      hint: 'Start in the project or name it with --folder, or name a YAML file.',
    },
  );
}
