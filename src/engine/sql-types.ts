// How each KQL type is stored in the database.
import { decimalScale, decimalWidth } from '../rows/cell.ts';
import type { KqlType } from '../tables/schema.ts';

/** The forms are those of src/kql/translate/translation.ts. */
export const sqlTypes = {
  bool: 'BOOLEAN',
  datetime: 'BIGINT',
  decimal: `DECIMAL(${decimalWidth},${decimalScale})`,
  dynamic: 'JSON',
  guid: 'UUID',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  string: 'VARCHAR',
  timespan: 'BIGINT',
} as const satisfies Record<KqlType, string>;

/** An identifier in quotes. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
