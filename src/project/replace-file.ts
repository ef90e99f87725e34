// Writes a text over a file as a whole or not at all: a full disk must not leave half of what somebody typed.
import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Gives a file that is there another text; its permissions stay, and what a symbolic link points to is replaced. Throws an error of the
 * file system where that cannot be: the file is then as it was.
 */
export function replaceFile(path: string, text: string): void {
  const file = realpathSync(path);
  // Replacing asks for no more than a writable folder: a file that is protected stays so.
  accessSync(file, constants.W_OK);
  const aside = join(dirname(file), `.${basename(file)}.${process.pid}`);
  try {
    writeFileSync(aside, text, { flag: 'wx', mode: statSync(file).mode });
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
