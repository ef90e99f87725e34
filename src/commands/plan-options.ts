// What the flags and the project say of a plan: --prune, --recreate, --max-deletes, whose content it is and of which commit.
import type { ProjectContent } from '../plan/planning.ts';
import { type Limit, limitOf } from '../plan/safety.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { commitOf, ownerOf } from '../project/repository.ts';
import type { CommandContext, Flags } from './command.ts';

export interface PlanFlags {
  readonly content: ProjectContent;
  readonly owner: string;
  readonly commit: string | undefined;
  readonly now: Date;
  readonly prune: boolean;
  readonly recreate: boolean;
  readonly maxDeletes: Limit | undefined;
}

/** The part of a plan's options that does not depend on the environment. */
export function planFlags(flags: Flags, opened: OpenedProject, { clock }: CommandContext): PlanFlags {
  const stated = flags['maxDeletes'];
  return {
    content: opened,
    owner: ownerOf(opened),
    commit: commitOf(opened),
    now: clock(),
    prune: flags['prune'] === true,
    recreate: flags['recreate'] === true,
    maxDeletes: limitOf(typeof stated === 'string' ? stated : undefined, opened.project.maxDeletes),
  };
}
