// One row of a query result as alerts see it: a column by name, and its value as the text that alerts carry.
import type { QueryResult } from '../rows/query-result.ts';

export type ResultRow = Readonly<Record<string, unknown>>;

/** The rows of a result as records, in their order. */
export function rowsOf(result: QueryResult): readonly ResultRow[] {
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, index) => [column.name, row[index]])),
  );
}

/** The value as alerts print it; '' for a null, an empty string and a column that is not there. */
export function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
