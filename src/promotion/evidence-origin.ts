// Where evidence comes from: what all records of one run say of it, and what the gate asks of a record.
import { version } from '../version.ts';
import type { Evidence } from './evidence.ts';
import type { EvidenceRun } from './evidence-of.ts';

export type EvidenceOrigin = Pick<Evidence, 'commit' | 'repository' | 'runId'>;

/** What Git says of the checkout; undefined where it has none. */
export interface Checkout {
  readonly commit: string | undefined;
  /** `owner/name`. */
  readonly repository: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Where the checkout has no Git, the workflow says what it checked out. */
export function evidenceOrigin({ commit, repository }: Checkout, env: Variables): EvidenceOrigin {
  return {
    commit: commit ?? (env['GITHUB_SHA'] || undefined),
    repository: env['GITHUB_REPOSITORY'] || repository,
    runId: env['GITHUB_RUN_ID'] || undefined,
  };
}

/** What the records of one run share. */
export function evidenceRun(
  where: Pick<Evidence, 'kind' | 'environment' | 'as' | 'workspace'>,
  origin: EvidenceOrigin,
  at: Date,
): EvidenceRun {
  return { ...where, ...origin, toolVersion: version, at: at.toISOString() };
}
