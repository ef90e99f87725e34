// plan: shows what apply would change on the workspace of an environment, and changes nothing.
import { resolve } from 'node:path';
import { behaviourOf } from '../plan/behaviour.ts';
import { preservedBy } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import { type EnvironmentPlan, matrixExitCode, planFor } from '../plan/plan-matrix.ts';
import { planContent } from '../plan/planning.ts';
import { planExitCode } from '../plan/report.ts';
import { savePlan } from '../plan/saved-plan.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openProjectAt } from '../project/content-at.ts';
import { environmentsOf, openEnvironment } from '../project/open-environment.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { notDeployed } from '../project/other-content.ts';
import { assertNoSource } from '../project/output-file.ts';
import { gateOf } from '../promotion/gate-of-plan.ts';
import { commandError } from './codes.ts';
import type { Command, CommandContext, Flags } from './command.ts';
import { gateEvidence } from './evidence-file.ts';
import {
  allowEmptyOption,
  environmentsOption,
  evidenceRunOption,
  pruneOptions,
  refOption,
} from './options.ts';
import { planFlags } from './plan-options.ts';

export const planCommand: Command = {
  report: 'plan',
  examples: [
    { does: 'against the workspace of dev', line: 'plan --environment dev' },
    { does: 'save it for review and for apply', line: 'plan --environment prod --out plan.json' },
    { does: 'several workspaces side by side', line: "plan --environment 'prod-*'" },
    { does: 'for a nightly job: 2 means drift', line: 'plan --environment prod --detailed-exitcode' },
  ],
  define: (program) =>
    pruneOptions(program.command('plan'))
      .description('show what apply would change')
      .addOption(environmentsOption())
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
    const left = notDeployed(opened.project);
    if (left !== undefined) context.progress(left);
    const isDetailed = flags['detailedExitcode'] === true;
    const names = severalEnvironments(opened, flags, context);
    if (names !== undefined) {
      const plans: EnvironmentPlan[] = [];
      for (const [index, name] of names.entries()) {
        context.doing('Planning', index + 1, names.length);
        plans.push(await planFor(name, () => planOf({ ...flags, environment: name }, opened, context)));
      }
      return { report: { kind: 'plans', plans }, exitCode: matrixExitCode(plans, { isDetailed }) };
    }
    const plan = await planOf(flags, opened, context);
    const out = flags['out'];
    if (typeof out === 'string') {
      const file = resolve(context.folder, out);
      assertNoSource(file, file);
      savePlan(plan, file);
    }
    const behaviour =
      flags['behaviour'] === true ? await changedBehaviour(plan, flags, opened, context) : undefined;
    return { report: { kind: 'plan', plan, behaviour }, exitCode: planExitCode(plan, { isDetailed }) };
  },
};

/** Flags that a plan of several environments does not take. */
const ofOnePlan = {
  out: '--out',
  behaviour: '--behaviour',
  evidence: '--evidence',
  evidenceRun: '--evidence-run',
} as const;

/** The environments of a pattern; undefined where one is named. What belongs to one plan is refused. */
function severalEnvironments(
  opened: OpenedProject,
  flags: Flags,
  context: CommandContext,
): readonly string[] | undefined {
  const names = environmentsOf(opened, flags, context);
  if (names === undefined) return undefined;
  const single = Object.entries(ofOnePlan).find(([flag]) => flags[flag] !== undefined)?.[1];
  if (single === undefined) return names;
  throw commandError('cli/usage', `${single} belongs to the plan of one environment.`, {
    hint: `Name one of ${names.join(', ')}.`,
  });
}

/** The plan of the environment that the flags name. */
async function planOf(flags: Flags, opened: OpenedProject, context: CommandContext): Promise<Plan> {
  const environment = openEnvironment(opened, flags, context);
  const isGated = flags['evidence'] !== undefined || flags['evidenceRun'] !== undefined;
  const { plan, input } = await withWorkspace({ ...context, opened, environment }, (workspace) => {
    const options = { ...planFlags(flags, opened, context), environment, workspace };
    const evidence = isGated ? gateEvidence({ opened, environment }, flags, context) : undefined;
    return planContent({ ...options, gate: evidence && gateOf(environment, evidence, options.now) });
  });
  assertChosen({ left: input.desired.length, all: opened.items.length }, environment, flags);
  // The plan itself stays quiet about what it does not write.
  for (const change of plan.changes) {
    const preserved = preservedBy(change);
    if (change.item || preserved.length === 0) continue;
    context.trace(`${change.kind} ${change.name} has unknown properties: ${preserved.join(', ')}`);
  }
  return plan;
}

/** What each changed query does differently on the seeded tables. */
function changedBehaviour(plan: Plan, flags: Flags, opened: OpenedProject, context: CommandContext) {
  const environment = openEnvironment(opened, flags, context);
  const onQuery = (done: number, total: number) => context.doing('Comparing changed queries', done, total);
  return behaviourOf(plan, { content: opened, environment, onQuery });
}
