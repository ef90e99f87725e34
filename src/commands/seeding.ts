// Seeds test tables for the detection tests of a selection: seed and validate --seed tables share it.
import { randomBytes } from 'node:crypto';
import type { ContentItem } from '../content/content-item.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { waitForRows } from '../seeding/arrival.ts';
import { type Patience, pollEveryMs } from '../seeding/deadline.ts';
import { ingest } from '../seeding/ingest.ts';
import type { Layout } from '../seeding/layout.ts';
import { provide, readLayout } from '../seeding/provide.ts';
import { clockOfRun, createRunId } from '../seeding/run-id.ts';
import { planSeeding, type SeedPlan } from '../seeding/seed-plan.ts';
import type { DetectionTests } from '../testing/load-cases.ts';
import { lengthOf } from '../testing/relative-time.ts';
import { defaultRetryPolicy } from '../workspace/requests/retry.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CommandContext, Flags } from './command.ts';
import { loadTests } from './detection-tests.ts';
import type { Selection } from './open-selection.ts';

/** A run of seeding, planned: nothing has been asked of a workspace. */
export interface PlannedSeeding {
  readonly plan: SeedPlan;
  readonly tests: DetectionTests;
}

/** Plans the seeding of the cases of `items` as a new run at the context's clock, or as the run that is named. */
export function planSeedingOf(
  selection: Selection,
  items: readonly ContentItem[],
  context: CommandContext,
  named?: { readonly runId: string; readonly now: Date },
): PlannedSeeding {
  const now = named?.now ?? context.clock();
  const runId = named?.runId ?? createRunId(now, randomBytes(4).toString('hex'));
  const tests = loadTests(selection, items, now);
  const catalogue = selection.all.tables;
  const cases = items.map((item) => ({ item, cases: tests.casesOf(item) }));
  return { plan: planSeeding({ items: cases, catalogue, runId, now }), tests };
}

/** Makes what is missing, sends the rows, and waits until they can be queried. Returns what the workspace had and got. */
export async function seedTables(
  workspace: Workspace,
  plan: SeedPlan,
  flags: Flags,
  context: CommandContext,
): Promise<Layout> {
  const patience = patienceOf(flags);
  const { progress } = context;
  const layout = await readLayout(workspace, plan.tables);
  const provided = await provide(workspace, layout, progress);
  await ingest(workspace, plan.batches, provided, { patience, progress });
  let told = -1;
  await waitForRows(workspace, plan, {
    patience,
    progress: (done, total) => {
      if (done !== told) progress(`${done} of ${total} rows can be queried`);
      told = done;
    },
  });
  return layout;
}

/** The wait that --wait gives. The clock is not the context's: an embedded workspace may hold that still. */
function patienceOf(flags: Flags): Patience {
  const { sleep } = defaultRetryPolicy;
  return { now: () => performance.now(), sleep, waitMs: waitOf(flags), everyMs: pollEveryMs };
}

const defaultWait = '15m';

/** Milliseconds of --wait. Throws a UserError for what is no length of time. */
export function waitOf(flags: Flags): number {
  const text = typeof flags['wait'] === 'string' ? flags['wait'] : defaultWait;
  const length = lengthOf(text);
  if (length !== undefined) return length;
  throw new UserError(`--wait '${text}' is no length of time.`, {
    code: 'cli/usage',
    hint: 'Write it as 90s, 15m or 1h.',
  });
}

/** The run that --run-id names, and its clock. Throws a UserError for what is no run id. */
export function namedRun(flags: Flags): { readonly runId: string; readonly now: Date } | undefined {
  const runId = flags['runId'];
  if (typeof runId !== 'string') return undefined;
  const now = clockOfRun(runId);
  if (now !== undefined) return { runId, now };
  throw new UserError(`--run-id '${runId}' is not the id of a seeding.`, {
    code: 'cli/usage',
    hint: 'Copy the id that seed or validate --seed tables prints, such as 20260115T120000000Z-1f2e3d4c.',
  });
}
