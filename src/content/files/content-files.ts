// Finds the content files of a project: what stands in its content folders, or what the caller's paths name.
import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { compareText } from '../../diagnostics/compare-text.ts';
import type { Diagnostic, Position } from '../../diagnostics/diagnostic.ts';
import type { ContentCode } from '../codes.ts';
import { contentError } from '../codes.ts';
import type { ContentKind } from '../content-item.ts';
import { fileDiagnostic } from './file-diagnostic.ts';

export interface ContentFolder {
  readonly kind: ContentKind;
  /** Relative to the project folder. */
  readonly path: string;
  /** Where somebody named the folder: then it must exist. Absent for the default folders. */
  readonly namedAt?: { readonly file: string } & Position;
}

export interface ContentFile {
  readonly path: string;
  /** Relative to the project folder, with forward slashes. */
  readonly file: string;
  /** Undefined for a file outside the content folders: its content tells. */
  readonly kind: ContentKind | undefined;
}

export interface FoundFiles {
  readonly files: readonly ContentFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FindOptions {
  readonly projectFolder: string;
  readonly folders: readonly ContentFolder[];
  /** Files or folders, relative to the project folder or absolute; none means the content folders. */
  readonly paths?: readonly string[] | undefined;
}

const yamlName = /\.ya?ml$/i;
const readmeName = /^readme(\.\w+)?$/i;

/**
 * Content files sorted by path, and findings on what else lies there.
 * Throws a UserError for a folder or path that was named and does not exist.
 */
export function findContentFiles(options: FindOptions): FoundFiles {
  const project = resolve(options.projectFolder);
  const realProject = realPath(project) ?? project;
  const walk: Walk = { project, realProject, files: new Map(), diagnostics: [] };
  if (options.paths !== undefined && options.paths.length > 0) {
    for (const path of options.paths) visitNamed(walk, path, options.folders);
  } else {
    for (const folder of options.folders) visitContentFolder(walk, folder);
  }
  const files = [...walk.files.values()].sort((a, b) => compareText(a.file, b.file));
  return { files, diagnostics: walk.diagnostics };
}

/** The kind whose folder holds `file` (project-relative); the deepest folder wins. */
function kindOfFile(file: string, folders: readonly ContentFolder[]): ContentKind | undefined {
  const holding = folders
    .map((folder) => ({ kind: folder.kind, path: slashes(folder.path).replace(/^\.\/|\/+$/g, '') }))
    .filter((folder) => folder.path === '' || folder.path === '.' || file.startsWith(`${folder.path}/`))
    .sort((a, b) => b.path.length - a.path.length);
  return holding[0]?.kind;
}

/** What one search has found so far. */
interface Walk {
  readonly project: string;
  readonly realProject: string;
  readonly files: Map<string, ContentFile>;
  readonly diagnostics: Diagnostic[];
}

type KindOf = (file: string) => ContentKind | undefined;

function visitContentFolder(walk: Walk, folder: ContentFolder): void {
  const path = resolve(walk.project, folder.path);
  if (isFolder(path)) {
    visit(walk, path, () => folder.kind, []);
  } else if (folder.namedAt !== undefined) {
    const { file, line, column } = folder.namedAt;
    throw contentError('project/missing-folder', `The content folder ${folder.path} does not exist`, {
      hint: 'Create the folder, or correct its name.',
      file,
      line,
      column,
    });
  }
}

function visitNamed(walk: Walk, name: string, folders: readonly ContentFolder[]): void {
  const path = resolve(walk.project, name);
  const kindOf: KindOf = (file) => kindOfFile(file, folders);
  if (isFolder(path)) {
    visit(walk, path, kindOf, []);
  } else if (existsSync(path)) {
    add(walk, path, kindOf);
  } else {
    throw contentError('content/no-such-path', `${name} does not exist`, {
      hint: 'Name a file or a folder, relative to the project folder.',
    });
  }
}

/** `above` holds the real paths of the folders this one is in. */
function visit(walk: Walk, folder: string, kindOf: KindOf, above: readonly string[]): void {
  const real = realPath(folder) ?? folder;
  if (above.includes(real)) {
    report(walk, 'content/symlink-loop', 'A symbolic link leads back to a folder above it', folder);
    return;
  }
  for (const entry of entriesOf(walk, folder)) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() && leadsOut(walk, path)) {
      report(walk, 'content/outside-project', 'A symbolic link leads out of the project', path);
    } else if (isFolder(path)) {
      visit(walk, path, kindOf, [...above, real]);
    } else {
      add(walk, path, kindOf);
    }
  }
}

function entriesOf(walk: Walk, folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    report(walk, 'content/unreadable', `The folder cannot be read: ${code}`, folder);
    return [];
  }
}

function add(walk: Walk, path: string, kindOf: KindOf): void {
  const name = basename(path);
  if (readmeName.test(name)) return;
  if (!yamlName.test(name)) {
    report(walk, 'content/not-yaml', 'Only YAML files and a readme belong in a content folder', path);
    return;
  }
  const file = relativeTo(walk, path);
  walk.files.set(path, { path, file, kind: kindOf(file) });
}

/** Whether a link inside the project points outside it. A link into nothing does not: reading it reports it. */
function leadsOut(walk: Walk, path: string): boolean {
  const real = realPath(path);
  if (real === undefined || !path.startsWith(walk.project + sep)) return false;
  return real !== walk.realProject && !real.startsWith(walk.realProject + sep);
}

function report(walk: Walk, code: ContentCode, message: string, path: string): void {
  walk.diagnostics.push(fileDiagnostic(code, message, { file: relativeTo(walk, path) }));
}

function relativeTo(walk: Walk, path: string): string {
  return slashes(relative(walk.project, path));
}

function slashes(path: string): string {
  return path.split('\\').join('/');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
