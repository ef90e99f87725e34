// Turns offsets into a query into lines and columns, as diagnostics carry them.
import type { Code, Diagnostic, Position } from '../diagnostics/diagnostic.ts';

/** The 1-based line and column of an offset; `\r\n`, `\n` and `\r` end a line. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset));
  const lines = before.split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

export interface OffsetFinding {
  readonly code: Code;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly start: number;
  /** Behind the last character of what it is about. */
  readonly end?: number | undefined;
  readonly hint?: string | undefined;
  readonly see?: string | undefined;
}

/** A finding with an offset as a diagnostic with line and column in the query. */
export function diagnosticAt(text: string, finding: OffsetFinding): Diagnostic {
  const { code, severity, message, start, end = start, hint, see } = finding;
  const place = positionAt(text, start);
  const [line = ''] = text.slice(start, end).split(/\r\n|\r|\n/);
  const endColumn = line === '' ? undefined : place.column + line.length;
  return { code, severity, message, ...place, endColumn, hint, see };
}
