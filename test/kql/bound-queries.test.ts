// A query that was bound before is not bound again, but only where everything that binding depends on is the same.
import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { capacity, createBoundQueries } from '../../src/kql/bind/bound-queries.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';
import type { TableSchema } from '../../src/tables/schema.ts';
import { withWatchlists } from '../../src/tables/watchlist-catalogue.ts';
import { unknownWatchlist } from '../../src/tables/watchlists.ts';

const tables = createTableCatalogue();

test('the same text against the same catalogue is the same object', () => {
  const query = 'SigninLogs | take 1';
  expect(bindQuery(query, { tables })).toBe(bindQuery(query, { tables }));
});

test('another catalogue, other functions or other tables in scope bind anew', () => {
  const query = 'union * | summarize count() by Type';
  const bound = bindQuery(query, { tables });
  expect(bindQuery(query, { tables: createTableCatalogue([custom('Own_CL')]) })).not.toBe(bound);
  const stored = withFunctions(tables, [{ name: 'Own', parameters: '', body: 'SigninLogs' }]);
  expect(bindQuery(query, { tables: stored })).not.toBe(bound);
  const wider = bindQuery(query, { tables, alwaysInScope: ['SigninLogs'] });
  expect(wider.members?.map(({ name }) => name)).toContain('SigninLogs');
  expect(bindQuery(query, { tables }).members?.map(({ name }) => name)).not.toContain('SigninLogs');
});

const custom = (name: string): TableSchema => ({
  name,
  columns: [],
  source: 'test',
  advancedHuntingOnly: false,
});

test('two catalogues that are asked in turn each keep what was bound against them', () => {
  const query = 'SigninLogs | take 3';
  const other = createTableCatalogue([custom('Other_CL')]);
  const [first, second] = [bindQuery(query, { tables }), bindQuery(query, { tables: other })];
  expect(bindQuery(query, { tables })).toBe(first);
  expect(bindQuery(query, { tables: other })).toBe(second);
  expect([first.tables, second.tables]).toEqual([tables, other]);
});

describe('one tree for catalogues that agree in all that the query can mean', () => {
  const functions = [
    { name: 'Owners', parameters: '', body: '_GetWatchlist("Own")' },
    { name: 'Failed', parameters: 'n: long', body: 'SigninLogs | where ResultType != "0" | take n' },
  ];
  const watchlists = [unknownWatchlist('Own', ['Owner'])];
  const agreeing = (base: typeof tables, lists = watchlists, stored = functions) =>
    withFunctions(withWatchlists(base, lists), stored);
  const columnsOf = (query: string, scope: typeof tables) => {
    const { result } = bindQuery(query, { tables: scope });
    return result.kind === 'table' ? result.columns.map(({ name }) => name) : [];
  };
  const rootIn = (query: string, scope: typeof tables) => bindQuery(query, { tables: scope }).root;

  test('tables beside them do not count', () => {
    const other = agreeing(createTableCatalogue([custom('Other_CL')]));
    for (const query of ['Owners', 'Failed(3) | join (Owners) on $left.UserId == $right.Owner']) {
      expect(rootIn(query, other)).toBe(rootIn(query, agreeing(tables)));
    }
  });

  test('another watchlist behind a function, or another body, does', () => {
    const lists = [unknownWatchlist('Own', ['Somebody'])];
    const stored = functions.map((one) => ({ ...one, body: one.body.replace('"0"', '"1"') }));
    expect(rootIn('Owners', agreeing(tables, lists))).not.toBe(rootIn('Owners', agreeing(tables)));
    expect(columnsOf('Owners', agreeing(tables, lists))).toContain('Somebody');
    expect(columnsOf('Owners', agreeing(tables))).toContain('Owner');
    expect(columnsOf('Owners', agreeing(tables))).not.toContain('Somebody');
    const failed = 'Failed(3)';
    expect(rootIn(failed, agreeing(tables, watchlists, stored))).not.toBe(rootIn(failed, agreeing(tables)));
  });
});

test('what is wrong with a function is said in every query that calls it, and again of another catalogue', () => {
  const stored = [
    { name: 'Inner', parameters: '', body: 'Nowhere_CL | take 1' },
    { name: 'Outer', parameters: '', body: 'Inner | count' },
    { name: 'Sound', parameters: '', body: 'SigninLogs | take 1' },
  ];
  const scopes = [tables, createTableCatalogue([custom('Other_CL')])].map((one) =>
    withFunctions(one, stored),
  );
  for (const scope of scopes) {
    for (const query of ['Outer', 'Sound | union (Outer)', 'Inner | union Sound, Outer']) {
      const { diagnostics, unknownSources } = bindQuery(query, { tables: scope });
      expect(
        diagnostics.map(({ code }) => code),
        query,
      ).toContain('kql/broken-function');
      expect(unknownSources, query).toEqual(['Nowhere_CL']);
    }
    expect(bindQuery('Sound', { tables: scope }).diagnostics).toEqual([]);
  }
});

test('of many the one used longest ago is bound anew', () => {
  const queries = createBoundQueries<number>();
  let made = 0;
  const get = (text: string) => queries.get(text, { tables }, () => made++);
  get('first');
  get('second');
  for (let index = 0; index < capacity - 2; index++) get(`filler ${index}`);
  expect([get('first'), get('one more'), get('first'), get('second')]).toEqual([
    0,
    capacity,
    0,
    capacity + 1,
  ]);
});
