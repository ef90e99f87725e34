// smoke: runs the deployed queries on the workspace's own data and keeps what came of it as evidence.
import type { ContentItem } from '../content/content-item.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { maxAlertsPerDay } from '../environments/smoke-limits.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { makePlan } from '../plan/plan.ts';
import { assertChosen, assertContent } from '../project/assert-content.ts';
import { openAs, openEnvironment } from '../project/open-environment.ts';
import { assertUsable, type OpenedProject, openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { appendEvidence, type Evidence } from '../promotion/evidence.ts';
import { effectiveHash, evidenceOf } from '../promotion/evidence-of.ts';
import { type SmokeResult, smokeItem } from '../promotion/smoke.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { evidenceFile, evidenceRun } from './evidence-file.ts';
import { allowEmptyOption, asOption, environmentOption, evidenceOption } from './options.ts';
import { planInput } from './planning.ts';

export const smokeCommand: Command = {
  report: 'smoke',
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
      const { items, holds, accepts } = await contentAt(
        { opened, environment, as, now: context.clock() },
        workspace,
      );
      assertChosen({ left: items.length, all: opened.items.length }, as ?? environment, flags);
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
          results.push(notRun(item, accepts(item)));
          continue;
        }
        const limits = { maxAlertsPerDay: maxAlertsPerDay((as ?? environment).smoke, item) };
        const elapsed = () => context.clock().getTime();
        const result = await smokeItem(item, { workspace, limits, elapsed });
        const detail = held === 'same' ? result.detail : `${result.detail} (${held})`;
        results.push({ ...result, detail });
        if (result.result === 'passed' || result.result === 'failed')
          records.push(evidenceOf(item, { result: result.result, detail }, run));
      }
      appendEvidence(evidenceFile(flags, context), records);
      const passed = results.every(({ result }) => result === 'passed' || result === 'skipped');
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

interface Standing {
  readonly items: readonly ContentItem[];
  /** `same` when just this content, a sentence when another environment's variant of it, undefined when not what the files say. */
  holds(item: ContentItem): string | undefined;
  /** Why the environment accepts that the workspace does not have an item; undefined where it does not. */
  accepts(item: ContentItem): string | undefined;
}

/** The items to run, and what the workspace holds of them. Smoke proves what is there, not what might be. */
async function contentAt({ opened, environment, as, now }: Smoked, workspace: Workspace): Promise<Standing> {
  const plan = makePlan(await planInput(opened, environment, workspace, { now, prune: false }));
  const keyOf = ({ kind, id }: Pick<ContentItem, 'kind' | 'id'>) => `${kind}/${id}`;
  // A locked item that differs is a no-op too; what stands there is not what the files say.
  const settled = plan.changes.filter(({ action, fields }) => action === 'no-op' && fields.length === 0);
  const standing = new Set(settled.map(keyOf));
  const accepted = new Map(
    plan.changes.filter((change) => change.accepted).map((change) => [keyOf(change), change.reason]),
  );
  const { items, diagnostics } = effectiveItems(opened.items, as ?? environment);
  assertUsable(diagnostics);
  return {
    items,
    holds: (item) => {
      if (!standing.has(keyOf(item))) return undefined;
      if (as === undefined || plan.content[keyOf(item)] === effectiveHash(item)) return 'same';
      return `as ${as.name} has it; ${environment.name} holds a variant of its own`;
    },
    accepts: (item) => accepted.get(keyOf(item)),
  };
}

function notRun({ id, name, file }: ContentItem, accepted: string | undefined): SmokeResult {
  if (accepted !== undefined) return { id, name, file, result: 'skipped', detail: accepted };
  return { id, name, file, result: 'not-deployed', detail: 'the workspace does not hold this content' };
}
