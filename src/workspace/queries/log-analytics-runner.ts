// Runs a detection test's query through the Log Analytics query API, its seed rows put in front of it.
import { dayMs } from '../../content/duration.ts';
import type { QueryRun, QueryRunner } from '../../rows/query-runner.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Queries, WorkspaceName } from '../workspace.ts';
import { prologueRunner } from './prologue-runner.ts';

/** A runner over a connected workspace, embedded or Azure alike. Rejects with NotCoveredError where a prologue cannot serve. */
export function createLogAnalyticsRunner(
  workspace: WorkspaceName & Queries,
  catalogue: TableCatalogue,
): QueryRunner {
  return prologueRunner({
    description: workspace.description,
    catalogue,
    send: (text, request) => workspace.query(text, { timespan: timespanOf(request) }),
  });
}

/** The API wants a time range; it is ANDed with the query's own, so it must be wide enough for every seed row. */
function timespanOf({ now, window }: QueryRun): string {
  const start = window?.start ?? new Date(now.getTime() - 30 * dayMs);
  return `${start.toISOString()}/${new Date(now.getTime() + dayMs).toISOString()}`;
}
