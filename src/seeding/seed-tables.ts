// Seeds the test tables of a workspace with the rows of detection tests, from the plan to rows that can be queried.
import { randomBytes } from 'node:crypto';
import type { ContentItem } from '../content/content-item.ts';
import type { Selection } from '../project/selection.ts';
import { type DetectionTests, testsAt } from '../testing/load-cases.ts';
import { loadTests } from '../testing/run-selection.ts';
import { defaultRetryPolicy } from '../workspace/requests/retry.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { waitForRows } from './arrival.ts';
import { type Patience, pollEveryMs } from './deadline.ts';
import { ingest } from './ingest.ts';
import type { Layout } from './layout.ts';
import { provide, readLayout } from './provide.ts';
import { createRunId } from './run-id.ts';
import { planSeeding, type SeedPlan } from './seed-plan.ts';

/** One seeding: its id, and the clock from which the times of its rows count. */
export interface SeedRun {
  readonly runId: string;
  readonly now: Date;
}

/** A new run at a time. */
export function newSeedRun(now: Date): SeedRun {
  return { runId: createRunId(now, randomBytes(4).toString('hex')), now };
}

/** A run of seeding, planned: nothing has been asked of a workspace. */
export interface PlannedSeeding {
  readonly plan: SeedPlan;
  readonly tests: DetectionTests;
}

/** Plans the seeding of the cases of `items`. */
export function planSeedingOf(
  selection: Selection,
  items: readonly ContentItem[],
  { runId, now }: SeedRun,
): PlannedSeeding {
  const tests = testsAt(loadTests(selection, items), () => now);
  const cases = items.map((item) => ({ item, cases: tests.casesOf(item) }));
  return { plan: planSeeding({ items: cases, catalogue: selection.all.tables, runId, now }), tests };
}

export interface SeedOptions {
  /** How long rows may take until they can be queried. */
  readonly waitMs: number;
  /** Writes a line for the reader. */
  progress(line: string): void;
}

/** Makes what is missing, sends the rows, and waits until they can be queried. Returns what the workspace had and got. */
export async function seedTables(
  workspace: Workspace,
  plan: SeedPlan,
  { waitMs, progress }: SeedOptions,
): Promise<Layout> {
  const patience = patienceOf(waitMs);
  const layout = await readLayout(workspace, plan.tables);
  const provided = await provide(workspace, layout, progress);
  await ingest(workspace, plan.batches, provided, { patience, progress });
  let latest = -1;
  await waitForRows(workspace, plan, {
    patience,
    progress: (done, total) => {
      if (done !== latest) progress(`${done} of ${total} rows can be queried`);
      latest = done;
    },
  });
  return layout;
}

/** The clock is the machine's own: that of an embedded workspace may stand still. */
function patienceOf(waitMs: number): Patience {
  const { sleep } = defaultRetryPolicy;
  return { now: () => performance.now(), sleep, waitMs, everyMs: pollEveryMs };
}
