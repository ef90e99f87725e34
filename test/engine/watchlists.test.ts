// Watchlists as queries read them: one that the project has, one that it has not, one that a run brings.
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import type { SeedTables } from '../../src/rows/seed-row.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { runCatalogue } from '../../src/tables/run-catalogue.ts';
import { withWatchlists } from '../../src/tables/watchlist-catalogue.ts';
import { watchlistOf, watchlistTable } from '../../src/tables/watchlists.ts';

const engine = createEngine({ limits: { memoryMb: 300, threads: 1 } });
afterAll(() => engine.close());

const functions = [
  { name: 'Owners', parameters: '', body: "_GetWatchlist('Hosts') | where Kind == 'owner' | project Host" },
  { name: 'Keys', parameters: 'alias:string', body: '_GetWatchlist(alias) | project SearchKey' },
];
const items = [
  { Host: 'github.com/contoso', Kind: 'owner' },
  { Host: 'gitlab.com/contoso', Kind: 'mirror' },
];
const project = withWatchlists(createTableCatalogue([], functions), [
  watchlistOf('Hosts', ['Host', 'Kind'], items),
  watchlistOf('Named', ['Note', 'SearchKey'], [{ Note: 'n', SearchKey: 'k' }]),
]);

const now = new Date('2026-01-15T12:00:00Z');
const window = { start: new Date('2026-01-15T11:00:00Z'), end: now };

async function answer(query: string, seed: SeedTables = {}): Promise<unknown> {
  const tables = runCatalogue(project, seed);
  const outcome = await engine.run(query, { tables, data: seedSource(seed), now, window });
  return 'result' in outcome ? outcome.result.rows : outcome.diagnostics.map(({ message }) => message);
}

describe('a watchlist of the project', () => {
  test.each([
    ["_GetWatchlist('Hosts') | project Host, Kind", items.map(({ Host, Kind }) => [Host, Kind])],
    // The first column is the key where none is named so.
    ["_GetWatchlist('Hosts') | where Kind == 'owner' | project SearchKey", [['github.com/contoso']]],
    ["_GetWatchlist('Named') | project SearchKey", [['k']]],
    ["_GetWatchlist('Hosts', dynamic(['gitlab.com/contoso'])) | project Kind", [['mirror']]],
    ["_GetWatchlist('Hosts', dynamic([])) | count", [[2]]],
    ["let alias = 'Hosts';\n_GetWatchlist(alias) | count", [[2]]],
    ['Owners', [['github.com/contoso']]],
    ["Keys('Named')", [['k']]],
    ["print toscalar(_GetWatchlist('Hosts') | summarize dcount(SearchKey))", [[2]]],
    ["print 'github.com/contoso' in (_GetWatchlist('Hosts') | project SearchKey)", [[true]]],
    // Every item has these; its times are those of the query.
    [
      "_GetWatchlist('Named') | project _DTItemId, WatchlistAlias, LastUpdatedTimeUTC == now(), _DTItemStatus",
      [['Named-1', 'Named', true, 'Create']],
    ],
  ])('%s', async (query, rows) => {
    expect(await answer(query)).toEqual(rows);
  });

  test('has the columns of its file and no others', async () => {
    expect(await answer("_GetWatchlist('Hosts') | where Knid == 'owner'")).toEqual([
      expect.stringContaining("'Knid'"),
    ]);
  });
});

describe('a watchlist that the project has not', () => {
  test.each([
    ["_GetWatchlist('Nobody') | count", [[0]]],
    ["_GetWatchlist('Nobody') | project SearchKey, LastUpdatedTimeUTC", []],
    ["_GetWatchlist('Nobody') | where tolower(Kind) == 'owner' and Until > 'x'", []],
    ["print toscalar(_GetWatchlist('Nobody') | summarize make_set(SearchKey))", [[[]]]],
    ["Keys('Nobody')", []],
  ])('is empty: %s', async (query, rows) => {
    expect(await answer(query)).toEqual(rows);
  });

  test('is refused where nobody can tell which one is meant', async () => {
    expect(await answer('_GetWatchlist(tostring(rand())) | count')).toEqual([
      expect.stringContaining('alias'),
    ]);
  });
});

describe('rows of a run', () => {
  test('stand over those of the project', async () => {
    const seed = { [watchlistTable('Hosts')]: [{ SearchKey: 'github.com/own', Kind: 'owner' }] };
    expect(await answer('Owners', seed)).toEqual([['github.com/own']]);
    expect(await answer('Owners', { [watchlistTable('Hosts')]: [] })).toEqual([]);
  });

  test('make a watchlist that the project has not', async () => {
    const seed = { [watchlistTable('Nobody')]: [{ Name: 'ana', Until: '2027' }] };
    const query = "_GetWatchlist('Nobody') | project SearchKey, Name, Until, Other";
    expect(await answer(query, seed)).toEqual([['ana', 'ana', '2027', '']]);
  });
});
