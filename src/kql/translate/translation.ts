// What translating a bound query gives: SQL for the engine, and everything it must know to run it and read its rows.
import type { Column, KqlType } from '../../tables/schema.ts';
import type { RawDiagnostic } from '../syntax.ts';

/** A table the SQL reads. The engine makes a relation of that name holding just these columns. */
export interface SourceTable {
  /** The KQL table name. */
  readonly table: string;
  /** The relation the SQL selects from; identifiers ignore case in SQL but not in KQL, so names are generated. */
  readonly relation: string;
  readonly columns: readonly SourceColumn[];
  /** The rows are those of a fixture of that name. */
  readonly fixture?: SourceFixture | undefined;
}

/** What is said of a fixture that nobody gives; line and column stand in it once the text of the query is known. */
export interface MissingFixture extends RawDiagnostic {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** How the text of a file on the web is to be read. https://learn.microsoft.com/kusto/query/externaldata-operator */
export interface WebFileForm {
  /** In lower case; undefined where the query does not say. */
  readonly format: string | undefined;
  readonly ignoreFirstRecord: boolean;
}

/** What the rows of a fixture have to be. */
export interface SourceFixture {
  /** All its columns, those too that the query does not read. */
  readonly columns: readonly Column[];
  /** Of a file on the web: how its text is read. */
  readonly file: WebFileForm | undefined;
  /** Rows are looked up in it: it is missed only where there are some to look up. */
  readonly isLookup: boolean;
}

/**
 * Columns of the run, where one statement serves many: its clock in ticks, the place of a row in its result, and what the names of
 * its values begin with.
 */
export const runColumns = { now: 'run_now', place: 'run_place', value: 'run_value_' } as const;

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
  /** By relation of a source that is a fixture: the finding where nobody gives one. */
  readonly missing?: ReadonlyMap<string, MissingFixture> | undefined;
  /** The query writes rows itself: what it looks up for them is needed whatever the tables hold. */
  readonly writesRows?: boolean | undefined;
  readonly openBag?: OpenBagColumn | undefined;
  /**
   * The SQL is that of one run among many: it reads `runColumns.now` from around itself, and has `runColumns.place` as its last
   * column. The variables are the same for all runs.
   */
  readonly manyRuns?: boolean | undefined;
  /** Of one run among many: further columns that the SQL reads from around itself. */
  readonly runValues?: readonly SourceColumn[] | undefined;
}
