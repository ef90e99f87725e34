// Watchlists: an organisation's own lists, which queries read by alias: `_GetWatchlist('CodeRepositories')`.
import { type Column, parseColumns, type TableSchema } from './schema.ts';

export interface Watchlist {
  readonly alias: string;
  /** All columns of the result, those that every watchlist has among them. */
  readonly columns: readonly Column[];
  /** Nobody wrote the columns down: there may be others. */
  readonly open: boolean;
  /** The column whose values are those of SearchKey; undefined where none but SearchKey itself is. */
  readonly key?: string | undefined;
  readonly rows: readonly WatchlistRow[];
}

/** One item: column -> value. */
export type WatchlistRow = Readonly<Record<string, unknown>>;

/** What the result has of every watchlist. https://learn.microsoft.com/azure/sentinel/watchlists-queries */
const everyWatchlist: readonly Column[] = parseColumns(
  '_DTItemId _DTItemStatus _DTTimestamp:datetime LastUpdatedTimeUTC:datetime TimeGenerated:datetime WatchlistAlias SearchKey',
);

/** The function that gives the items of a watchlist. */
export const getWatchlist = '_GetWatchlist';

/** The name under which rows are given for a watchlist. */
export const watchlistTable = (alias: string) => `${getWatchlist}("${alias}")`;

/** The alias of such a name; undefined of any other. */
export function watchlistAliasOf(table: string): string | undefined {
  return /^_GetWatchlist\("(.*)"\)$/s.exec(table)?.[1];
}

/**
 * A watchlist of columns that somebody wrote down, all texts as in the service. The key is the column SearchKey, else the first: the
 * service asks for it when a watchlist is made, and a file alone does not say.
 */
export function watchlistOf(
  alias: string,
  columns: readonly string[],
  rows: readonly WatchlistRow[],
): Watchlist {
  return { alias, columns: columnsWith(columns), open: false, key: keyOf(columns), rows };
}

/** A watchlist that nobody described: it has what every one has and whatever else is read of it. */
export function unknownWatchlist(alias: string, columns: readonly string[] = []): Watchlist {
  return { alias, columns: columnsWith(columns), open: true, key: keyOf(columns), rows: [] };
}

function keyOf(columns: readonly string[]): string | undefined {
  return columns.includes('SearchKey') ? undefined : columns[0];
}

function columnsWith(names: readonly string[]): readonly Column[] {
  const shared = everyWatchlist.filter(({ name }) => name === 'SearchKey' || !names.includes(name));
  const others = names.filter((name) => name !== 'SearchKey');
  return [...shared, ...others.map((name): Column => ({ name, type: 'string' }))];
}

/** The schema by which rows of a watchlist are read. */
export function watchlistSchema({ alias, columns }: Watchlist): TableSchema {
  return { name: watchlistTable(alias), columns, source: 'custom', advancedHuntingOnly: false };
}

/** The items as a query finds them: what every item has is filled in, its times by the clock of the query. */
export function watchlistItems(
  { alias, columns, key }: Watchlist,
  rows: readonly WatchlistRow[],
  now: Date,
): readonly WatchlistRow[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return rows.map((row, index) => {
    const filled: Record<string, unknown> = {
      _DTItemId: `${alias}-${index + 1}`,
      _DTItemStatus: 'Create',
      WatchlistAlias: alias,
    };
    for (const [name, type] of types) if (type === 'datetime') filled[name] = now;
    if (key === undefined) return { ...filled, ...row };
    return { ...filled, SearchKey: row[key] ?? '', [key]: row['SearchKey'] ?? '', ...row };
  });
}

/** Whether every watchlist has the column, whatever its file says. */
export function isOfEveryWatchlist(name: string): boolean {
  return everyWatchlist.some((column) => column.name === name);
}
