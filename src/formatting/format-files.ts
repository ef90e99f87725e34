// Formats files on disk, one after another; a file that cannot be formatted stays as it is, and the others go on.
import { readFileSync } from 'node:fs';
import { readTextFile } from '../content/files/text-file.ts';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { replaceFile } from '../project/replace-file.ts';
import { formattingError } from './codes.ts';
import type { FileToFormat } from './files-to-format.ts';
import { formatText } from './format-text.ts';

export interface FormattedFile {
  /** Relative to the project folder, with forward slashes. */
  readonly file: string;
  /** `failed`: it is left as it is, and a finding says why. */
  readonly result: 'formatted' | 'unchanged' | 'failed';
  /** Of a check: the text of the file, and the text it should have. */
  readonly before?: string;
  readonly text?: string;
}

export interface FormattedFiles {
  /** In the order given. */
  readonly files: readonly FormattedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How many files had each result. */
export function countFormatted(
  files: readonly FormattedFile[],
): Readonly<Record<FormattedFile['result'], number>> {
  const count = (result: FormattedFile['result']) => files.filter((file) => file.result === result).length;
  return { formatted: count('formatted'), unchanged: count('unchanged'), failed: count('failed') };
}

export interface FormatOptions {
  /** Write nothing; the results say what would be written. */
  readonly check: boolean;
  /** Says how far it is. */
  doing(what: string, done: number, total: number): void;
}

/** Formats files. Throws a UserError when one cannot be written; those before it are. */
export function formatFiles(files: readonly FileToFormat[], { check, doing }: FormatOptions): FormattedFiles {
  const diagnostics: Diagnostic[] = [];
  const results = files.map((one, index): FormattedFile => {
    doing('Formatting', index, files.length);
    const { path, file, kind } = one;
    const read = readTextFile(path, file);
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic);
      return { file, result: 'failed' };
    }
    const formatted = formatText({ text: read.text, file, kind });
    diagnostics.push(...formatted.diagnostics);
    const { text } = formatted;
    if (text === undefined) return { file, result: 'failed' };
    if (text === read.text) return { file, result: 'unchanged' };
    if (check) return { file, result: 'formatted', before: read.text, text };
    save(path, file, text);
    return { file, result: 'formatted' };
  });
  return { files: results, diagnostics: diagnostics.sort(compareDiagnostics) };
}

/** With the byte order mark that the file has. Throws a UserError where the file cannot be written. */
function save(path: string, file: string, text: string): void {
  try {
    const mark = readFileSync(path, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
    replaceFile(path, mark + text);
  } catch (cause) {
    const message = `The file cannot be written: ${(cause as Error).message}.`;
    throw formattingError('fmt/unwritable', message, { file, cause });
  }
}
