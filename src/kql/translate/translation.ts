// What translating a bound query gives: SQL for the engine, and everything it must know to run it and read its rows.
import type { KqlType } from '../../tables/schema.ts';

/** A table the SQL reads. The engine makes a relation of that name holding just these columns. */
export interface SourceTable {
  /** The KQL table name. */
  readonly table: string;
  /** The relation the SQL selects from; identifiers ignore case in SQL but not in KQL, so names are generated. */
  readonly relation: string;
  readonly columns: readonly SourceColumn[];
}

/** Columns of the run, where one statement serves many: its clock in ticks, and the place of a row in its result. */
export const runColumns = { now: 'run_now', place: 'run_place' } as const;

export interface SourceColumn {
  /**
   * The KQL column; `$ingestion_time` (datetime) stands for ingestion_time(), `$table` for the name of the source, `$row` (long) for
   * the place of the row in it: never negative, below 2^62, greater for a later row.
   */
  readonly name: string;
  readonly type: KqlType;
  /** The SQL column. */
  readonly sqlName: string;
  /** A dynamic of which only values inside are read: any text of the same JSON will do, minified or not. */
  readonly isReadInside?: boolean | undefined;
}

/** Whether the SQL of a translation sorts all rows for a window over them. */
export function hasWindow({ sql }: Pick<Translation, 'sql'>): boolean {
  return sql.includes(' over (');
}

export interface OutputColumn {
  readonly name: string;
  readonly type: KqlType;
}

/**
 * A bag whose keys become columns once the rows are read (bag_unpack and pivot without a schema). Its JSON is one more SQL
 * column behind those of `columns`; `unpackBag` makes the columns.
 */
export interface OpenBagColumn {
  readonly prefix: string;
  /** What a key that has the name of a column in `beside` does: `error`, `keep_source` or `replace_source`. */
  readonly conflict: string;
  readonly beside: readonly string[];
  readonly ignored: readonly string[];
  /** The value of a key that a row's bag does not have: 0 where the aggregate of pivot gives 0 for no rows. */
  readonly missing?: number | undefined;
}

/**
 * SQL value forms: bool BOOLEAN; int INTEGER; long BIGINT; real DOUBLE; decimal DECIMAL; string VARCHAR, never NULL in a source
 * table; guid UUID; dynamic JSON (minified text); datetime BIGINT ticks of 100 ns since 0001-01-01; timespan BIGINT ticks.
 */
export interface Translation {
  /** Queries of one value to run first, in order: each sets the variable that the SQL reads with getvariable(), as toscalar() asks. */
  readonly variables: readonly { readonly name: string; readonly sql: string }[];
  /** One SELECT; its columns are in the order of `columns`, whatever SQL calls them. */
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
  readonly sources: readonly SourceTable[];
  readonly openBag?: OpenBagColumn | undefined;
  /**
   * The SQL is that of one run among many: it reads `runColumns.now` from around itself, and has `runColumns.place` as its last
   * column. The variables are the same for all runs.
   */
  readonly manyRuns?: boolean | undefined;
}
