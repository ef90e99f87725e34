// The forms in which the query command answers.
import { formatQueryCsv } from '../reporters/query-csv.ts';
import { formatQueryTable } from '../reporters/query-table.ts';
import type { QueryResult } from '../rows/query-result.ts';

export const queryFormats = ['table', 'json', 'csv'] as const;
export type QueryFormat = (typeof queryFormats)[number];

/** The result as text that ends in a line break; values of JSON are those of QueryResult. */
export function formatResult(result: QueryResult, format: QueryFormat): string {
  switch (format) {
    case 'table':
      return formatQueryTable(result);
    case 'csv':
      return formatQueryCsv(result);
    case 'json':
      return `${JSON.stringify({ schemaVersion: 1, columns: result.columns, rows: result.rows })}\n`;
  }
}
