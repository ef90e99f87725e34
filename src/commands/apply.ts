// apply: writes the changes of a plan to the workspace, after the gate of its environment and the user's consent.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { applyPlan, assertSafe } from '../plan/apply.ts';
import { type Change, isPending } from '../plan/change.ts';
import { makePlan, type Plan } from '../plan/plan.ts';
import { assertPlanHolds, parsePlanFile } from '../plan/plan-file.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import { type ApplyReport, applyExitCode } from '../plan/report.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openProjectAt } from '../project/content-at.ts';
import { openEnvironment } from '../project/open-environment.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { openAudit } from '../promotion/audit.ts';
import { createStyle } from '../reporters/style.ts';
import { renderText } from '../reporters/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { assertEvidence } from './gate.ts';
import { gateEvidence } from './gate-evidence.ts';
import { type Interruption, interruptible } from './interruption.ts';
import {
  allowEmptyOption,
  auditOption,
  environmentOption,
  evidenceOption,
  evidenceRunOption,
  pruneOptions,
  refOption,
} from './options.ts';
import { planInput, planOptions } from './planning.ts';
import { auditFile, recordApply } from './record-apply.ts';

export const applyCommand: Command = {
  report: 'apply',
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
    const run = (interruption: Interruption) =>
      withWorkspace({ ...context, opened, environment }, async (workspace) => {
        const prepared = prepare(opened, environment, workspace, saved, flags, context);
        const { plan, input } = await interruption.orNothing(prepared);
        // What was refused before anything was written needs no record.
        if (flags['force'] !== true) assertSafe(plan);
        const audit = openAudit(auditFile(flags, context));
        const options = { ...interruption, inFlight, force: true };
        const report = await carryOut(plan, input, workspace, options, opened, context);
        const notRecorded = recordApply(audit, report, environment.name, opened, context);
        return outcomeOf(report, notRecorded, context);
      });
    return interruptible(context, () => [...inFlight.values()], run);
  },
};

/** Everything up to the first write. */
async function prepare(
  opened: OpenedProject,
  environment: Environment,
  workspace: Workspace,
  saved: Plan | undefined,
  flags: Flags,
  context: CommandContext,
): Promise<{ readonly plan: Plan; readonly input: PlanInput }> {
  const evidence = gateEvidence(opened, environment, flags, context);
  const input = await planInput(opened, environment, workspace, {
    ...planOptions(flags, opened, context),
    ...(saved === undefined ? {} : { prune: saved.prune, recreate: saved.recreate === true }),
    // What was reviewed without the gate is written whole or not at all.
    evidence: isReviewedUngated(saved) ? undefined : evidence,
  });
  assertChosen({ left: input.desired.length, all: opened.items.length }, environment, flags);
  const plan = makePlan(input);
  if (saved !== undefined) assertPlanHolds(saved, plan);
  if (isReviewedUngated(saved)) assertEvidence(plan, environment, evidence, context);
  if (plan.changes.some(isPending))
    await assertApproved(plan, saved !== undefined || flags['autoApprove'] === true, context);
  return { plan, input };
}

function isReviewedUngated(saved: Plan | undefined): boolean {
  return saved !== undefined && saved.gated !== true;
}

function loadPlan(path: string, file: string): Plan {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`The plan cannot be read: ${(error as Error).message}.`, {
      code: 'plan/unreadable',
      file,
      hint: 'Make one with plan --out.',
      cause: error,
    });
  }
  return parsePlanFile(text, file);
}

async function assertApproved(plan: Plan, approved: boolean, context: CommandContext): Promise<void> {
  if (approved) return;
  if (context.confirm === undefined) {
    throw new UserError('apply has nobody to ask: this is not a terminal.', {
      code: 'cli/not-approved',
      hint: 'Pass --auto-approve, or a plan saved by plan --out.',
    });
  }
  const words = renderText({ kind: 'plan', plan }, createStyle(false));
  for (const line of words.trimEnd().split('\n')) context.progress(line);
  if (await context.confirm('Apply these changes?')) return;
  throw new UserError('Not approved; nothing was written.', {
    code: 'cli/not-approved',
    exitCode: exitCodes.findings,
  });
}

interface CarryingOut extends Pick<Interruption, 'stop' | 'leave'> {
  /** What is being written, in words. */
  readonly inFlight: Map<Change, string>;
  readonly force: boolean;
}

async function carryOut(
  plan: Plan,
  input: PlanInput,
  workspace: Workspace,
  { inFlight, ...options }: CarryingOut,
  opened: OpenedProject,
  context: CommandContext,
): Promise<ApplyReport> {
  const pending = plan.changes.filter(isPending);
  let done = 0;
  return applyPlan(plan, input, workspace, {
    ...options,
    concurrency: opened.project.defaults.concurrency,
    clock: context.clock,
    onStart: (change) => inFlight.set(change, `${change.action} ${change.name}`),
    onResult: ({ action, kind, id, name, result }) => {
      // Nothing was tried where nothing was pending; the report says why.
      if (result === 'unchanged' || result === 'blocked') return;
      for (const change of pending) if (change.kind === kind && change.id === id) inFlight.delete(change);
      done++;
      context.progress(`[${done}/${pending.length}] ${result}: ${action} ${name}`);
    },
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
  const unknown = changes.filter(({ error }) => error?.code === 'plan/in-flight').length;
  const said = [`${summary.applied} written`, `${summary.failed - unknown} failed`];
  if (unknown > 0) said.push(`${unknown} in flight and not known`);
  said.push(`${summary.skipped} not begun`);
  return `Stopped: ${said.join(', ')}. Run apply again: it continues where it stopped.`;
}
