// smoke: runs the deployed queries on the workspace's own data and keeps what came of it as evidence.

import { contentHash } from '../content/hash.ts';
import { contentKindDefinitions } from '../content/kinds.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { makePlan } from '../plan/plan.ts';
import { appendEvidence, type Evidence } from '../promotion/evidence.ts';
import { type SmokeResult, smokeItem } from '../promotion/smoke.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { evidenceFile } from './evidence-file.ts';
import { commitOf, openEnvironment, openProject } from './open-project.ts';
import { withWorkspace } from './open-workspace.ts';
import { environmentOption, evidenceOption } from './options.ts';
import { planInput } from './planning.ts';

export const smokeCommand: Command = {
  define: (program) =>
    program
      .command('smoke')
      .description("run the deployed queries on the workspace's own data")
      .addOption(environmentOption())
      .addOption(evidenceOption()),

  async run(_args, flags, context) {
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    return withWorkspace(opened, environment, context, async (workspace) => {
      const plan = makePlan(await planInput(opened, environment, workspace, { prune: false }));
      const settled = new Set(
        plan.changes.filter(({ action }) => action === 'no-op').map(({ kind, id }) => `${kind}/${id}`),
      );
      const results: SmokeResult[] = [];
      const records: Evidence[] = [];
      for (const item of effectiveItems(opened.items, environment).items) {
        const isDeployed = settled.has(`${item.kind}/${item.id}`);
        const result = await smokeItem(item, isDeployed, workspace, environment.smoke, () =>
          context.clock().getTime(),
        );
        results.push(result);
        if (result.result === 'not-deployed') continue;
        const definition = contentKindDefinitions[item.kind];
        records.push({
          schemaVersion: 1,
          kind: 'smoke',
          environment: environment.name,
          workspace: workspace.resourceId,
          itemId: item.id,
          itemName: item.name,
          contentHash: contentHash(definition, definition.toBody(item)),
          result: result.result,
          detail: result.detail,
          commit: commitOf(opened),
          toolVersion: version,
          at: context.clock().toISOString(),
        });
      }
      appendEvidence(evidenceFile(flags, context), records);
      const passed = results.every(({ result }) => result === 'passed');
      return {
        report: { kind: 'smoke', results, workspace: workspace.description },
        exitCode: passed ? exitCodes.fine : exitCodes.findings,
      };
    });
  },
};
