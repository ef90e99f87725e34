// What the changed queries of a plan do differently on the seeded tables: what a reviewer wants to see of a change.
import type { Environment } from '../environments/environment.ts';
import { type BehaviourDiff, behaviourDiff } from '../testing/behaviour-diff.ts';
import { loadCases } from '../testing/load-cases.ts';
import type { Change } from './change.ts';
import { effectiveItems } from './effective-item.ts';
import type { Plan } from './plan.ts';
import type { ProjectContent } from './planning.ts';

export interface BehaviourOptions {
  readonly content: ProjectContent;
  readonly environment: Environment;
  /** Called before each comparison, with how many are done and how many there are. */
  readonly onQuery: (done: number, total: number) => void;
}

/** One difference for each update whose query changes in more than its layout; an item without cases compares nothing. */
export async function behaviourOf(
  plan: Plan,
  { content, environment, onQuery }: BehaviourOptions,
): Promise<readonly BehaviourDiff[]> {
  const changed = plan.changes.flatMap((change) => {
    const before = queryBefore(change);
    return before === undefined ? [] : [{ change, before }];
  });
  if (changed.length === 0) return [];
  const { items } = effectiveItems(content.items, environment);
  const { folder: projectFolder, folders } = content.project;
  const tests = loadCases({ projectFolder, items, tables: content.tables, folder: folders.tests });
  const { createEngineRunner } = await import('../workspace/queries/engine-runner.ts');
  const runner = createEngineRunner({ tables: content.tables });
  try {
    const diffs: BehaviourDiff[] = [];
    for (const [done, { change, before }] of changed.entries()) {
      onQuery(done, changed.length);
      const item = items.find((one) => one.kind === change.kind && one.id === change.id);
      if (item !== undefined)
        diffs.push(await behaviourDiff(item, before, { cases: tests.casesOf(item), runner }));
    }
    return diffs;
  } finally {
    runner.close();
  }
}

function queryBefore(change: Change): string | undefined {
  if (change.action !== 'update') return undefined;
  const field = change.fields.find(({ path }) => path === 'query');
  if (field === undefined || field.formattingOnly === true) return undefined;
  return typeof field.before === 'string' ? field.before : undefined;
}
