// Builds a finding about a file from its code, so that severity and advice are the same wherever it is reported.
import type { Diagnostic, Position } from '../../diagnostics/diagnostic.ts';
import { type FileCode, type FileCodeName, fileCodes } from './file-codes.ts';

/** A finding of `code` in `file` (project-relative), with the table's severity and, unless given, its hint. */
export function fileDiagnostic(
  code: FileCodeName,
  message: string,
  where: { readonly file: string; readonly at?: Position | undefined; readonly hint?: string | undefined },
): Diagnostic {
  const { severity, hint, see }: FileCode = fileCodes[code];
  const { line, column } = where.at ?? {};
  return { code, severity, message, file: where.file, line, column, hint: where.hint ?? hint, see };
}
