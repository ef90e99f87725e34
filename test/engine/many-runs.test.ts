// Many runs in one statement give what each gives by itself: over the queries of the translator's own pages, with other rows and
// clocks beside them.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import type { SeedRow } from '../../src/rows/seed-row.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const schema = {
  source: 'custom',
  advancedHuntingOnly: false,
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'user', type: 'string' },
    { name: 'n', type: 'long' },
    { name: 'd', type: 'dynamic' },
  ],
} as const;
const tables = createTableCatalogue([{ ...schema, name: 'T' }]);
const engine = createEngine({ limits: { memoryMb: 300, threads: 2 } });
afterAll(() => engine.close());

const rows: readonly SeedRow[] = [
  { TimeGenerated: '2024-05-01T00:00:00Z', user: 'ann', n: 1, d: { k: 'v', list: [1, 2] } },
  { TimeGenerated: '2024-05-01T00:10:00Z', user: 'bob', n: 2, d: ['x', 'y'] },
  { TimeGenerated: '2024-05-01T01:00:00Z', user: 'ann', n: null, d: null },
  { TimeGenerated: '2024-05-01T02:00:00Z', user: '', n: 4, d: [] },
];
const sets: readonly (readonly SeedRow[])[] = [
  rows,
  [],
  rows.toReversed(),
  rows.slice(1, 3),
  [...rows, ...rows],
];
const runs = sets.map((T, index) => ({
  tables,
  data: seedSource({ T }),
  now: new Date(Date.UTC(2024, 4, 2, index)),
  window:
    index === 3
      ? { start: new Date('2024-05-01T00:10:00Z'), end: new Date('2024-05-01T01:00:00Z') }
      : undefined,
}));

/** Rows come in no order that KQL promises, unless the query asks for one; a defect that both find has one place. */
function comparable(outcome: Awaited<ReturnType<typeof engine.run>>, query: string) {
  if ('diagnostics' in outcome) return outcome.diagnostics.map(({ code, message }) => [code, message]);
  const { columns, rows } = outcome.result;
  const texts = rows.map((row) => JSON.stringify(row));
  return [columns, /\|\s*(sort|order|top|serialize)\b/.test(query) ? texts : texts.sort()];
}

describe('a list that is a table is that of the run', () => {
  test.each([
    'T | where user in ((T | where n == 2 | project user)) | project n',
    'let L = T | where n == 1 | project user; T | where user !in (L) or user in~ (L | where user == "BOB") | project n',
    'let L = materialize(T | where n > 1 | project n); T | extend x = n in (L), y = n !in (L | where n > 3) | project x, y',
    'let L = T | where n == 4 | project user; T | summarize c = countif(user in (L)), d = make_list_if(n, not(user in (L)))',
    'let first = toscalar(T | summarize min(TimeGenerated)); T | extend age = TimeGenerated - first, later = first + n * 1h | project age, later',
    'let L = T | where n > 1 | project user; union (T | where user in (L)), (T | where user !in (L)) | count',
  ])('%s', async (query) => {
    const together = await engine.runMany(query, runs);
    for (const [index, run] of runs.entries())
      expect(comparable(together[index]!, query)).toEqual(comparable(await engine.run(query, run), query));
  });
});

const folder = new URL('../kql/operators/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
/** What is another value at each call. */
const isRandom = (query: string) => /\b(rand|new_guid|sample)\b/.test(query);

describe.each(pages.filter((page) => !page.startsWith('sample')))('%s', (page) => {
  const queries = Array.from(
    readFileSync(new URL(page, folder), 'utf8').matchAll(/```kusto\n([\s\S]*?)\n?```/g),
    ([, query]) => query!,
  );
  test.each(queries.filter((query) => !isRandom(query)))('%s', async (query) => {
    const one = [];
    for (const run of runs) one.push(comparable(await engine.run(query, run), query));
    const many = await engine.runMany(query, runs);
    expect(many.map((outcome) => comparable(outcome, query))).toEqual(one);
  });
});
