// What is said of a code: what happened, and what to do.

export interface CommandCode {
  readonly summary: string;
  readonly hint: string;
}
