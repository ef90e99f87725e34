// Runs each case the way its rows came: over test tables, or with a prologue.

import { NotCoveredError, type QueryRunner } from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { createLogAnalyticsRunner } from '../workspace/queries/log-analytics-runner.ts';
import { createTestTablesRunner } from '../workspace/queries/test-tables-runner.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { SeedPlan } from './seed-plan.ts';

export interface SeededRunnerOptions {
  readonly catalogue: TableCatalogue;
  readonly plan: SeedPlan;
  /** Why no query may run with a prologue. */
  readonly prologueProblem?: string | undefined;
}

/**
 * A runner over a workspace that holds the rows of the plan. Cases that are not of the plan go through the prologue, unless there
 * is a problem with it: then they are not covered.
 */
export function createSeededRunner(
  workspace: Workspace,
  { catalogue, plan, prologueProblem }: SeededRunnerOptions,
): QueryRunner {
  const { useOf, seededCase } = plan;
  const prologue = createLogAnalyticsRunner(workspace, catalogue);
  const tables = createTestTablesRunner({ workspace, catalogue, seededCase });
  const seedOf = (caseName: string) => useOf(caseName) ?? ({ way: 'prologue' } as const);
  return {
    description: workspace.description,
    seedOf,
    run: async (request) => {
      if (seedOf(request.caseName ?? '').way === 'tables') return tables.run(request);
      if (prologueProblem !== undefined) throw new NotCoveredError([prologueProblem]);
      return prologue.run(request);
    },
  };
}
