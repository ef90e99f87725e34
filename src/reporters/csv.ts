// Query results and coverage as CSV: https://www.rfc-editor.org/rfc/rfc4180, with \n as line end.
import type { Coverage } from '../coverage/coverage.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { queryCellText } from './query-cell.ts';
import { type Forms, formOf, kindsOf, type Reporter } from './reporter.ts';

const forms: Partial<Forms<string>> = {
  coverage: ({ coverage }) => csvLines(coverageRows(coverage)),
  query: ({ result }) => formatQueryCsv(result),
};

export const csv: Reporter = {
  kinds: kindsOf(forms),
  output: 'document',
  render: (report, rendering) => formOf(forms, report, rendering),
};

/** A header line and one line a row. A null is empty, and the empty string too: CSV has no way to tell them apart. */
function formatQueryCsv(result: QueryResult): string {
  return csvLines([result.columns.map(({ name }) => name), ...result.rows]);
}

/** One line a technique and detection. */
function coverageRows({ techniques }: Coverage): readonly (readonly unknown[])[] {
  const head = ['technique', 'name', 'tactics', 'score', 'detection', 'file', 'fire', 'silent', 'gaps'];
  const rows = techniques.flatMap(({ id, name, tactics, score, items }) =>
    items.map((one) => [
      id,
      name,
      tactics.join(' '),
      score,
      one.name,
      one.file,
      one.positive,
      one.negative,
      one.gaps,
    ]),
  );
  return [head, ...rows];
}

function csvLines(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map((value) => field(queryCellText(value))).join(',')}\n`).join('');
}

function field(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
