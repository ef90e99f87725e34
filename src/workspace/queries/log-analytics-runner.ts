// Runs a detection test's query through the Log Analytics query API, its seed rows put in front of it.
import { dayMs } from '../../content/duration.ts';
import { bindQuery } from '../../kql/bind/bind.ts';
import { withPrologue } from '../../kql/rewrite/prologue.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { NotCoveredError, type QueryRun, type QueryRunner } from '../../rows/query-runner.ts';
import type { SeedRow, SeedTables } from '../../rows/seed-row.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { runCatalogue } from '../../tables/run-catalogue.ts';
import { watchlistAliasOf } from '../../tables/watchlists.ts';
import type { Queries, WorkspaceName } from '../workspace.ts';
import { placed } from './query-place.ts';

/**
 * The longest text that is sent, in characters. The service documents no limit for the query API; this one is ours, so that a case
 * with too many rows is named as such and not met by whatever the service answers.
 */
export const maxTextLength = 1_000_000;

/** A runner over a connected workspace, embedded or Azure alike. Rejects with NotCoveredError where a prologue cannot serve. */
export function createLogAnalyticsRunner(
  workspace: WorkspaceName & Queries,
  catalogue: TableCatalogue,
): QueryRunner {
  return {
    description: workspace.description,
    seedOf: () => ({ way: 'prologue' }),
    async run(request: QueryRun): Promise<QueryResult> {
      const { query } = request;
      const bound = bindQuery(query, { tables: runCatalogue(catalogue, request.tables) });
      const prepared = withPrologue(bound, windowed(request), request.now);
      if ('notCovered' in prepared) throw new NotCoveredError(prepared.notCovered);
      const { text } = prepared.query;
      if (text.length > maxTextLength) throw new NotCoveredError([tooLong(text)]);
      try {
        return await workspace.query(text, { timespan: timespanOf(request) });
      } catch (error) {
        throw placed(error, ({ line, column }) => {
          const own = line - prepared.query.lineOffset;
          return own < 1 ? undefined : { line: own, column };
        });
      }
    },
  };
}

function tooLong({ length }: string): string {
  return `so many rows: with them the query has ${length} characters, and at most ${maxTextLength} are sent`;
}

/** A datatable knows no time range, so rows the service would not window in are left out here. A watchlist has no range. */
function windowed({ tables, window }: QueryRun): SeedTables {
  if (window === undefined) return tables;
  const isInside = (row: SeedRow) => {
    const time = row['TimeGenerated'];
    if (time === undefined || time === null) return true;
    const at = (time instanceof Date ? time : new Date(String(time))).getTime();
    return at >= window.start.getTime() && at < window.end.getTime();
  };
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      watchlistAliasOf(name) === undefined ? rows.filter(isInside) : rows,
    ]),
  );
}

/** The API wants a time range; it is ANDed with the query's own, so it must be wide enough for every seed row. */
function timespanOf({ now, window }: QueryRun): string {
  const start = window?.start ?? new Date(now.getTime() - 30 * dayMs);
  return `${start.toISOString()}/${new Date(now.getTime() + dayMs).toISOString()}`;
}
