// smoke: runs the deployed queries on the workspace's own data and keeps what came of it as evidence.
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { planContent } from '../plan/planning.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openAs, openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { appendEvidence } from '../promotion/evidence.ts';
import { smokeContent } from '../promotion/smoke-content.ts';
import type { Command } from './command.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';
import { allowEmptyOption, asOption, environmentOption, evidenceOption } from './options.ts';
import { planFlags } from './plan-options.ts';

export const smokeCommand: Command = {
  report: 'smoke',
  examples: [{ does: 'as evidence for the gate of prod', line: 'smoke --environment dev --as prod' }],
  define: (program) =>
    program
      .command('smoke')
      .description("run the deployed queries on the workspace's own data")
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(evidenceOption())
      .addOption(allowEmptyOption()),

  async run(_args, flags, context) {
    const opened = openProject(context);
    assertContent(opened, flags, context);
    const environment = openEnvironment(opened, flags, context);
    const as = openAs(opened, flags, context);
    return withWorkspace({ ...context, opened, environment }, async (workspace) => {
      const { plan } = await planContent({ ...planFlags(flags, opened, context), environment, workspace });
      const { items, diagnostics } = effectiveItems(opened.items, as ?? environment);
      assertUsable(diagnostics);
      assertChosen({ left: items.length, all: opened.items.length }, as ?? environment, flags);
      const where = {
        kind: 'smoke',
        environment: environment.name,
        as: as?.name,
        workspace: workspace.resourceId,
      } as const;
      const { results, records } = await smokeContent({
        ...{ plan, items, environment, as, workspace, clock: context.clock },
        run: evidenceRun(where, opened, context),
        onItem: (done, total) => context.doing('Running the deployed queries', done, total),
      });
      appendEvidence(evidenceFile(flags, context), records);
      const passed = results.every(({ result }) => result === 'passed' || result === 'skipped');
      return {
        report: { kind: 'smoke', results, workspace: workspace.description },
        exitCode: passed ? exitCodes.fine : exitCodes.findings,
      };
    });
  },
};
