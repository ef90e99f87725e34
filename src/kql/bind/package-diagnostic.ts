// A finding of Microsoft's parser as this project writes one.
import type { Code } from '../../diagnostics/diagnostic.ts';
import type { RawDiagnostic } from '../syntax.ts';

/** What is read of a finding of the package; pinned by test/kql/parser.test.ts. */
export interface PackageDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly End: number;
}

const severities: Readonly<Record<string, RawDiagnostic['severity'] | undefined>> = {
  Error: 'error',
  Warning: 'warning',
  Suggestion: 'info',
  Information: 'info',
};

/** Undefined for a finding that is not meant for readers. */
export function diagnosticOf(diagnostic: PackageDiagnostic): RawDiagnostic | undefined {
  const severity = severities[diagnostic.Severity];
  if (severity === undefined) return undefined;
  return {
    // Any code of the parser is explained, one without an entry in general words.
    code: diagnostic.Code as Code,
    severity,
    message: diagnostic.Message,
    start: diagnostic.Start,
    end: diagnostic.End,
  };
}
