// Where a command keeps or looks for evidence, as its flags and the world outside say.
import { resolve } from 'node:path';
import type { Environment } from '../environments/environment.ts';
import { openEnvironment } from '../project/open-environment.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { commitOf, isTracked, originOf } from '../project/repository.ts';
import { defaultEvidenceFile, type Evidence } from '../promotion/evidence.ts';
import type { EvidenceRun } from '../promotion/evidence-of.ts';
import {
  type EvidenceOrigin,
  evidenceOrigin as originIn,
  evidenceRun as runAt,
} from '../promotion/evidence-origin.ts';
import { type GateEvidence, gateEvidence as gateEvidenceFrom } from '../promotion/gate-evidence.ts';
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
  return runAt(where, evidenceOrigin(opened, env), clock());
}

/** The evidence that the gate of an environment looks at. */
export function gateEvidence(
  { opened, environment }: { readonly opened: OpenedProject; readonly environment: Environment },
  flags: Flags,
  context: CommandContext,
): GateEvidence {
  const { evidence, evidenceRun } = flags;
  return gateEvidenceFrom(environment, {
    file: evidenceFile(flags, context),
    stated: typeof evidence === 'string' ? evidence : undefined,
    run: typeof evidenceRun === 'string' ? evidenceRun : undefined,
    origin: evidenceOrigin(opened, context.env),
    open: (name) => openEnvironment(opened, { environment: name }, context),
    isTracked,
  });
}

function evidenceOrigin(opened: OpenedProject, env: CommandContext['env']): EvidenceOrigin {
  return originIn({ commit: commitOf(opened), repository: originOf(opened.project.folder) }, env);
}
