// Builds a finding about a file from its code, so that severity and advice are the same wherever it is reported.
import type { Diagnostic, Position } from '../../diagnostics/diagnostic.ts';
import { type ContentCode, contentFinding } from '../codes.ts';

/** A finding of `code` in `file` (project-relative), with the table's severity and, unless given, its hint. */
export function fileDiagnostic(
  code: ContentCode,
  message: string,
  where: { readonly file: string; readonly at?: Position | undefined; readonly hint?: string | undefined },
): Diagnostic {
  const { file, at, hint } = where;
  return contentFinding(code, message, { file, ...at, ...(hint === undefined ? {} : { hint }) });
}
