// A table that was made through ARM, with the rows that were sent to it.
import type { WorkspaceTable } from '../tables/workspace-table.ts';

/** Rows that arrived together. */
export interface RowBatch {
  /** What ingestion_time() answers: `YYYY-MM-DDTHH:MM:SS.fffffffZ`. */
  readonly received: string;
  /** By column, in the forms of QueryResult; a value that is null is absent. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A table made through ARM: whatever else is known by its name, queries mean this one. */
export interface ArmTable extends WorkspaceTable {
  /** Columns that the service fills in, the same in every row. */
  readonly constants: Readonly<Record<string, string>>;
  /** The rows that queries see at this moment. */
  batches(): readonly RowBatch[];
}
