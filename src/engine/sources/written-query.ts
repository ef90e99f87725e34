// Runs a query that writes its tables out in front of itself: what stands behind them is bound once, over tables of those columns.
import { createCache } from '../../cache/cache.ts';
import { type BoundQuery, maxQueryLength } from '../../kql/bind/bind.ts';
import { queryDiagnostics } from '../../kql/bind/diagnostics.ts';
import { type TableCatalogue, withTables } from '../../tables/catalogue.ts';
import type { TableSchema } from '../../tables/schema.ts';
import type { Engine, RunOptions } from '../engine.ts';
import type { RunOutcome } from '../run-translation.ts';
import type { CellsTable, TableSource } from '../table-source.ts';
import { readsPlainly } from './plain-reads.ts';
import { readWrittenTables, type WrittenTable, type WrittenTables } from './written-tables.ts';

export interface WrittenQueries {
  /**
   * The outcome of the query, the same as binding all of its text gives; undefined where that has to be done: nothing is written out,
   * the rest could tell a `let` from a table, or something is wrong whose place is to be named.
   */
  run(query: string, options: RunOptions): Promise<RunOutcome> | undefined;
}

export function createWrittenQueries(engine: Engine): WrittenQueries {
  const catalogueOf = createCatalogues();
  const usable = new WeakMap<BoundQuery, boolean>();
  const isUsable = (bound: BoundQuery, { tables }: WrittenTables, catalogue: TableCatalogue) => {
    const known =
      usable.get(bound) ??
      (queryDiagnostics(bound, catalogue).every(({ severity }) => severity !== 'error') &&
        readsPlainly(bound, new Set(tables.map(({ name }) => name))));
    usable.set(bound, known);
    return known;
  };
  return {
    run(query, options) {
      // The binder refuses it as a whole.
      if (query.length > maxQueryLength) return undefined;
      const split = readWrittenTables(query);
      if (split === undefined || !split.tables.every(({ name }) => hides(name, options.tables)))
        return undefined;
      const tables = catalogueOf(split.tables, options.tables);
      const inner = { ...options, tables, data: sourceOf(split.tables, options.data) };
      if (!isUsable(engine.bind(split.rest, inner), split, tables)) return undefined;
      const translated = engine.translate(split.rest, inner);
      if (!('translation' in translated)) return undefined;
      // The keys of an open bag have to be asked for first.
      return translated.translation.openBag === undefined
        ? engine.runTranslation(translated.translation, inner)
        : undefined;
    },
  };
}

/** A name no table has could be that of a function as well; and a saved function would hide the table again. */
function hides(name: string, tables: TableCatalogue): boolean {
  return tables.table(name)?.advancedHuntingOnly === false && tables.function(name) === undefined;
}

/** Bound queries are known by their catalogue, so equal columns must give the same one. */
function createCatalogues() {
  const known = createCache<string, { readonly base: TableCatalogue; readonly catalogue: TableCatalogue }>({
    capacity: 64,
  });
  return (written: readonly WrittenTable[], base: TableCatalogue): TableCatalogue => {
    const key = JSON.stringify(written.map(({ name, columns }) => [name, columns]));
    const same = known.get(key);
    if (same?.base === base) return same.catalogue;
    const catalogue = catalogueWith(written, base);
    known.set(key, { base, catalogue });
    return catalogue;
  };
}

function catalogueWith(written: readonly WrittenTable[], base: TableCatalogue): TableCatalogue {
  const tables = written.map(
    ({ name, columns }): TableSchema => ({ name, columns, source: 'query', advancedHuntingOnly: false }),
  );
  return withTables(base, tables);
}

function sourceOf(written: readonly WrittenTable[], data: TableSource): TableSource {
  const own = new Map(
    written.map(({ name, columns, rows }): [string, CellsTable] => [
      name,
      { kind: 'cells', columns: columns.map((column) => column.name), rows },
    ]),
  );
  return { names: data.names, table: (name) => own.get(name) ?? data.table(name) };
}
