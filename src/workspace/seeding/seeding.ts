// What a workspace offers for seeding: test tables, the data collection rules that lead to them, and the upload of rows.
import type { UserError } from '../../diagnostics/user-error.ts';

/** Columns of a table or stream; types in KQL's spelling. */
export type SeedingColumns = readonly { readonly name: string; readonly type: string }[];

/** A test table and the columns declared for it. */
export interface DeclaredTable {
  readonly name: string;
  readonly columns: SeedingColumns;
  /** Plan and retention as the service holds them: a PUT that left them out might reset what a platform team has set. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** One stream of a data collection rule: what may be sent under its name, and the table it ends in. */
export interface RuleStream {
  readonly table: string;
  readonly columns: SeedingColumns;
}

export interface CollectionRule {
  readonly name: string;
  readonly streams: readonly RuleStream[];
}

/** A data collection rule as the service holds it. */
export interface HeldRule extends CollectionRule {
  /** ARM's word; `Direct` has an ingestion endpoint of its own. */
  readonly kind: string | undefined;
  /** Streams that lead to no test table, or not under our names. */
  readonly otherStreams: readonly string[];
  /** ARM ids of the workspaces it leads to. */
  readonly workspaces: readonly string[];
  readonly immutableId: string | undefined;
  /** Where rows are sent, without the path. */
  readonly endpoint: string | undefined;
}

export type UploadRow = Readonly<Record<string, unknown>>;

/** The rows the service did not take, and why; none when all went well. */
export interface UploadResult {
  readonly left: readonly UploadRow[];
  readonly error?: UserError;
}

export interface Seeding {
  /** The region of the workspace, in which its rules must be. */
  location(): Promise<string>;
  /** The tables named `Test_*_CL`, with the columns that were declared for them. */
  testTables(): Promise<readonly DeclaredTable[]>;
  /** Creates or replaces a test table and waits until it is provisioned. No other table is ever written. */
  putTestTable(table: DeclaredTable): Promise<void>;
  /** A data collection rule of the workspace's resource group; undefined when there is none of that name. */
  rule(name: string): Promise<HeldRule | undefined>;
  /** Creates or replaces a rule of kind Direct in the workspace's region. */
  putRule(rule: CollectionRule): Promise<HeldRule>;
  /** Sends rows to the stream of a table. What the service does not take comes back, so that nothing is sent twice. */
  upload(rule: HeldRule, table: string, rows: readonly UploadRow[]): Promise<UploadResult>;
}
