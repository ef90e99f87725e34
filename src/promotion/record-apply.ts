// Keeps the audit record of an apply.
import { userInfo } from 'node:os';
import { UserError } from '../diagnostics/user-error.ts';
import type { ApplyReport } from '../plan/report.ts';
import { version } from '../version.ts';
import { type Actor, type AuditFile, auditedChanges } from './audit.ts';

/** The circumstances of an apply. */
export interface Circumstances {
  readonly at: Date;
  readonly environment: string;
  readonly commit: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user that git is set up for. */
  readonly gitUser: string | undefined;
}

/** Appends the record of what was applied; the error where it cannot be written. */
export function recordApply(
  audit: AuditFile,
  report: ApplyReport,
  { at, environment, commit, env, gitUser }: Circumstances,
): UserError | undefined {
  const record = {
    schemaVersion: 1,
    at: at.toISOString(),
    who: actorOf(env, gitUser),
    commit,
    runId: env['GITHUB_RUN_ID'],
    environment,
    workspace: report.workspace,
    summary: report.summary,
    changes: auditedChanges(report),
    toolVersion: version,
  } as const;
  try {
    audit.append(record);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  } finally {
    audit.close();
  }
}

/** Who runs the command, as far as is known: the workflow's actor, else git's user, else that of the operating system. */
function actorOf(env: Circumstances['env'], gitUser: string | undefined): Actor {
  const workflow = env['GITHUB_ACTOR'];
  if (workflow) return { name: workflow, source: 'github' };
  return gitUser === undefined
    ? { name: userInfo().username, source: 'system' }
    : { name: gitUser, source: 'git' };
}
