// Reads evidence for the gate of an environment: only from where a pull request cannot put it.
import { existsSync, realpathSync } from 'node:fs';
import type { Environment } from '../environments/environment.ts';
import { resourceIdOf } from '../workspace/requests/resource-id.ts';
import { promotionError } from './codes.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import type { EvidenceOrigin } from './evidence-origin.ts';
import type { GateRules } from './gate.ts';

/** The records there are, and what the gate asks of one. */
export interface GateEvidence {
  readonly records: readonly Evidence[];
  readonly origin: Pick<GateRules, 'commit' | 'repository' | 'runId' | 'workspace'>;
}

export interface EvidenceSource {
  /** Absolute path of the evidence file. */
  readonly file: string;
  /** The name the user gave it; undefined for the project's own, which need not exist. */
  readonly stated: string | undefined;
  /** Count only what this workflow run gathered. */
  readonly run: string | undefined;
  /** Where the deployment takes place. */
  readonly origin: EvidenceOrigin;
  /** Opens the environment that the evidence must come from. */
  readonly open: (environment: string) => Environment;
  /** Does Git track a file? */
  readonly isTracked: (path: string) => boolean;
}

/**
 * Without a file of the default name there are no records. Throws a UserError where a named file does not exist, where Git tracks
 * the file, and where the environment the evidence must come from cannot be read.
 */
export function gateEvidence({ promotion }: Environment, source: EvidenceSource): GateEvidence {
  if (promotion === undefined) return { records: [], origin: {} };
  const { commit, repository } = source.origin;
  const asksWorkspace = promotion.require.some((kind) => kind !== 'tests');
  const from = asksWorkspace ? source.open(promotion.from) : undefined;
  return {
    records: recordsOf(source),
    origin: {
      commit,
      repository,
      runId: runOf(source),
      workspace: from === undefined ? undefined : resourceIdOf(from.workspace),
    },
  };
}

/** An empty id is a variable that is not set; taken for no id, evidence of any run would count. */
function runOf({ run }: EvidenceSource): string | undefined {
  if (run === undefined) return undefined;
  if (run.trim() !== '') return run.trim();
  throw promotionError('cli/usage', '--evidence-run names no run.', {
    hint: 'Give it the id of the workflow run, which GitHub Actions has in GITHUB_RUN_ID.',
  });
}

function recordsOf({ file, stated, isTracked }: EvidenceSource): readonly Evidence[] {
  if (!existsSync(file)) {
    if (stated === undefined) return [];
    throw promotionError('promotion/evidence-unreadable', `There is no evidence file ${stated}.`, {
      file,
      hint: 'Correct the name, or gather the evidence first with test, validate and smoke.',
    });
  }
  for (const path of new Set([file, realpathSync(file)])) {
    if (!isTracked(path)) continue;
    throw promotionError(
      'promotion/evidence-tracked',
      'Git tracks the evidence file: whoever can open a pull request could write in it.',
      {
        file,
        hint: 'Take it out of Git (git rm --cached), and pass evidence on as an artifact of the workflow run.',
      },
    );
  }
  return readEvidence(file);
}
