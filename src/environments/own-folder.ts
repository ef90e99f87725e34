// The folder of a project that the tool keeps for itself: state of embedded workspaces, evidence, the audit record.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Its name in the project folder. */
export const ownFolderName = '.sentinel-sync';

/**
 * Makes a folder and those above it. One that lies in the tool's own folder comes with a `.gitignore` there, so that a new project
 * does not commit what changes with every run; whoever wants it in Git edits that file. Throws what the file system throws.
 */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const own = ownFolderAbove(resolve(folder));
  const ignore = own && join(own, '.gitignore');
  if (ignore !== undefined && !existsSync(ignore)) writeFileSync(ignore, '*\n');
}

function ownFolderAbove(folder: string): string | undefined {
  if (basename(folder) === ownFolderName) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : ownFolderAbove(above);
}
