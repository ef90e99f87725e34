// plan: shows what apply would change on the workspace of an environment, and changes nothing.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ExitCode, exitCodes, UserError } from '../diagnostics/user-error.ts';
import { isPending } from '../plan/change.ts';
import { makePlan, type Plan } from '../plan/plan.ts';
import { formatPlanFile } from '../plan/plan-file.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openProjectAt } from '../project/content-at.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { assertNoSource } from '../project/output-file.ts';
import type { Command, Flags } from './command.ts';
import { gateEvidence } from './gate-evidence.ts';
import {
  allowEmptyOption,
  environmentOption,
  evidenceRunOption,
  pruneOptions,
  refOption,
} from './options.ts';
import { behaviourOf } from './plan-behaviour.ts';
import { planInput, planOptions } from './planning.ts';

export const planCommand: Command = {
  report: 'plan',
  define: (program) =>
    pruneOptions(program.command('plan'))
      .description('show what apply would change')
      .addOption(environmentOption())
      .addOption(refOption())
      .addOption(allowEmptyOption())
      .option('--out <file>', 'save the plan, for review and for apply')
      .option('--evidence <file>', 'block what this file does not prove, as apply would')
      .addOption(evidenceRunOption())
      .option('--behaviour', 'run changed queries, old and new, on the seeded tables and show what differs')
      .option(
        '--detailed-exitcode',
        'exit with 2 when changes are pending, with 1 when all of them are blocked',
      ),

  async run(_args, flags, context) {
    const opened = openProjectAt(flags, context);
    assertContent(opened, flags, context);
    const environment = openEnvironment(opened, flags, context);
    const input = await withWorkspace({ ...context, opened, environment }, (workspace) =>
      planInput(opened, environment, workspace, {
        ...planOptions(flags, opened, context),
        evidence:
          flags['evidence'] === undefined && flags['evidenceRun'] === undefined
            ? undefined
            : gateEvidence(opened, environment, flags, context),
      }),
    );
    assertChosen({ left: input.desired.length, all: opened.items.length }, environment, flags);
    const plan = makePlan(input);
    // The plan itself stays quiet about what it does not write.
    for (const { item, kind, name, preserved } of plan.changes) {
      if (!item && preserved !== undefined) context.trace(`${kind} ${name} bears: ${preserved.join(', ')}`);
    }
    if (typeof flags['out'] === 'string') savePlan(plan, resolve(context.folder, flags['out']));
    const behaviour =
      flags['behaviour'] === true ? await behaviourOf(plan, opened, environment, context) : undefined;
    return { report: { kind: 'plan', plan, behaviour }, exitCode: exitCodeOf(plan, flags) };
  },
};

/**
 * Where all there is to do is refused, nobody needs to be asked to approve; and a workspace that does not hold what the files say
 * is not one with nothing to do. What the environment accepts not to have counts as apply counts it: as fine.
 */
function exitCodeOf({ changes }: Plan, flags: Flags): ExitCode {
  const isDetailed = flags['detailedExitcode'] === true;
  if (changes.some(isPending)) return isDetailed ? exitCodes.changesPending : exitCodes.fine;
  const refused = changes.filter(({ action, accepted }) => action === 'blocked' && accepted !== true);
  const isFailed = isDetailed ? refused.length > 0 : refused.some(({ status }) => status === 'no-evidence');
  return isFailed ? exitCodes.findings : exitCodes.fine;
}

function savePlan(plan: Plan, file: string): void {
  assertNoSource(file, file);
  try {
    writeFileSync(file, formatPlanFile(plan));
  } catch (error) {
    throw new UserError(`The plan cannot be saved: ${(error as Error).message}.`, {
      code: 'plan/unwritable',
      file,
      hint: 'Name a file in a folder that exists and is writable.',
      cause: error,
    });
  }
}
