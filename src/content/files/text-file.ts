// Reads a file that ought to be a small UTF-8 text, and says what it is instead when it is not.
import { readFileSync, statSync } from 'node:fs';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { fileDiagnostic } from './file-diagnostic.ts';

/** Nothing above this size is opened: a query may have 10,000 characters, so a content item stays far below. */
const maxFileBytes = 1024 * 1024;

export type TextFile = { readonly text: string } | { readonly diagnostic: Diagnostic };

/** The text of `path` without its byte order mark, or the finding that tells why there is none. `file` is its name in findings. */
export function readTextFile(path: string, file: string): TextFile {
  try {
    const { size, ...kind } = describe(path);
    if (!kind.isFile) return bad('content/unreadable', 'This is not a regular file', file);
    if (size > maxFileBytes) {
      const megabytes = (size / maxFileBytes).toFixed(1);
      return bad('content/too-large', `The file has ${megabytes} MB; the limit is 1 MB`, file);
    }
    return decode(readFileSync(path), file);
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    return bad('content/unreadable', `The file cannot be read: ${readFaults[code] ?? code}`, file);
  }
}

/** What the operating system's codes mean; others are shown as they are. */
const readFaults: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENOENT: 'it does not exist, or is a symbolic link to nothing',
  EPERM: 'permission denied',
};

function describe(path: string): { size: number; isFile: boolean } {
  const stats = statSync(path);
  return { size: stats.size, isFile: stats.isFile() };
}

function decode(bytes: Buffer, file: string): TextFile {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return bad('content/not-text', 'The file is UTF-16, not UTF-8', file);
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    return bad('content/not-text', 'The file is binary: it holds a NUL byte', file, lineOf(bytes, nul));
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const line = lineOf(bytes, firstInvalidByte(bytes));
    return bad('content/not-text', 'The file is not UTF-8: a byte is not part of any character', file, line);
  }
}

/** Index of the first byte that no continuation can make valid: the longest valid prefix, by halving. */
function firstInvalidByte(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValidPrefix(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function isValidPrefix(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function lineOf(bytes: Buffer, index: number): number {
  let line = 1;
  for (let i = bytes.indexOf(10); i !== -1 && i < index; i = bytes.indexOf(10, i + 1)) line++;
  return line;
}

function bad(
  code: 'content/unreadable' | 'content/too-large' | 'content/not-text',
  message: string,
  file: string,
  line?: number,
): TextFile {
  return {
    diagnostic: fileDiagnostic(code, message, {
      file,
      at: line === undefined ? undefined : { line, column: 1 },
    }),
  };
}
