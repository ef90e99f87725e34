// apply: writes the changes of a plan to the workspace, after the gate of its environment and the user's consent.
import { resolve } from 'node:path';
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import type { Change } from '../plan/change.ts';
import { planCode } from '../plan/codes.ts';
import { interruptible } from '../plan/interruption.ts';
import type { Plan } from '../plan/plan.ts';
import { type ApplyReport, applyExitCode } from '../plan/report.ts';
import { loadPlan } from '../plan/saved-plan.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openProjectAt } from '../project/content-at.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { gitUser } from '../project/repository.ts';
import { defaultAuditFile } from '../promotion/audit.ts';
import { deploy } from '../promotion/deploy.ts';
import { createStyle } from '../reporters/style.ts';
import { renderText } from '../reporters/text.ts';
import { commandError } from './codes.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { gateEvidence } from './evidence-file.ts';
import {
  allowEmptyOption,
  auditOption,
  environmentOption,
  evidenceOption,
  evidenceRunOption,
  pruneOptions,
  refOption,
} from './options.ts';
import { planFlags } from './plan-options.ts';

export const applyCommand: Command = {
  report: 'apply',
  examples: [
    { does: 'plan, ask, write', line: 'apply --environment dev' },
    { does: 'write a plan as it was reviewed, or nothing', line: 'apply plan.json' },
    { does: 'back to the content of an earlier commit', line: 'apply --environment prod --ref HEAD~1' },
  ],
  define: (program) =>
    pruneOptions(program.command('apply'))
      .argument('[plan]', 'a plan saved by plan --out: applied to its environment as reviewed, or not at all')
      .description('write the changes of a plan to the workspace')
      .addOption(environmentOption())
      .addOption(evidenceOption())
      .addOption(evidenceRunOption())
      .addOption(auditOption())
      .addOption(refOption())
      .addOption(allowEmptyOption())
      .option('--auto-approve', 'do not ask')
      .option('--force', 'apply even where safety stops the plan'),

  async run(args, flags, context) {
    const opened = openProjectAt(flags, context);
    assertContent(opened, flags, context);
    const saved =
      typeof args[0] === 'string' ? loadPlan(resolve(context.folder, args[0]), args[0]) : undefined;
    // A saved plan knows where it belongs.
    const environment = openEnvironment(opened, { environment: saved?.environment, ...flags }, context);
    const inFlight = new Map<Change, string>();
    const { report, notRecorded } = await interruptible(
      context,
      () => [...inFlight.values()],
      (interruption) =>
        withWorkspace({ ...context, opened, environment }, (workspace) =>
          deploy({
            sides: { ...planFlags(flags, opened, context), environment, workspace },
            saved,
            evidence: gateEvidence({ opened, environment }, flags, context),
            check: ({ input }) =>
              assertChosen({ left: input.desired.length, all: opened.items.length }, environment, flags),
            approve: (plan) => assertApproved(plan, flags, context),
            force: flags['force'] === true,
            auditFile: auditFile(flags, context),
            record: { env: context.env, gitUser: gitUser(opened.project.folder) },
            clock: context.clock,
            interruption,
            inFlight,
            // The report says each change once.
            onChange: (words, done, total) => {
              context.doing('Writing', done, total);
              context.trace(`[${done}/${total}] ${words}`);
            },
          }),
        ),
    );
    return outcomeOf(report, notRecorded, context);
  },
};

/** Absolute path of the audit file: --audit, or the project's own. */
function auditFile(flags: Flags, context: CommandContext): string {
  const stated = flags['audit'];
  if (typeof stated === 'string') return resolve(context.folder, stated);
  return resolve(context.project, defaultAuditFile);
}

async function assertApproved(plan: Plan, flags: Flags, context: CommandContext): Promise<void> {
  if (flags['autoApprove'] === true) return;
  if (context.confirm === undefined) {
    throw commandError('cli/not-approved', 'apply has nobody to ask: this is not a terminal.');
  }
  const words = renderText({ kind: 'plan', plan }, createStyle());
  for (const line of words.trimEnd().split('\n')) context.progress(line);
  if (await context.confirm('Apply these changes?')) return;
  throw commandError('cli/not-approved', 'Not approved; nothing was written.', {
    exitCode: exitCodes.findings,
    hint: undefined,
  });
}

function outcomeOf(
  report: ApplyReport,
  notRecorded: UserError | undefined,
  context: CommandContext,
): Outcome {
  if (report.interrupted) context.progress(wordsOnStop(report));
  return { report: { kind: 'apply', apply: report }, exitCode: applyExitCode(report), notRecorded };
}

function wordsOnStop({ changes, summary }: ApplyReport): string {
  const unknown = changes.filter(({ error }) => error?.code === planCode('plan/in-flight')).length;
  const parts = [`${summary.applied} written`, `${summary.failed - unknown} failed`];
  if (unknown > 0) parts.push(`${unknown} in flight and not known`);
  parts.push(`${summary.skipped} not begun`);
  return `Stopped: ${parts.join(', ')}. Run apply again: it continues where it stopped.`;
}
