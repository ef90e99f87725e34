// The tables of codes: each room explains there what it reports, and reports nothing else.
import type { Code, Diagnostic, Severity } from './diagnostic.ts';
import { UserError, type UserErrorOptions } from './user-error.ts';

/** What is said of one code. */
export interface CodeText {
  /** What the code means, for a reader who has not seen the finding. */
  readonly summary: string;
  /** What to do: one imperative sentence; used where a finding has no advice of its own. */
  readonly hint?: string;
  /** The level of a finding, an error where it is absent; linting knows only codes that state it. */
  readonly severity?: Severity;
  /** The official page. */
  readonly see?: string;
}

/** The codes of a room. */
export type Codes = Readonly<Record<string, CodeText>>;

/** What `explain` says of a code. */
export interface Explanation {
  readonly code: string;
  /** The default level of what linting reports; undefined where the parser decides. */
  readonly severity?: string | undefined;
  readonly summary: string;
  readonly why?: string | undefined;
  readonly fix?: string | undefined;
  readonly see?: string | undefined;
}

/** Names codes of a table: one that is not in it does not compile. */
export function codeIn<Table extends Codes>(_table: Table): (code: keyof Table & string) => Code {
  return (code) => code as Code;
}

/** Makes errors with codes of a table, and with its advice unless another, or none, is given. */
export function errorsOf<Table extends Codes>(table: Table) {
  return (
    code: keyof Table & string,
    message: string,
    details: Omit<UserErrorOptions, 'code'> = {},
  ): UserError => {
    const { hint, see } = textOf(table, code);
    return new UserError(message, { hint, see, ...details, code: codeIn(table)(code) });
  };
}

/** Makes findings with codes of a table, and with its level and advice unless another, or none, is given. */
export function findingsOf<Table extends Codes>(table: Table) {
  return (
    code: keyof Table & string,
    message: string,
    details: Partial<Omit<Diagnostic, 'code' | 'message'>> = {},
  ): Diagnostic => {
    const { severity = 'error', hint, see } = textOf(table, code);
    const place = { file: undefined, line: undefined, column: undefined };
    return { code: codeIn(table)(code), severity, message, ...place, hint, see, ...details };
  };
}

function textOf(table: Codes, code: string): CodeText {
  return table[code]!;
}
