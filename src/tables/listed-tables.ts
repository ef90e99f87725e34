// The tables that a workspace holds, as a list: all of a catalogue that a workspace can have, or a chosen part.
import type { TableCatalogue } from './catalogue.ts';
import type { TableSchema } from './schema.ts';
import { watchlistAliasOf } from './watchlists.ts';

/** Every table of the catalogue that a workspace can have: not those of Defender advanced hunting alone. */
export function tablesIn(catalogue: TableCatalogue): readonly TableSchema[] {
  return catalogue.names().flatMap((name) => {
    const table = catalogue.table(name);
    return table === undefined || table.advancedHuntingOnly ? [] : [table];
  });
}

/** The part of a catalogue that `names` list; to anyone who asks, the other tables do not exist. */
export function onlyTables(catalogue: TableCatalogue, names: readonly string[]): TableCatalogue {
  const listed = names.filter((name) => catalogue.table(name) !== undefined);
  return {
    ...catalogue,
    table: (name) =>
      listed.includes(name) || watchlistAliasOf(name) !== undefined ? catalogue.table(name) : undefined,
    names: () => listed,
  };
}
