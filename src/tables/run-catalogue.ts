// The catalogue by which queries run: with the ASIM functions, and with the watchlists and fixtures that a run brings rows for.
import { withAsimViews } from './asim-views.ts';
import type { TableCatalogue } from './catalogue.ts';
import { withFixturesOf } from './fixture-catalogue.ts';
import { withWatchlistsOf } from './watchlist-catalogue.ts';
import type { WatchlistRow } from './watchlists.ts';

/** Of a run over these seed rows. Runs over watchlists of equal columns and equal fixtures have the same one. */
export function runCatalogue(
  catalogue: TableCatalogue,
  tables: Readonly<Record<string, readonly WatchlistRow[]>>,
): TableCatalogue {
  return withFixturesOf(withWatchlistsOf(withAsimViews(catalogue), tables), tables);
}
