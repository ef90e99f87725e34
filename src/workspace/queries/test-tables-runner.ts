// Runs a detection test's query over the rows that were ingested for it into test tables.
import { dayMs } from '../../content/duration.ts';
import { bindQuery } from '../../kql/bind/bind.ts';
import { type SeededCase, withTestTables } from '../../kql/rewrite/test-tables.ts';
import { offsetAt, placeAt } from '../../kql/rewrite/text-edits.ts';
import { NotCoveredError, type QueryRun, type QueryRunner } from '../../rows/query-runner.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { runCatalogue } from '../../tables/run-catalogue.ts';
import type { Queries, WorkspaceName } from '../workspace.ts';
import { placed } from './query-place.ts';

export interface TestTablesOptions {
  readonly workspace: WorkspaceName & Queries;
  readonly catalogue: TableCatalogue;
  /** Which rows of the test tables are those of a run; undefined when none were ingested for it. */
  readonly seededCase: (run: QueryRun) => SeededCase | undefined;
}

/** A runner over a connected workspace. Rejects with NotCoveredError where a query cannot be led to test tables. */
export function createTestTablesRunner(options: TestTablesOptions): QueryRunner {
  const { workspace, catalogue } = options;
  return {
    description: workspace.description,
    seedOf: () => ({ way: 'tables' }),
    async run(request) {
      const seeded = options.seededCase(request);
      if (seeded === undefined) throw new NotCoveredError(['a case that was not ingested']);
      const bound = bindQuery(request.query, { tables: runCatalogue(catalogue, request.tables) });
      const prepared = withTestTables(bound, request.tables, seeded);
      if ('notCovered' in prepared) throw new NotCoveredError(prepared.notCovered);
      const { text, originalOffset } = prepared.query;
      try {
        return await workspace.query(text, { timespan: timespanOf(request) });
      } catch (error) {
        throw placed(error, (place) => placeAt(request.query, originalOffset(offsetAt(text, place))));
      }
    },
  };
}

/** The window of a rule is the service's to apply here; without one the span is wider than what ingestion takes. */
function timespanOf({ now, window }: QueryRun): string {
  const start = window?.start ?? new Date(now.getTime() - 3 * dayMs);
  const end = window?.end ?? new Date(now.getTime() + 2 * dayMs);
  return `${start.toISOString()}/${end.toISOString()}`;
}
