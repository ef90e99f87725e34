// What apply reports: each change with what became of it.
import type { Code } from '../diagnostics/diagnostic.ts';
import { type ExitCode, exitCodes, UserError } from '../diagnostics/user-error.ts';
import { workspaceCode } from '../workspace/codes.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import { type Change, type FieldChange, isAccepted, isPending } from './change.ts';
import { freeAgainAt, isoSeconds } from './deletion-mark.ts';

const results = ['applied', 'failed', 'skipped', 'unchanged', 'blocked'] as const;
export type Result = (typeof results)[number];

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** HTTP status, where the service refused. */
  readonly status?: number;
}

export interface Outcome {
  readonly result: Result;
  readonly error?: Failure;
  readonly skippedBecause?: string;
  /** What the service stored differently from what it was sent; the next plan would show it again. */
  readonly storedDifferently?: readonly FieldChange[];
  /** Of an id that the service refused although no record tells of its deletion: the latest it can be free again. */
  readonly blockedUntil?: string;
  /** What did not go as planned and hurts nothing that stands: one sentence. */
  readonly note?: string;
}

export type AppliedChange = Change & Outcome;

/** A record that remembered a deletion of more than a day ago and has nothing left to say. */
export interface ForgottenDeletion {
  /** Id of the rule. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly deletedAt: string;
  /** Why the record is still there; the next apply that writes tries again. */
  readonly error?: Failure;
}

/** What apply did, change by change. */
export interface ApplyReport {
  readonly schemaVersion: 1;
  readonly workspace: string;
  readonly changes: readonly AppliedChange[];
  readonly summary: Readonly<Record<Result, number>>;
  /** Absent where there was none to remove. */
  readonly forgottenDeletions?: readonly ForgottenDeletion[];
  /** Somebody asked to stop before everything was done. */
  readonly interrupted?: true;
}

/** The failure as data. An error that is no UserError is a bug: it is thrown on. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof UserError)) throw error;
  const { code, hint } = error.diagnostic;
  const status = error instanceof RequestError ? error.status : undefined;
  return {
    code,
    message: error.message,
    ...(hint === undefined ? {} : { hint }),
    ...(status === undefined ? {} : { status }),
  };
}

/** The outcome of a change that the service refused at `now`. A refused id was deleted before that, so a day later it is free. */
export function failedOutcome(error: unknown, now: Date): Outcome {
  const failure = failureOf(error);
  if (!(error instanceof RequestError) || error.reason !== 'recently-deleted') {
    return { result: 'failed', error: failure };
  }
  const blockedUntil = isoSeconds(freeAgainAt(now));
  const hint = `Wait, at the latest until ${blockedUntil}, or give the content item a new id: nothing on the workspace tells when it was deleted.`;
  return { result: 'failed', error: { ...failure, hint }, blockedUntil };
}

/** Would every further request fail the same way? */
export function stopsEverything(error: unknown): boolean {
  return (
    error instanceof RequestError && ['authentication', 'unreachable', 'not-onboarded'].includes(error.reason)
  );
}

/** How many changes came to each result; zeros included. */
export function summariseReport(changes: readonly AppliedChange[]): Readonly<Record<Result, number>> {
  const summary: Record<Result, number> = { applied: 0, failed: 0, skipped: 0, unchanged: 0, blocked: 0 };
  for (const change of changes) summary[change.result]++;
  return summary;
}

/**
 * Where all there is to do is refused, nobody needs to be asked to approve; and a workspace that does not hold what the files say
 * is not one with nothing to do. What the environment accepts not to have counts as apply counts it: as fine. With `isDetailed`
 * pending changes have a code of their own.
 */
export function planExitCode(
  { changes }: { readonly changes: readonly Change[] },
  { isDetailed }: { readonly isDetailed: boolean },
): ExitCode {
  if (changes.some(isPending)) return isDetailed ? exitCodes.changesPending : exitCodes.fine;
  const refused = changes.filter((change) => change.action === 'blocked' && !isAccepted(change));
  const isFailed = isDetailed ? refused.length > 0 : refused.some(({ status }) => status === 'no-evidence');
  return isFailed ? exitCodes.findings : exitCodes.fine;
}

/**
 * 0 when everything pending was applied; 130 when it was stopped; 4 when signing in failed; 6 when the service was out of reach; 1 when
 * anything failed, was skipped, or is blocked without the environment's leave.
 */
export function applyExitCode(report: ApplyReport): ExitCode {
  if (report.interrupted) return exitCodes.interrupted;
  const failedWith = (code: Code) => report.changes.some(({ error }) => error?.code === code);
  if (failedWith(workspaceCode('workspace/authentication'))) return exitCodes.authentication;
  if (failedWith(workspaceCode('workspace/unreachable'))) return exitCodes.unavailable;
  const { failed, skipped } = report.summary;
  const blocked = report.changes.filter((change) => change.result === 'blocked' && !isAccepted(change));
  return failed + skipped + blocked.length > 0 ? exitCodes.findings : exitCodes.fine;
}
