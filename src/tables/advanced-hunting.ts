// What only Defender advanced hunting has: columns beside those that a workspace keeps of the same table.
import { advancedHuntingTables } from './data/advanced-hunting.ts';
import { lineOf } from './lines.ts';
import { type Column, parseColumns } from './schema.ts';

/**
 * The columns of a table in Defender advanced hunting; none for a table that it does not have.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
export function advancedHuntingColumns(table: string): readonly Column[] {
  const line = /^\w+$/.test(table) ? lineOf(advancedHuntingTables, table) : undefined;
  return line === undefined ? [] : parseColumns(line.slice(line.indexOf(' ') + 1));
}
