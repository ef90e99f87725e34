// Each page of test/kql/operators shows a query, its SQL and its rows; a page that is no longer true fails.
import { afterAll, describe, expect, test } from 'vitest';
import { goldenPages, goldensOf } from './goldens.ts';
import { closeEngine, runQuery, sqlOf } from './run-query.ts';

afterAll(closeEngine);

/** `name:type name:type`, then one row a line: JSON values between ` | `. */
async function rowsText(query: string): Promise<string> {
  const { columns, rows } = await runQuery(query);
  const header = columns.map(({ name, type }) => `${name}:${type}`).join(' | ');
  return [header, ...rows.map((row) => row.map((value) => JSON.stringify(value)).join(' | '))].join('\n');
}

/** One CTE a line, as the pages print it. */
function sqlText(query: string): string {
  return sqlOf(query)
    .replaceAll(/, (r\d+ as \()/g, ',\n$1')
    .replaceAll(/\) (select (?:(?!r\d+ as \().)*)$/g, ')\n$1');
}

describe.each(goldenPages())('%s', (name) => {
  const goldens = goldensOf(name);
  test('has an example', () => {
    expect(goldens.length).toBeGreaterThan(0);
  });
  test.each(goldens)('$title', async ({ blocks }) => {
    const query = blocks.get('kusto')!;
    if (blocks.has('sql')) expect(sqlText(query)).toBe(blocks.get('sql'));
    // Rows come in no order that KQL promises, unless the query asks for one.
    const isOrdered = /\|\s*(sort|order|top|serialize)\b/.test(query);
    const comparable = (text: string) => (isOrdered ? text : text.split('\n').sort().join('\n'));
    expect(comparable(await rowsText(query))).toBe(comparable(blocks.get('rows') ?? ''));
  });
});
