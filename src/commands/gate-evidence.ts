// Reads evidence for the gate of an environment: only from where a pull request cannot put it.
import { existsSync, realpathSync } from 'node:fs';
import { UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { openEnvironment } from '../project/open-environment.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { isTracked } from '../project/repository.ts';
import { type Evidence, readEvidence } from '../promotion/evidence.ts';
import type { GateRules } from '../promotion/gate.ts';
import { resourceIdOf } from '../workspace/requests/resource-id.ts';
import type { CommandContext, Flags } from './command.ts';
import { evidenceFile, evidenceOrigin } from './evidence-file.ts';

/** The records there are, and what the gate asks of one. */
export interface GateEvidence {
  readonly records: readonly Evidence[];
  readonly origin: Pick<GateRules, 'commit' | 'repository' | 'runId' | 'workspace'>;
}

/**
 * Without a file of the default name there are no records. Throws a UserError where a named file does not exist, where Git tracks
 * the file, and where the environment the evidence must come from cannot be read.
 */
export function gateEvidence(
  opened: OpenedProject,
  { promotion }: Environment,
  flags: Flags,
  context: CommandContext,
): GateEvidence {
  if (promotion === undefined) return { records: [], origin: {} };
  const { commit, repository } = evidenceOrigin(opened, context.env);
  const asksWorkspace = promotion.require.some((kind) => kind !== 'tests');
  const from = asksWorkspace ? openEnvironment(opened, { environment: promotion.from }, context) : undefined;
  return {
    records: recordsOf(flags, context),
    origin: {
      commit,
      repository,
      runId: runOf(flags),
      workspace: from === undefined ? undefined : resourceIdOf(from.workspace),
    },
  };
}

/** An empty id is a variable that is not set; taken for no id, evidence of any run would count. */
function runOf({ evidenceRun }: Flags): string | undefined {
  if (typeof evidenceRun !== 'string') return undefined;
  if (evidenceRun.trim() !== '') return evidenceRun.trim();
  throw new UserError('--evidence-run names no run.', {
    code: 'cli/usage',
    hint: 'Give it the id of the workflow run, which GitHub Actions has in GITHUB_RUN_ID.',
  });
}

function recordsOf(flags: Flags, context: CommandContext): readonly Evidence[] {
  const file = evidenceFile(flags, context);
  if (!existsSync(file)) {
    if (typeof flags['evidence'] !== 'string') return [];
    throw new UserError(`There is no evidence file ${flags['evidence']}.`, {
      code: 'promotion/evidence-unreadable',
      file,
      hint: 'Correct the name, or gather the evidence first with test, validate and smoke.',
    });
  }
  for (const path of new Set([file, realpathSync(file)])) {
    if (!isTracked(path)) continue;
    throw new UserError('Git tracks the evidence file: whoever can open a pull request could write in it.', {
      code: 'promotion/evidence-tracked',
      file,
      hint: 'Take it out of Git (git rm --cached), and pass evidence on as an artifact of the workflow run.',
    });
  }
  return readEvidence(file);
}
