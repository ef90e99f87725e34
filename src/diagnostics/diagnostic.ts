// The one shape in which everything the tool finds is reported: checks, KQL binding, tests, plans, bad input.

/** How bad a finding is; an error makes a command fail. */
export type Severity = 'error' | 'warning' | 'info';

/** A 1-based place in a text file; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
  /** The column behind the last character of what stands there, or of its first line; undefined where only its start is known. */
  readonly endColumn?: number | undefined;
}

declare const explained: unique symbol;

/**
 * A readable path such as `content/missing-field`; the Kusto parser's own codes are kept (`KS142`). A text becomes a code by the table
 * that explains it (see codes.ts).
 */
export type Code = string & { readonly [explained]: true };

/** One finding, with its place in a file where it has one. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What happened, where, why; one sentence, no trailing advice. */
  readonly message: string;
  /** Relative to the project folder, with forward slashes. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The column behind the last character that the finding is about, on the same line. */
  readonly endColumn?: number | undefined;
  /** What to do: one imperative sentence. */
  readonly hint?: string | undefined;
  /** The official page the rule comes from. */
  readonly see?: string | undefined;
}

/** Whether any finding is an error. */
export function hasErrors(findings: readonly Pick<Diagnostic, 'severity'>[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** Orders findings as a reader walks the project: by file, then position, then code. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    (a.file ?? '').localeCompare(b.file ?? '', 'en') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    a.code.localeCompare(b.code, 'en')
  );
}
