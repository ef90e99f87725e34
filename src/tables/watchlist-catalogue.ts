// A catalogue with watchlists: those of a project, and those that a run brings rows for.
import type { TableCatalogue } from './catalogue.ts';
import { derived } from './derived.ts';
import {
  isOfEveryWatchlist,
  unknownWatchlist,
  type Watchlist,
  type WatchlistRow,
  watchlistAliasOf,
  watchlistSchema,
} from './watchlists.ts';

/** The catalogue with watchlists; one of them stands over another of the same alias. Equal watchlists give the same one. */
export function withWatchlists(catalogue: TableCatalogue, watchlists: readonly Watchlist[]): TableCatalogue {
  if (watchlists.length === 0) return catalogue;
  return derived(catalogue, { what: 'watchlists', added: watchlists }, () => {
    const own = new Map(watchlists.map((one) => [one.alias, one]));
    return {
      ...catalogue,
      watchlist: (alias) => own.get(alias) ?? catalogue.watchlist(alias),
      watchlistAliases: () => [...new Set([...catalogue.watchlistAliases(), ...own.keys()])],
      table: (name) => {
        const watchlist = own.get(watchlistAliasOf(name) ?? '');
        return watchlist === undefined ? catalogue.table(name) : watchlistSchema(watchlist);
      },
    };
  });
}

/** The catalogue with the watchlists that rows are given for and nobody described. Equal columns give the same one. */
export function withWatchlistsOf(
  catalogue: TableCatalogue,
  tables: Readonly<Record<string, readonly WatchlistRow[]>>,
): TableCatalogue {
  const added = Object.entries(tables).flatMap(([table, rows]) => {
    const alias = watchlistAliasOf(table);
    if (alias === undefined || catalogue.watchlist(alias) !== undefined) return [];
    const names = rows.flatMap((row) => Object.keys(row)).filter(isOwn);
    return [unknownWatchlist(alias, [...new Set(names)])];
  });
  return withWatchlists(catalogue, added);
}

/** SearchKey is one that a file may name; of the others nobody writes down what they are. */
function isOwn(name: string): boolean {
  return name === 'SearchKey' || !isOfEveryWatchlist(name);
}
