// Reads the items that a case gives for watchlists, `watchlists:`, a map of aliases to lists of items.
import type { ValuePath } from '../content/content-item.ts';
import type { JsonMap } from '../json/json.ts';
import { unknownWatchlist, type Watchlist, watchlistTable } from '../tables/watchlists.ts';
import type { CaseReader } from './case-reader.ts';
import type { CaseCell, CaseRow, CaseSeed } from './case-rows.ts';
import type { SeedOptions } from './seed.ts';
import { fittingValues, readSeedValue } from './seed-values.ts';

type WatchlistOptions = Pick<SeedOptions, 'reader' | 'tables'>;

/** Of a watchlist with a file the columns are those of the file; any other has the columns that its items name. */
export function readWatchlists(value: unknown, path: ValuePath, options: WatchlistOptions): CaseSeed {
  const { reader, tables } = options;
  const items: Record<string, readonly CaseRow[]> = {};
  for (const [alias, rows] of Object.entries(reader.map(value, path))) {
    const at = [...path, alias];
    const watchlist = tables.watchlist(alias) ?? unknownWatchlist(alias);
    const item = { reader, watchlist };
    items[watchlistTable(alias)] = reader
      .list(rows, at)
      .map((row, index) => readItem(reader.map(row, [...at, index]), [...at, index], item));
  }
  return items;
}

interface ItemOptions {
  readonly reader: CaseReader;
  readonly watchlist: Watchlist;
}

/** The values of a file's columns are texts, as in the service. */
function readItem(item: JsonMap, path: ValuePath, { reader, watchlist }: ItemOptions): CaseRow {
  const { alias, columns, open } = watchlist;
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const cells: CaseCell[] = [];
  for (const [name, value] of Object.entries(item)) {
    const at = [...path, name];
    const type = types.get(name) ?? (open ? 'string' : undefined);
    if (type === undefined) {
      const message = `The watchlist \`${alias}\` has no column \`${name}\``;
      reader.unknownName('test/unknown-column', message, { path: at, known: [...types.keys()] });
      continue;
    }
    const read = readSeedValue(value, type);
    if (read !== undefined) cells.push({ column: name, ...read });
    else {
      const message = `\`${name}\` of a watchlist is a ${type}, and ${JSON.stringify(value)} is none`;
      reader.reportType(at, message, `Write ${fittingValues[type]}.`);
    }
  }
  return cells;
}
