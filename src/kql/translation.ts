// What translating a bound query gives: SQL for the engine, and everything it must know to run it and read its rows.
import type { KqlType } from '../tables/schema.ts';

/** A table the SQL reads. The engine makes a relation of that name holding just these columns. */
export interface SourceTable {
  /** The KQL table name. */
  readonly table: string;
  /** The relation the SQL selects from; identifiers ignore case in SQL but not in KQL, so names are generated. */
  readonly relation: string;
  readonly columns: readonly SourceColumn[];
}

export interface SourceColumn {
  /** The KQL column; `$ingestion_time` (datetime) stands for ingestion_time(), `$table` for the name of the source. */
  readonly name: string;
  readonly type: KqlType;
  /** The SQL column. */
  readonly sqlName: string;
}

export interface OutputColumn {
  readonly name: string;
  readonly type: KqlType;
}

/**
 * SQL value forms: bool BOOLEAN; int INTEGER; long BIGINT; real DOUBLE; decimal DECIMAL; string VARCHAR, never NULL in a source
 * table; guid UUID; dynamic JSON (minified text); datetime BIGINT ticks of 100 ns since 0001-01-01; timespan BIGINT ticks.
 */
export interface Translation {
  /** Statements to run first, in order: each sets a variable that the SQL reads with getvariable(), as toscalar() asks. */
  readonly variables: readonly { readonly name: string; readonly sql: string }[];
  /** One SELECT; its columns are in the order of `columns`, whatever SQL calls them. */
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
  readonly sources: readonly SourceTable[];
}
