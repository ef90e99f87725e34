// Each page of test/kql/operators shows a query, its SQL and its rows; a page that is no longer true fails.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { closeEngine, runQuery, sqlOf } from './run-query.ts';

const folder = new URL('./operators/', import.meta.url);

afterAll(closeEngine);

interface Golden {
  readonly title: string;
  readonly blocks: ReadonlyMap<string, string>;
}

/** `## title`, then fenced blocks named by their language: kusto, sql (may be left out), rows. */
function goldensIn(text: string): Golden[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf('\n')),
      blocks: new Map(
        Array.from(section.matchAll(/```(\w+)\n([\s\S]*?)\n?```/g), (match) => [match[1]!, match[2]!]),
      ),
    }));
}

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

describe.each(readdirSync(folder).filter((name) => name.endsWith('.md')))('%s', (name) => {
  const goldens = goldensIn(readFileSync(new URL(name, folder), 'utf8'));
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
