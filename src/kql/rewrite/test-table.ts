// The custom table that stands in for a table of Log Analytics: its name, its columns, and how a query reads them back as they were.
import type { Column, KqlType, TableSchema } from '../../tables/schema.ts';

/** The columns of ours: the run and the case a row belongs to, and what ingestion_time() is to answer. */
export const runIdColumn = 'SeedRunId';
export const caseColumn = 'SeedCase';
export const seedIngestionColumn = 'SeedIngestionTime';

/** A type that a custom table and a data collection rule both know, in KQL's spelling. */
type StoredType = Extract<KqlType, 'bool' | 'datetime' | 'dynamic' | 'int' | 'long' | 'real' | 'string'>;

export interface TestColumn {
  /** Its name in the table that the test table stands in for. */
  readonly name: string;
  readonly type: KqlType;
  /** Its name and type in the test table. */
  readonly storedName: string;
  readonly storedType: StoredType;
}

export interface TestTable {
  /** The table it stands in for. */
  readonly source: string;
  /** `Test_<source>_CL`. */
  readonly name: string;
  readonly columns: readonly TestColumn[];
  /** Columns of the source that no custom table can hold. */
  readonly withoutColumns: readonly string[];
}

/** https://learn.microsoft.com/rest/api/loganalytics/tables/create-or-update */
const maxTableName = 63;
/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#log-analytics-workspaces */
const maxColumns = 500;
/** Those the service adds to every table, and ours. */
const columnsBesides = 20;

/**
 * Names that a custom table may not declare, in lower case.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#supported-tables
 */
const reservedNames = new Set([
  'billedsize',
  'id',
  'invalidtimegenerated',
  'isbillable',
  'tenantid',
  'title',
  'type',
  'uniqueid',
]);

/** A letter first, then letters, digits and underscores, 2 to 45 in all: the same page. */
const columnName = /^[A-Za-z]\w{1,44}$/;

/** `Test_SigninLogs_CL` of `SigninLogs`, `Test_Okta_CL` of `Okta_CL`. */
export function testTableName(source: string): string {
  return `Test_${source.replace(/_CL$/, '')}_CL`;
}

/** Whether a table is one of ours: no other is ever written. */
export function isTestTable(name: string): boolean {
  return /^Test_\w+_CL$/.test(name);
}

/** The test table of a table, or why there can be none. Column names that are not allowed are stored under another name. */
export function testTableOf({
  name: source,
  columns,
}: Pick<TableSchema, 'name' | 'columns'>): { readonly table: TestTable } | { readonly problem: string } {
  const name = testTableName(source);
  if (name.length > maxTableName) {
    return { problem: `the table ${source}, whose test table would have more than ${maxTableName} letters` };
  }
  const names = new Set<string>();
  const stored = columns.map(testColumn).filter((column) => {
    // Two names that differ in case alone may be one to the service.
    const key = column.storedName.toLowerCase();
    if (names.has(key) || !columnName.test(column.storedName)) return false;
    names.add(key);
    return true;
  });
  const storedNames = new Set(stored.map((column) => column.name));
  if (stored.length > maxColumns - columnsBesides) {
    return { problem: `the table ${source}, which has more columns than a custom table may have` };
  }
  const withoutColumns = columns.map((column) => column.name).filter((one) => !storedNames.has(one));
  return { table: { source, name, columns: stored, withoutColumns } };
}

function testColumn({ name, type }: Column): TestColumn {
  return { name, type, storedName: storedName(name), storedType: storedTypes[type] };
}

function storedName(name: string): string {
  if (name.startsWith('_')) return `Seed${name}`;
  return reservedNames.has(name.toLowerCase()) ? `Seed${name}` : name;
}

/**
 * What a data collection rule has no type for is stored as text; a guid is one there whatever is declared.
 * https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-rule-structure#stream-declarations
 */
const storedTypes = {
  bool: 'bool',
  datetime: 'datetime',
  decimal: 'string',
  dynamic: 'dynamic',
  guid: 'string',
  int: 'int',
  long: 'long',
  real: 'real',
  string: 'string',
  timespan: 'string',
} as const satisfies Record<KqlType, StoredType>;

/** What reads a column of the test table as the column it stands in for: `TenantId = SeedTenantId`, `Id = toguid(Id)`. */
export function readBack({ name, type, storedName: stored, storedType }: TestColumn): string {
  const value = type === storedType ? stored : `to${type}(${stored})`;
  return value === name ? name : `${name} = ${value}`;
}

/** All columns of a test table as they are declared, ours among them. */
export function declaredColumns(table: TestTable): readonly Column[] {
  const ours: readonly Column[] = [
    { name: runIdColumn, type: 'string' },
    { name: caseColumn, type: 'string' },
    { name: seedIngestionColumn, type: 'datetime' },
  ];
  return [...table.columns.map(({ storedName: name, storedType: type }) => ({ name, type })), ...ours];
}
