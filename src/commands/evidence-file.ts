// Where a command keeps or looks for evidence, and what all records of one run say.
import { resolve } from 'node:path';
import type { OpenedProject } from '../project/open-project.ts';
import { commitOf, originOf } from '../project/repository.ts';
import { defaultEvidenceFile, type Evidence } from '../promotion/evidence.ts';
import type { EvidenceRun } from '../promotion/evidence-of.ts';
import { version } from '../version.ts';
import type { CommandContext, Flags } from './command.ts';

/** Absolute path of the evidence file: --evidence, or the project's own. */
export function evidenceFile(flags: Flags, context: CommandContext): string {
  const stated = flags['evidence'];
  if (typeof stated === 'string') return resolve(context.folder, stated);
  return resolve(context.project, defaultEvidenceFile);
}

/** What the records of this run share, besides where it ran. */
export function evidenceRun(
  where: Pick<Evidence, 'kind' | 'environment' | 'as' | 'workspace'>,
  opened: OpenedProject,
  { env, clock }: CommandContext,
): EvidenceRun {
  const origin = evidenceOrigin(opened, env);
  return { ...where, ...origin, toolVersion: version, at: clock().toISOString() };
}

/** Where a run takes place: what its records say of it, and what the gate asks of a record. */
export function evidenceOrigin(
  opened: OpenedProject,
  env: CommandContext['env'],
): Pick<Evidence, 'commit' | 'repository' | 'runId'> {
  return {
    // Where the checkout has no Git, the workflow says what it checked out.
    commit: commitOf(opened) ?? (env['GITHUB_SHA'] || undefined),
    repository: env['GITHUB_REPOSITORY'] || originOf(opened.project.folder),
    runId: env['GITHUB_RUN_ID'] || undefined,
  };
}
