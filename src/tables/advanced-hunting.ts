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

type Change = (catalogue: TableCatalogue) => TableCatalogue;

/** A change of each built-in table, over what another change gives: made once for a catalogue, and once of its own result. */
function changing(
  change: (schema: TableSchema) => TableSchema,
  over: Change = (catalogue) => catalogue,
): Change {
  const made = new WeakMap<TableCatalogue, TableCatalogue>();
  return (catalogue) => {
    const known = made.get(catalogue);
    if (known !== undefined) return known;
    const below = over(catalogue);
    const schemas = new Map<string, TableSchema | undefined>();
    const schemaOf = (name: string) => {
      const schema = below.table(name);
      return schema === undefined || schema.source === 'custom' ? schema : change(schema);
    };
    const changed: TableCatalogue = {
      ...below,
      table: (name) => {
        if (!schemas.has(name)) schemas.set(name, schemaOf(name));
        return schemas.get(name);
      },
    };
    made.set(catalogue, changed);
    made.set(changed, changed);
    return changed;
  };
}

/** The catalogue as the Defender portal shows it: its own tables beside those of the workspace, its columns beside theirs. */
export const withAdvancedHunting = changing((schema) => {
  const isNew = ({ name }: Column) => !schema.columns.some((one) => one.name === name);
  const columns = [...schema.columns, ...advancedHuntingColumns(schema.name).filter(isNew)];
  return { ...schema, advancedHuntingOnly: false, columns: withBothTimes(columns) };
});

/**
 * The catalogue of the Defender portal with the portal's types where a workspace has others: what is a bag or a list there, as the
 * users logged on to a device, is a text of JSON here. https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table
 */
export const withAdvancedHuntingTypes = changing((schema) => {
  const types = new Map(advancedHuntingColumns(schema.name).map(({ name, type }) => [name, type]));
  const columns = schema.columns.map((column) => ({
    ...column,
    type: types.get(column.name) ?? column.type,
  }));
  return { ...schema, columns };
}, withAdvancedHunting);
