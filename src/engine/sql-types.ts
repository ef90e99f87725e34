// How each KQL type is stored in the database.
import { maxDatetimeTicks } from '../kql/ticks.ts';
import type { KqlType } from '../tables/schema.ts';

/** All digits and decimals kept of a decimal; Kusto keeps 34 significant digits, which no fixed scale covers. */
export const decimalWidth = 38;
/** As the translator casts to decimal. */
export const decimalScale = 17;

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

/** Whether a datetime can have that many ticks. */
export function isDatetime(ticks: bigint): boolean {
  return ticks >= 0n && ticks <= maxDatetimeTicks;
}

/** An identifier in quotes. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
