// plan: shows what apply would change on the workspace of an environment, and changes nothing.
import { resolve } from 'node:path';
import { behaviourOf } from '../plan/behaviour.ts';
import { preservedBy } from '../plan/change.ts';
import { planContent } from '../plan/planning.ts';
import { planExitCode } from '../plan/report.ts';
import { savePlan } from '../plan/saved-plan.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openProjectAt } from '../project/content-at.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { assertNoSource } from '../project/output-file.ts';
import { gateOf } from '../promotion/gate-of-plan.ts';
import type { Command } from './command.ts';
import { gateEvidence } from './evidence-file.ts';
import {
  allowEmptyOption,
  environmentOption,
  evidenceRunOption,
  pruneOptions,
  refOption,
} from './options.ts';
import { planFlags } from './plan-options.ts';

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
    const out = flags['out'];
    if (typeof out === 'string') {
      const file = resolve(context.folder, out);
      assertNoSource(file, file);
      savePlan(plan, file);
    }
    const onQuery = (done: number, total: number) => context.doing('Comparing changed queries', done, total);
    const behaviour =
      flags['behaviour'] === true
        ? await behaviourOf(plan, { content: opened, environment, onQuery })
        : undefined;
    return {
      report: { kind: 'plan', plan, behaviour },
      exitCode: planExitCode(plan, { isDetailed: flags['detailedExitcode'] === true }),
    };
  },
};
