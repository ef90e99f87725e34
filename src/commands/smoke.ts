// smoke: runs the deployed queries on the workspace's own data and keeps what came of it as evidence.
import type { ContentItem } from '../content/content-item.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { maxAlertsPerDay } from '../environments/smoke-limits.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { makePlan } from '../plan/plan.ts';
import { appendEvidence, type Evidence } from '../promotion/evidence.ts';
import { effectiveHash, evidenceOf } from '../promotion/evidence-of.ts';
import { type SmokeResult, smokeItem } from '../promotion/smoke.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';
import { assertUsable, type OpenedProject, openAs, openEnvironment, openProject } from './open-project.ts';
import { withWorkspace } from './open-workspace.ts';
import { asOption, environmentOption, evidenceOption } from './options.ts';
import { planInput } from './planning.ts';

export const smokeCommand: Command = {
  define: (program) =>
    program
      .command('smoke')
      .description("run the deployed queries on the workspace's own data")
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(evidenceOption()),

  async run(_args, flags, context) {
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    const as = openAs(opened, flags, context);
    return withWorkspace(opened, environment, context, async (workspace) => {
      const { items, holds } = await contentAt({ opened, environment, as, now: context.clock() }, workspace);
      const run = evidenceRun(
        { kind: 'smoke', environment: environment.name, as: as?.name, workspace: workspace.resourceId },
        opened,
        context,
      );
      const results: SmokeResult[] = [];
      const records: Evidence[] = [];
      for (const [done, item] of items.entries()) {
        context.doing('Running the deployed queries', done, items.length);
        const held = holds(item);
        if (held === undefined) {
          results.push(notDeployed(item));
          continue;
        }
        const limits = { maxAlertsPerDay: maxAlertsPerDay((as ?? environment).smoke, item) };
        const elapsed = () => context.clock().getTime();
        const result = await smokeItem(item, { workspace, limits, elapsed });
        const detail = held === 'same' ? result.detail : `${result.detail} (${held})`;
        results.push({ ...result, detail });
        if (result.result !== 'not-deployed')
          records.push(evidenceOf(item, { result: result.result, detail }, run));
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

interface Smoked {
  readonly opened: OpenedProject;
  readonly environment: Environment;
  readonly as: Environment | undefined;
  readonly now: Date;
}

/**
 * The items to run, and whether the workspace holds them: `same` when just this content, a sentence when another environment's
 * variant of it, undefined when not what the files say. Smoke proves what is there, not what might be.
 */
async function contentAt(
  { opened, environment, as, now }: Smoked,
  workspace: Workspace,
): Promise<{ items: readonly ContentItem[]; holds: (item: ContentItem) => string | undefined }> {
  const plan = makePlan(await planInput(opened, environment, workspace, { now, prune: false }));
  // A locked item that differs is a no-op too; what stands there is not what the files say.
  const settled = new Set(
    plan.changes
      .filter(({ action, fields }) => action === 'no-op' && fields.length === 0)
      .map(({ kind, id }) => `${kind}/${id}`),
  );
  const { items, diagnostics } = effectiveItems(opened.items, as ?? environment);
  assertUsable(diagnostics);
  const holds = (item: ContentItem) => {
    const key = `${item.kind}/${item.id}`;
    if (!settled.has(key)) return undefined;
    if (as === undefined || plan.content[key] === effectiveHash(item)) return 'same';
    return `as ${as.name} has it; ${environment.name} holds a variant of its own`;
  };
  return { items, holds };
}

function notDeployed({ id, name, file }: ContentItem): SmokeResult {
  return { id, name, file, result: 'not-deployed', detail: 'the workspace does not hold this content' };
}
