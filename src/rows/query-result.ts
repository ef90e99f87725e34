// The result of a query, and the form in which each KQL type stands in it.

export interface QueryColumn {
  readonly name: string;
  /** KQL type: bool, datetime, dynamic, int, long, real, string, guid, decimal, timespan. */
  readonly type: string;
}

/**
 * Rows of a query. Values: bool, number for int and long within 2^53 (else a decimal string), real as number or
 * "NaN"/"Infinity"/"-Infinity", decimal as string, datetime `YYYY-MM-DDTHH:MM:SS.fffffffZ`, timespan `[-][d.]hh:mm:ss[.fffffff]`,
 * guid in lower case, dynamic as the JSON value itself, null for a Kusto null (never for a string: those are "").
 */
export interface QueryResult {
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly (readonly unknown[])[];
}
