// Where history is kept: a workspace, a Kusto database, a folder of files. A replay asks it queries at moments of the past.
import type { QueryResult } from '../../rows/query-result.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';

/** A text with the moment it is asked for. */
export interface PastQuery {
  readonly text: string;
  /** What now() and ago() go by. */
  readonly now: Date;
  /** No row outside of [start, end) by TimeGenerated is asked for. */
  readonly start: Date;
  readonly end: Date;
}

export interface HistoryPlace {
  /** For reports; another place has another. */
  readonly description: string;
  /** Throws a UserError for a query of a rule that runs here and would not in a Sentinel workspace. */
  assertOffered?(query: string, tables: TableCatalogue): void;
  /** Rows of one answer; a UserError for one that is not whole. */
  send(query: PastQuery): Promise<QueryResult>;
  /** Lines that `send` puts in front of a text: the service counts them. */
  readonly linesInFront: number;
  /** Whether `start` and `end` hold for whatever a query reads, also through functions that only the place knows. */
  readonly cutsAll: boolean;
  /** Whether it has watchlists of its own. */
  readonly hasWatchlists: boolean;
  /** Whether rows say when they were ingested: of some engines that is asked table by table. */
  readonly ingestionTimes: 'always' | 'never' | 'ask';
}

/** How the runs of a rule are asked for: each by itself, many in one request, all of a day as one set. The answers are the same. */
export const algorithms = ['exact', 'batched', 'set'] as const;
export type Algorithm = (typeof algorithms)[number];
