// Shapes of the schema facts: KQL types, columns, tables and workspace functions.

export const kqlTypes = [
  'bool',
  'datetime',
  'decimal',
  'dynamic',
  'guid',
  'int',
  'long',
  'real',
  'string',
  'timespan',
] as const;
/** https://learn.microsoft.com/kusto/query/scalar-data-types */
export type KqlType = (typeof kqlTypes)[number];

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: KqlType;
}

/** A table with its columns. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly Column[];
  /**
   * Where the facts come from: `ws`, `docs`, `xdrdocs`, `connector`, `dcr`, `kqlval`, `azs`, `easm`, `content` or `custom` (the user's own
   * file); `named` where the name is all that is known.
   */
  readonly source: string;
  /** Only in Defender advanced hunting: no workspace has it. */
  readonly advancedHuntingOnly: boolean;
}

/** The name of a table that stands for all that a workspace has. It has no rows. */
export const anyTableName = '__any_table';

/** Reads one column as the data files write it: `Name` (a string) or `Name:type`. */
function parseColumn(text: string): Column {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return { name: text, type: 'string' };
  return { name: text.slice(0, colon), type: text.slice(colon + 1) as KqlType };
}

/** Reads blank-separated columns. */
export function parseColumns(text: string): Column[] {
  return text.split(' ').filter(Boolean).map(parseColumn);
}
