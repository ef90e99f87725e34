// Writes a report as a whole: the folder holds the new one or what it held before, never a part.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compareText } from '../diagnostics/compare-text.ts';
import { plural } from '../diagnostics/plural.ts';
import { mapOf } from '../json/json.ts';
import { reportError } from './codes.ts';
import type { SiteFile } from './page.ts';
import type { NamedFile } from './result-files.ts';

/** Names the files of the report, so that a later one may take its place. */
const listName = 'sentinel-sync-report.json';

/** Throws a UserError where the folder holds anything that a report has not written: known before the report is made. */
export function assertReplaceable(folder: NamedFile): void {
  const { path, file } = folder;
  writing(folder, () => {
    const found = existsSync(path) ? statSync(path) : undefined;
    if (found === undefined) return;
    if (!found.isDirectory()) throw reportError('report/folder-in-use', `${file} is a file, not a folder.`);
    const written = new Set([listName, ...earlierFiles(path)]);
    const others = filesIn(path).filter((one) => !written.has(one));
    if (others.length === 0) return;
    const more = others.length > 1 ? ` and ${plural(others.length - 1, 'other file')}` : '';
    throw reportError(
      'report/folder-in-use',
      `${file} holds ${others[0]}${more}, which no report has written.`,
    );
  });
}

/**
 * Writes the files in place of what the folder holds; how many there are. Throws a UserError where that cannot be, and the folder is
 * then as it was.
 */
export function writeSite(folder: NamedFile, files: Iterable<SiteFile>): number {
  assertReplaceable(folder);
  return writing(folder, () => {
    // A link to a folder stays one.
    const path = existsSync(folder.path) ? realpathSync(folder.path) : folder.path;
    mkdirSync(dirname(path), { recursive: true });
    const beside = mkdtempSync(join(dirname(path), `.${basename(path)}-`));
    try {
      const count = writeAll(join(beside, 'new'), files);
      replace(path, beside);
      return count;
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  });
}

/** What the file system refuses becomes an error of the user's. */
function writing<T>({ file }: NamedFile, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw reportError('report/unwritable', `The report cannot be written: ${cause.message}.`, {
      file,
      cause,
    });
  }
}

function writeAll(folder: string, files: Iterable<SiteFile>): number {
  const written: string[] = [];
  mkdirSync(folder);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
    written.push(path);
  }
  const list = { writtenBy: 'sentinel-sync report', files: written.sort(compareText) };
  writeFileSync(join(folder, listName), `${JSON.stringify(list, undefined, 2)}\n`);
  return written.length;
}

/** Two renames; where the second fails, the earlier report is put back. */
function replace(path: string, beside: string): void {
  const earlier = join(beside, 'earlier');
  const isThere = existsSync(path);
  if (isThere) renameSync(path, earlier);
  try {
    renameSync(join(beside, 'new'), path);
  } catch (error) {
    if (isThere) renameSync(earlier, path);
    throw error;
  }
}

/** The files of the report that the folder holds; none where it holds none. */
function earlierFiles(folder: string): readonly string[] {
  try {
    const { files } = mapOf(JSON.parse(readFileSync(join(folder, listName), 'utf8')));
    return Array.isArray(files) ? files.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** From the folder, with forward slashes; sorted. Links are files. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort(compareText);
}
