// What an embedded workspace asks of whatever runs KQL for it: the engine, or a fake in a test.
import type { ArmTable } from '../rows/arm-table.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { WorkspaceFunction } from '../tables/workspace-function.ts';
import type { WorkspaceTable } from '../tables/workspace-table.ts';

/** What was made in the workspace through ARM and queries can name; each list is the same one as long as nothing in it changes. */
export interface ArmObjects {
  readonly tables: readonly ArmTable[];
  readonly functions: readonly WorkspaceFunction[];
}

/** A query as it came over the Log Analytics query API. */
export interface QueryRequest {
  readonly query: string;
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  /** The request's timespan, ANDed with the query's own filters; absent when the request named none. */
  readonly window?: { readonly start: Date; readonly end: Date };
  /** False: a `let` with the name of a workspace table does not hide the table (behaviour `let-shadows-table`). */
  readonly letShadowsTable: boolean;
  readonly made?: ArmObjects;
}

export interface QueryFailure {
  /** `unsupported`: correct KQL that the embedded engine cannot run; it is never passed off as Azure's refusal. */
  readonly kind: 'syntax' | 'semantic' | 'unsupported';
  /** Kusto's code where there is one: `SYN0002`, `SEM0100`. */
  readonly code: string;
  /** Places in it (`on line [2,2]`) count positions from 0. */
  readonly message: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based column. */
  readonly pos?: number;
  /** True when a table or function the query names is not in the workspace. */
  readonly missingTable?: boolean;
}

export type QueryAnswer =
  | {
      readonly ok: true;
      readonly result: QueryResult;
      /** Set when the service would answer 200 with a `PartialError` (rows cut off by a limit). */
      readonly partial?: { readonly code: string; readonly message: string };
    }
  | { readonly ok: false; readonly failure: QueryFailure };

export interface QueryService {
  /** Runs a query over the rows of the workspace. */
  runQuery(request: QueryRequest): Promise<QueryAnswer>;
  /** What is wrong with an analytics rule's query, or undefined: the check ARM makes when a rule is written. */
  checkQuery(query: string, made?: ArmObjects): Promise<QueryFailure | undefined>;
  /** The tables of the workspace with their columns (KQL types), without those made through ARM. */
  tables(): Promise<readonly WorkspaceTable[]>;
  /** Tables whose rows are files of the user: no others can be put beside those. */
  readonly tablesWithFiles?: readonly string[];
  /** Frees what the service holds; called when the workspace stops. */
  close?(): void;
}
