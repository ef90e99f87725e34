// Keeps the audit record of an apply.
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { ApplyReport } from '../plan/report.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { commitOf, gitUser } from '../project/repository.ts';
import { type Actor, type AuditFile, auditedChanges, defaultAuditFile } from '../promotion/audit.ts';
import { version } from '../version.ts';
import type { CommandContext, Flags } from './command.ts';

/** Absolute path of the audit file: --audit, or the project's own. */
export function auditFile(flags: Flags, context: CommandContext): string {
  const stated = flags['audit'];
  if (typeof stated === 'string') return resolve(context.folder, stated);
  return resolve(context.project, defaultAuditFile);
}

/** Appends the record of what was applied to `environment`; the error where it cannot be written. */
export function recordApply(
  audit: AuditFile,
  report: ApplyReport,
  environment: string,
  opened: OpenedProject,
  context: CommandContext,
): UserError | undefined {
  const record = {
    schemaVersion: 1,
    at: context.clock().toISOString(),
    who: actor(opened.project.folder, context.env),
    commit: commitOf(opened),
    runId: context.env['GITHUB_RUN_ID'],
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

/** Who runs the command, as far as can be told: the workflow's actor, else git's user, else that of the operating system. */
function actor(folder: string, env: CommandContext['env']): Actor {
  const workflow = env['GITHUB_ACTOR'];
  if (workflow) return { name: workflow, source: 'github' };
  const user = gitUser(folder);
  return user === undefined ? { name: userInfo().username, source: 'system' } : { name: user, source: 'git' };
}
