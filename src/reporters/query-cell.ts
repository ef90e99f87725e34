// One value of a query result as text, for tables and CSV.

/** Text of a value in the forms of QueryResult; a dynamic is JSON, null is empty. */
export function queryCellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
