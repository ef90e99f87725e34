// The types that custom tables and streams declare, in the spellings of ARM, of data collection rules and of KQL.

interface ColumnType {
  /** As ARM writes it in a table. https://learn.microsoft.com/rest/api/loganalytics/tables/create-or-update */
  readonly table: string;
  /** As the errors of a data collection rule name it. */
  readonly output: string;
  readonly kql: string;
  /** Whether a stream of a data collection rule may declare it. */
  readonly inStreams: boolean;
}

/** By the lower-case spelling that tables and streams share. https://learn.microsoft.com/azure/azure-monitor/logs/logs-table-overview#column-data-types */
const types: Readonly<Record<string, ColumnType>> = {
  boolean: { table: 'boolean', output: 'Boolean', kql: 'bool', inStreams: true },
  datetime: { table: 'dateTime', output: 'DateTime', kql: 'datetime', inStreams: true },
  dynamic: { table: 'dynamic', output: 'Dynamic', kql: 'dynamic', inStreams: true },
  guid: { table: 'guid', output: 'Guid', kql: 'guid', inStreams: false },
  int: { table: 'int', output: 'Int', kql: 'int', inStreams: true },
  long: { table: 'long', output: 'Long', kql: 'long', inStreams: true },
  real: { table: 'real', output: 'Double', kql: 'real', inStreams: true },
  string: { table: 'string', output: 'String', kql: 'string', inStreams: true },
};

export const tableTypes: readonly string[] = Object.values(types).map(({ table }) => table);
export const streamTypes: readonly string[] = Object.keys(types).filter((name) => types[name]!.inStreams);

/** A column as ARM bodies have it. */
export interface DeclaredColumn {
  readonly name: string;
  readonly type: string;
}

/** The type of that spelling, whatever its case; undefined where there is none. */
export function columnType(spelled: string): ColumnType | undefined {
  const key = spelled.toLowerCase();
  return Object.hasOwn(types, key) ? types[key] : undefined;
}
