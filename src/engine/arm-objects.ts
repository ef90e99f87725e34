// What was made through ARM, beside the tables the engine was opened with: tables with their rows as cells, and functions.

import type { ArmTable, RowBatch } from '../rows/arm-table.ts';
import { type Cell, seedCell } from '../rows/cell.ts';
import { ticksOfDate } from '../rows/ticks.ts';
import { type TableCatalogue, withFunctions, withTables } from '../tables/catalogue.ts';
import type { Column, KqlType, TableSchema } from '../tables/schema.ts';
import type { WorkspaceFunction } from '../tables/workspace-function.ts';
import type { ArmObjects } from './query-service.ts';
import { hiddenColumns } from './sources/seed-rows.ts';
import type { CellsTable, TableSource, TimeWindow } from './table-source.ts';

export interface OpenedTables {
  readonly tables: TableCatalogue;
  readonly data: TableSource;
}

type CellRow = readonly Cell[];

const nothing: ArmObjects = { tables: [], functions: [] };

/** Makes the function that adds such objects. What it works out for a list of them, and for a batch of rows, it keeps. */
export function createArmObjects(
  opened: OpenedTables,
): (made: ArmObjects | undefined, window?: TimeWindow) => OpenedTables {
  const catalogueOf = memoized((made: readonly ArmTable[]) => withTables(opened.tables, made.map(schemaOf)));
  const catalogueWith = memoized((tables: readonly ArmTable[]) =>
    memoized((functions: readonly WorkspaceFunction[]) => withFunctions(catalogueOf(tables), functions)),
  );
  const cells = new WeakMap<RowBatch, { readonly schema: TableSchema; readonly rows: readonly CellRow[] }>();
  const rowsOf = (table: ArmTable, schema: TableSchema) =>
    table.batches().flatMap((batch) => {
      const known = cells.get(batch);
      if (known?.schema === schema) return known.rows;
      const rows = cellsOf(batch, table, schema);
      cells.set(batch, { schema, rows });
      return rows;
    });
  const withRows = (
    made: readonly ArmTable[],
    tables: TableCatalogue,
    window: TimeWindow | undefined,
  ): TableSource => {
    if (made.length === 0) return opened.data;
    const own = new Map(made.map((table) => [table.name, table]));
    return {
      names: [...new Set([...opened.data.names, ...own.keys()])],
      table: (name) => {
        const table = own.get(name);
        if (table === undefined) return opened.data.table(name);
        const schema = tables.table(name)!;
        return cellsTable(schema, rowsOf(table, schema), window);
      },
    };
  };
  return (made = nothing, window) => {
    const tables = catalogueWith(made.tables)(made.functions);
    return { tables, data: withRows(made.tables, tables, window) };
  };
}

/** A function of objects that works out its answer for each of them once: bound queries are known by their catalogue. */
function memoized<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const values = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = values.get(key) ?? { value: make(key) };
    values.set(key, known);
    return known.value;
  };
}

function schemaOf({ name, columns }: ArmTable): TableSchema {
  return { name, columns: columns.map(columnOf), source: 'custom', advancedHuntingOnly: false };
}

const columnOf = ({ name, type }: ArmTable['columns'][number]): Column => ({ name, type: type as KqlType });

function cellsOf(batch: RowBatch, { constants }: ArmTable, schema: TableSchema): readonly CellRow[] {
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
