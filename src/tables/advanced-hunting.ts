// What only Defender advanced hunting has: columns beside those that a workspace keeps of the same table.
import type { TableCatalogue } from './catalogue.ts';
import { advancedHuntingTables } from './data/advanced-hunting.ts';
import { lineOf } from './lines.ts';
import { type Column, parseColumns, type TableSchema } from './schema.ts';

/**
 * The columns of a table in Defender advanced hunting; none for a table that it does not have.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
export function advancedHuntingColumns(table: string): readonly Column[] {
  const line = /^\w+$/.test(table) ? lineOf(advancedHuntingTables, table) : undefined;
  return line === undefined ? [] : parseColumns(line.slice(line.indexOf(' ') + 1));
}

/**
 * What has a Timestamp has a TimeGenerated too: of a query in the portal that becomes a detection, either will do as its time.
 * https://learn.microsoft.com/defender-xdr/custom-detection-rules
 */
function withBothTimes(columns: readonly Column[]): readonly Column[] {
  const has = (name: string) => columns.some((column) => column.name === name);
  if (!has('Timestamp') || has('TimeGenerated')) return columns;
  return [...columns, { name: 'TimeGenerated', type: 'datetime' }];
}

const hunting = new WeakMap<TableCatalogue, TableCatalogue>();

/** The catalogue as the Defender portal shows it: its own tables beside those of the workspace, its columns beside theirs. */
export function withAdvancedHunting(catalogue: TableCatalogue): TableCatalogue {
  const known = hunting.get(catalogue);
  if (known !== undefined) return known;
  const schemas = new Map<string, TableSchema | undefined>();
  const schemaOf = (name: string) => {
    const schema = catalogue.table(name);
    if (schema === undefined || schema.source === 'custom') return schema;
    const isNew = ({ name: column }: Column) => !schema.columns.some((one) => one.name === column);
    const columns = withBothTimes([...schema.columns, ...advancedHuntingColumns(name).filter(isNew)]);
    return { ...schema, advancedHuntingOnly: false, columns };
  };
  const added: TableCatalogue = {
    ...catalogue,
    table: (name) => {
      if (!schemas.has(name)) schemas.set(name, schemaOf(name));
      return schemas.get(name);
    },
  };
  hunting.set(catalogue, added);
  hunting.set(added, added);
  return added;
}

const typed = new WeakMap<TableCatalogue, TableCatalogue>();

/**
 * The catalogue of the Defender portal with the portal's types where a workspace has others: what is a bag or a list there, as the
 * users logged on to a device, is a text of JSON here. https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
 */
export function withAdvancedHuntingTypes(catalogue: TableCatalogue): TableCatalogue {
  const known = typed.get(catalogue);
  if (known !== undefined) return known;
  const hunted = withAdvancedHunting(catalogue);
  const schemas = new Map<string, TableSchema | undefined>();
  const schemaOf = (name: string) => {
    const schema = hunted.table(name);
    if (schema === undefined || schema.source === 'custom') return schema;
    const types = new Map(advancedHuntingColumns(name).map((column) => [column.name, column.type]));
    const columns = schema.columns.map((column) => ({
      ...column,
      type: types.get(column.name) ?? column.type,
    }));
    return { ...schema, columns };
  };
  const retyped: TableCatalogue = {
    ...hunted,
    table: (name) => {
      if (!schemas.has(name)) schemas.set(name, schemaOf(name));
      return schemas.get(name);
    },
  };
  typed.set(catalogue, retyped);
  typed.set(retyped, retyped);
  return retyped;
}
