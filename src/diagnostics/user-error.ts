// The only error that is thrown on purpose: the user can fix its cause, so it is printed without a stack trace.
import type { Code, Diagnostic } from './diagnostic.ts';

/** Exit codes of the command line; documented in docs/reference/cli.md. */
export const exitCodes = {
  fine: 0,
  findings: 1,
  changesPending: 2,
  usage: 3,
  authentication: 4,
  internal: 5,
  /** The service could not be reached, or gave up also when asked again. */
  unavailable: 6,
  /** The work is done; its report or its record could not be written. */
  notRecorded: 7,
  /** The user or the system asked the command to stop: as shells count an interrupt. */
  interrupted: 130,
} as const;

/** One of the exit codes of the command line. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface UserErrorOptions {
  readonly code: Code;
  readonly hint?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly see?: string | undefined;
  /** Defaults to `usage`: wrong flags, configuration or environment. */
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}

/** An error whose cause the user can fix: it is printed without a stack trace. */
export class UserError extends Error {
  readonly diagnostic: Diagnostic;
  readonly exitCode: ExitCode;

  constructor(message: string, options: UserErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.exitCode = options.exitCode ?? exitCodes.usage;
    const { code, hint, file, line, column, endColumn, see } = options;
    this.diagnostic = { code, severity: 'error', message, hint, file, line, column, endColumn, see };
  }
}
