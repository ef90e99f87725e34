// Runs a detection test's query through the Log Analytics query API, its seed rows put in front of it.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import { bindQuery } from '../kql/bind.ts';
import { type QueryWithPrologue, withPrologue } from '../kql/prologue.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import {
  NotCoveredError,
  type QueryRun,
  type QueryRunner,
  type SeedRow,
  type SeedTables,
} from './query-runner.ts';
import { RequestError } from './request-error.ts';
import type { QueryResult, Workspace } from './workspace.ts';

/**
 * The longest text that is sent, in characters. The service documents no limit for the query API; this one is ours, so that a case
 * with too many rows is named as such and not met by whatever the service answers.
 */
export const maxTextLength = 1_000_000;

/** A runner over a connected workspace, embedded or Azure alike. Rejects with NotCoveredError where a prologue cannot serve. */
export function createLogAnalyticsRunner(workspace: Workspace, catalogue: TableCatalogue): QueryRunner {
  return {
    description: workspace.description,
    async run(request: QueryRun): Promise<QueryResult> {
      const { query } = request;
      const bound = bindQuery(query, { tables: catalogue });
      const prepared = withPrologue(bound, windowed(request), catalogue);
      if ('notCovered' in prepared) throw new NotCoveredError(prepared.notCovered);
      const { text } = prepared.query;
      if (text.length > maxTextLength) throw new NotCoveredError([tooLong(text)]);
      try {
        return await workspace.query(text, { timespan: timespanOf(request) });
      } catch (error) {
        throw placed(error, prepared.query);
      }
    },
  };
}

function tooLong({ length }: string): string {
  return `so many rows: with them the query has ${length} characters, and at most ${maxTextLength} are sent`;
}

/** A datatable knows no time range, so rows the service would not window in are left out here. */
function windowed({ tables, window }: QueryRun): SeedTables {
  if (window === undefined) return tables;
  const isInside = (row: SeedRow) => {
    const time = row['TimeGenerated'];
    if (time === undefined || time === null) return true;
    const at = (time instanceof Date ? time : new Date(String(time))).getTime();
    return at >= window.start.getTime() && at < window.end.getTime();
  };
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.filter(isInside)]));
}

/** The API wants a time range; it is ANDed with the query's own, so it must be wide enough for every seed row. */
function timespanOf({ now, window }: QueryRun): string {
  const day = 86_400_000;
  const start = window?.start ?? new Date(now.getTime() - 30 * day);
  return `${start.toISOString()}/${new Date(now.getTime() + day).toISOString()}`;
}

/** Where the service says which place of the text is at fault, the error says which place of the query that is. */
function placed(error: unknown, { lineOffset }: QueryWithPrologue): unknown {
  if (!(error instanceof RequestError) || error.reason !== 'refused') return error;
  const { code, message: words } = error.service;
  const place = placeIn(error.service);
  if (place === undefined) return error;
  const line = place.line - lineOffset;
  const reason = `${code === undefined ? '' : `${code}: `}${words.replace(/ on line \[\d+,\d+\]/, '')}`;
  const options = { code: error.diagnostic.code, exitCode: exitCodes.findings, cause: error };
  if (line < 1) return new UserError(`${reason} (in the seed rows put in front of the query)`, options);
  const { column } = place;
  return new UserError(`${reason} (line ${line}, column ${column} of the query)`, {
    ...options,
    line,
    column,
  });
}

/** 1-based. Some errors bear their place only in their words: `... on line [3,0]`, line from 1, position from 0. */
function placeIn({ line, position, message }: RequestError['service']) {
  if (line !== undefined) return { line, column: (position ?? 0) + 1 };
  const found = /\bon line \[(\d+),(\d+)\]/.exec(message);
  return found === null ? undefined : { line: Number(found[1]), column: Number(found[2]) + 1 };
}
