// Query results as CSV: https://www.rfc-editor.org/rfc/rfc4180, with \n as line end.
import type { QueryResult } from '../rows/query-result.ts';
import { queryCellText } from './query-cell.ts';
import { type Forms, formOf, kindsOf, type Reporter } from './reporter.ts';

const forms: Partial<Forms<string>> = {
  query: ({ result }) => formatQueryCsv(result),
};

export const csv: Reporter = {
  kinds: kindsOf(forms),
  output: 'document',
  render: (report, rendering) => formOf(forms, report, rendering),
};

/** A header line and one line a row. A null is empty, and the empty string too: CSV has no way to tell them apart. */
function formatQueryCsv(result: QueryResult): string {
  const lines = [result.columns.map(({ name }) => name), ...result.rows];
  return lines.map((row) => `${row.map((value) => field(queryCellText(value))).join(',')}\n`).join('');
}

function field(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
