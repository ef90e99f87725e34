// Runs a detection test's query on a service that knows nothing of its seed rows: they are put in front of the query.
import { bindQuery } from '../../kql/bind/bind.ts';
import { withPrologue } from '../../kql/rewrite/prologue.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { NotCoveredError, type QueryRun, type QueryRunner } from '../../rows/query-runner.ts';
import type { SeedRow, SeedTables } from '../../rows/seed-row.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { runCatalogue } from '../../tables/run-catalogue.ts';
import { watchlistAliasOf } from '../../tables/watchlists.ts';
import { placed } from './query-place.ts';

/**
 * The longest text that is sent, in characters. No service documents a limit for its query API; this one is ours, so that a case
 * with too many rows is named as such and not met by whatever the service answers.
 */
export const maxTextLength = 1_000_000;

export interface PrologueRunnerOptions {
  readonly description: string;
  readonly catalogue: TableCatalogue;
  /** Sends the text, which is the query of the run behind its rows. */
  send(text: string, run: QueryRun): Promise<QueryResult>;
}

/** A runner that rejects with NotCoveredError where a prologue cannot serve. */
export function prologueRunner({ description, catalogue, send }: PrologueRunnerOptions): QueryRunner {
  return {
    description,
    seedOf: () => ({ way: 'prologue' }),
    async run(request: QueryRun): Promise<QueryResult> {
      const bound = bindQuery(request.query, { tables: runCatalogue(catalogue, request.tables) });
      const prepared = withPrologue(bound, windowed(request), request.now);
      if ('notCovered' in prepared) throw new NotCoveredError(prepared.notCovered);
      const { text, lineOffset } = prepared.query;
      if (text.length > maxTextLength) throw new NotCoveredError([tooLong(text)]);
      try {
        return await send(text, request);
      } catch (error) {
        throw placed(error, ({ line, column }) => {
          const own = line - lineOffset;
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
