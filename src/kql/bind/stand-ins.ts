// What a query reads that something stands in for where it runs on the embedded engine, or over rows that are put in front of it.
import { asimSource } from '../../tables/asim-views.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Syntax } from '../syntax.ts';
import { sourceTexts } from './query-sources.ts';
import { watchlistCall } from './watchlist-calls.ts';

export interface StandIn {
  /** A watchlist that nobody wrote down is empty; an ASIM function reads the table of its schema. */
  readonly kind: 'watchlist' | 'asim';
  /** The alias, or the name of the function. */
  readonly name: string;
  /** What stands in, as a sentence without its end. */
  readonly message: string;
  /** The first call in the query's own text, or, where only a function calls it, the call of the function. */
  readonly at: number;
}

/** Each watchlist and each function once, in the order of the text. */
export function standIns(root: Syntax, tables: TableCatalogue): readonly StandIn[] {
  const found = new Map<string, StandIn>();
  const add = (one: StandIn) => {
    const key = `${one.kind} ${one.name}`;
    if (!found.has(key)) found.set(key, one);
  };
  const callers = new Map<string, number>();
  for (const { stored, sources } of sourceTexts(root, tables)) {
    const caller = stored === undefined ? undefined : (callers.get(stored.name) ?? 0);
    for (const source of sources) {
      if (source.kind !== 'function') continue;
      const at = caller ?? source.node.start;
      if (source.stored !== undefined) {
        if (!callers.has(source.name)) callers.set(source.name, at);
        continue;
      }
      const alias = watchlistCall(source.node)?.alias;
      const asim = asimSource(source.name);
      if (alias !== undefined && tables.watchlist(alias) === undefined)
        add({ kind: 'watchlist', name: alias, message: missingWatchlist(alias), at });
      if (asim !== undefined)
        add({ kind: 'asim', name: source.name, message: onlyTable(source.name, asim.table), at });
    }
  }
  return [...found.values()];
}

/** Of a watchlist that the project has no items of. */
export function missingWatchlist(alias: string): string {
  return `The project has no items of the watchlist \`${alias}\`: it is empty here`;
}

function onlyTable(name: string, table: string): string {
  return `\`${name}\` reads the table ${table} alone here; in a workspace it reads other sources as well`;
}
