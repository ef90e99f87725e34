// What a check of doctor says, and how it asks the workspace: what the service refuses is an answer, not the end.
import { UserError } from '../diagnostics/user-error.ts';
import type { Need } from './content-needs.ts';

const readinessStatuses = ['ok', 'warning', 'failed', 'unknown'] as const;
type ReadinessStatus = (typeof readinessStatuses)[number];

export interface Readiness {
  readonly check: string;
  /** `warning`: the content works, and something is worth a look. `unknown`: it could not be asked, or the answer does not tell. */
  readonly status: ReadinessStatus;
  /** What was found, in one line. */
  readonly detail: string;
  /** What to do: one imperative sentence, or one for each thing found. */
  readonly hint?: string;
  /** What is missing, and which items need it. */
  readonly missing?: readonly Need[];
  /** Where there is a newer version of what items came from. */
  readonly updates?: readonly Update[];
}

/** A newer version of a template or a solution. */
interface Update {
  /** Of the template or the solution. */
  readonly id: string;
  /** What the file states, or what is installed; absent where neither says it. */
  readonly version?: string | undefined;
  /** What is installed, or what the catalogue offers. */
  readonly newer: string;
  /** Display names of the items that came from it, sorted. */
  readonly items: readonly string[];
}

export type Asked<T> = { readonly value: T } | { readonly error: UserError };

/** Asks; a refusal is an answer too. Only bugs are thrown. */
export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await question() };
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}
