// The rows of watchlists beside those of tables: given by the run, else by the catalogue, filled up with what every item has.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { unknownWatchlist, watchlistAliasOf, watchlistItems } from '../../tables/watchlists.ts';
import type { TableSource } from '../table-source.ts';

/** The source with the watchlists of the catalogue, at the clock of a query. */
export function withWatchlistRows(data: TableSource, tables: TableCatalogue, now: Date): TableSource {
  return {
    names: data.names,
    table(name) {
      const given = data.table(name);
      const alias = watchlistAliasOf(name);
      if (alias === undefined || (given !== undefined && given.kind !== 'rows')) return given;
      const watchlist = tables.watchlist(alias) ?? unknownWatchlist(alias);
      return { kind: 'rows', rows: watchlistItems(watchlist, given?.rows ?? watchlist.rows, now) };
    },
  };
}
