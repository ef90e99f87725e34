// The tables that were made through ARM, beside those the engine was opened with: their schemas, and their rows as cells.

import { type Cell, seedCell } from '../rows/cell.ts';
import type { HeldTable, RowBatch } from '../rows/held-table.ts';
import { ticksOfDate } from '../rows/ticks.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { Column, KqlType, TableSchema } from '../tables/schema.ts';
import { hiddenColumns } from './seed-rows.ts';
import type { CellsTable, TableSource, TimeWindow } from './table-source.ts';

export interface SeenTables {
  readonly tables: TableCatalogue;
  readonly data: TableSource;
}

type CellRow = readonly Cell[];

/** Makes the function that adds such tables. What it works out for an array of them, and for a batch of rows, it keeps. */
export function createHeldTables(
  opened: SeenTables,
): (held: readonly HeldTable[] | undefined, window?: TimeWindow) => SeenTables {
  const catalogues = new WeakMap<readonly HeldTable[], TableCatalogue>();
  const cells = new WeakMap<RowBatch, { readonly schema: TableSchema; readonly rows: readonly CellRow[] }>();
  const rowsOf = (table: HeldTable, schema: TableSchema) =>
    table.batches().flatMap((batch) => {
      const known = cells.get(batch);
      if (known?.schema === schema) return known.rows;
      const rows = cellsOf(batch, table, schema);
      cells.set(batch, { schema, rows });
      return rows;
    });
  return (held = [], window) => {
    if (held.length === 0) return opened;
    const tables = catalogues.get(held) ?? catalogueWith(held, opened.tables);
    catalogues.set(held, tables);
    const own = new Map(held.map((table) => [table.name, table]));
    return {
      tables,
      data: {
        names: [...new Set([...opened.data.names, ...own.keys()])],
        table: (name) => {
          const table = own.get(name);
          if (table === undefined) return opened.data.table(name);
          const schema = tables.table(name)!;
          return cellsTable(schema, rowsOf(table, schema), window);
        },
      },
    };
  };
}

function catalogueWith(held: readonly HeldTable[], known: TableCatalogue): TableCatalogue {
  const own = new Map(
    held.map(({ name, columns }): [string, TableSchema] => [
      name,
      { name, columns: columns.map(columnOf), source: 'custom', advancedHuntingOnly: false },
    ]),
  );
  return {
    ...known,
    table: (name) => own.get(name) ?? known.table(name),
    names: () => [...new Set([...own.keys(), ...known.names()])],
  };
}

const columnOf = ({ name, type }: HeldTable['columns'][number]): Column => ({ name, type: type as KqlType });

function cellsOf(batch: RowBatch, { constants }: HeldTable, schema: TableSchema): readonly CellRow[] {
  const received = cell(batch.received, 'datetime');
  return batch.rows.map((row) => [
    ...schema.columns.map(({ name, type }) =>
      name === '_TimeReceived' ? received : cell(row[name] ?? constants[name], type),
    ),
    received,
    schema.name,
  ]);
}

/** A column that was deleted and declared anew with another type has no value in the rows before. */
function cell(value: unknown, type: KqlType): Cell {
  const read = seedCell(value, type);
  if ('cell' in read) return read.cell;
  return type === 'string' ? '' : null;
}

function cellsTable(
  schema: TableSchema,
  rows: readonly CellRow[],
  window: TimeWindow | undefined,
): CellsTable {
  const names = schema.columns.map(({ name }) => name);
  const columns = [...names, hiddenColumns.ingestionTime, hiddenColumns.table];
  if (window === undefined) return { kind: 'cells', columns, rows };
  const [start, end] = [ticksOfDate(window.start), ticksOfDate(window.end)];
  const time = names.indexOf('TimeGenerated');
  const inside = rows.filter((row) => {
    const ticks = row[time];
    return typeof ticks === 'bigint' && ticks >= start && ticks < end;
  });
  return { kind: 'cells', columns, rows: inside };
}
