// Runs detection tests on a workspace: over rows in test tables, or with the rows as a prologue of the query.
import { testsAt } from '../testing/load-cases.ts';
import { loadTests, type RunOptions, runSelection, type TestRun } from '../testing/run-selection.ts';
import { caseNameOf } from '../testing/run-tests.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { assertSeeded } from './arrival.ts';
import { newSeedRun, planSeedingOf, type SeedOptions, type SeedRun, seedTables } from './seed-tables.ts';

/** A service's clock cannot be set, so the times of seed rows count from now; an embedded workspace keeps this clock meanwhile. */
export interface HoldableClock {
  now(): Date;
  /** Catches up with the real time. */
  moveOn(): void;
}

/** A clock that stands still until it is moved on. */
export function holdClock(clock: () => Date): HoldableClock {
  let now = clock();
  return {
    now: () => now,
    moveOn: () => {
      now = clock();
    },
  };
}

/** Runs the cases with their rows as a prologue of the query. */
export async function runWithPrologue(
  workspace: Workspace,
  clock: HoldableClock,
  options: RunOptions,
): Promise<TestRun> {
  const { selection, items } = options;
  const { createLogAnalyticsRunner } = await import('../workspace/queries/log-analytics-runner.ts');
  const { assertLetShadowsTable } = await import('../workspace/queries/let-shadow-probe.ts');
  await assertLetShadowsTable(workspace);
  const runner = createLogAnalyticsRunner(workspace, selection.all.tables);
  const tests = testsAt(loadTests(selection, items), clock.now);
  return runSelection(runner, tests, options);
}

export interface TableRunOptions extends RunOptions, SeedOptions {
  /** A run whose rows are there already; undefined: they are seeded first. */
  readonly seeded: SeedRun | undefined;
}

/** Runs the cases over rows in test tables, and with the prologue where tables cannot hold them. */
export async function runOverTables(
  workspace: Workspace,
  clock: HoldableClock,
  options: TableRunOptions,
): Promise<TestRun> {
  const { selection, items, seeded } = options;
  const { plan, tests } = planSeedingOf(selection, items, seeded ?? newSeedRun(clock.now()));
  if (seeded === undefined) await seedTables(workspace, plan, options);
  else await assertSeeded(workspace, plan);
  // Minutes may have gone by. Times of cases with a prologue count from now, of those in tables from the clock of their run.
  clock.moveOn();
  const isSeeded = (name: string) => plan.useOf(name)?.way === 'tables';
  const atTheirClocks = testsAt(tests, (item, one) =>
    isSeeded(caseNameOf(item, one)) ? plan.now : clock.now(),
  );
  const { createSeededRunner } = await import('./seeded-runner.ts');
  const { letShadowProblem } = await import('../workspace/queries/let-shadow-probe.ts');
  const needsPrologue = plan.cases.some(({ use }) => use.way === 'prologue');
  const problem = needsPrologue ? await letShadowProblem(workspace) : undefined;
  const runner = createSeededRunner(workspace, {
    catalogue: selection.all.tables,
    plan,
    prologueProblem: problem,
  });
  const run = await runSelection(runner, atTheirClocks, options);
  return { ...run, seedRun: plan.runId };
}
