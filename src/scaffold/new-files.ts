// Writes files that a project does not have yet. What is there already stays as it is.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scaffoldError } from './codes.ts';

/** A file to begin with. */
export interface NewFile {
  /** From the project folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Its lines are added to a file that is there and lacks them. */
  readonly isAdded?: true;
  /** Whether the text of a file that is there is the tool's own work: of another version it is written anew. */
  readonly isOfTool?: (before: string) => boolean;
}

export interface NewFileResult {
  readonly file: string;
  /** `kept`: it was there before; `updated`: lines were added to it, or it was of another version. */
  readonly result: 'created' | 'updated' | 'kept';
}

/** Writes those that are not there, in the order given. Throws a UserError where one cannot be written. */
export function writeNewFiles(folder: string, files: readonly NewFile[]): readonly NewFileResult[] {
  return files.map((one) => {
    const { file } = one;
    try {
      return { file, result: writeNew(join(folder, file), one) };
    } catch (cause) {
      throw scaffoldError('scaffold/unwritable', `${file} cannot be written: ${(cause as Error).message}.`, {
        cause,
      });
    }
  });
}

function writeNew(path: string, { text, isAdded, isOfTool }: NewFile): NewFileResult['result'] {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return 'created';
  }
  if (isAdded !== true && isOfTool === undefined) return 'kept';
  const before = readFileSync(path, 'utf8');
  if (isOfTool !== undefined) {
    // Git may have given it the line ends of the platform.
    if (before.replaceAll('\r\n', '\n') === text || !isOfTool(before)) return 'kept';
    writeFileSync(path, text);
    return 'updated';
  }
  const present = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const lacking = text.split('\n').filter((line) => line !== '' && !present.has(line));
  if (lacking.length === 0) return 'kept';
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  writeFileSync(path, `${before}${gap}${lacking.join('\n')}\n`);
  return 'updated';
}
