// Tables whose columns depend on what is sent: resource logs in AzureDiagnostics, and custom logs of the Data Collector API.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { KqlType, TableSchema } from './schema.ts';

/**
 * The types that the service's suffixes stand for. A GUID comes as a string in custom logs and as a guid in AzureDiagnostics.
 * https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#record-type-and-properties
 */
const suffixTypes = {
  _s: 'string',
  _d: 'real',
  _b: 'bool',
  _g: 'string',
  _t: 'datetime',
} as const satisfies Record<string, KqlType>;

const suffixed = /^[A-Za-z_]\w*(_[sdbgt])$/;

/** The type that the suffix of a name stands for, in a custom log; undefined for a name without one. */
export function typeBySuffix(name: string): KqlType | undefined {
  const suffix = suffixed.exec(name)?.[1] as keyof typeof suffixTypes | undefined;
  return suffix === undefined ? undefined : suffixTypes[suffix];
}

/** Where columns without their suffix stand, so that a near miss of `Severity_s` is one whatever its suffix. */
const baseOf = (name: string) => name.slice(0, -2);

/**
 * Whether a table takes a column the first time that a row has it. A schema that the user wrote is the whole table.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/azurediagnostics
 */
export function isOpenTable({ name, source }: TableSchema): boolean {
  return source !== 'custom' && (name === 'AzureDiagnostics' || name.endsWith('_CL'));
}

/** Whether nobody here knows the columns of a table, so that a query may ask it for any. */
export function hasUnknownColumns({ source }: TableSchema): boolean {
  return source === 'named';
}

/**
 * The type of a column that an open table would have once a row brings it: its name ends in a type suffix. Undefined for every
 * other table and name, and for a name close to a known column of a custom log, which is more likely misspelt than new. In
 * AzureDiagnostics hundreds of services write side by side: `clientIp_s` and `clientIP_s` are both there.
 */
export function columnOnDemand(schema: TableSchema, name: string): KqlType | undefined {
  const type = typeBySuffix(name);
  if (type === undefined || !isOpenTable(schema)) return undefined;
  if (schema.name === 'AzureDiagnostics') return name.endsWith('_g') ? 'guid' : type;
  return nearColumn(schema, name) === undefined ? type : undefined;
}

/** A known column that the name may be a misspelling of; the same property with another type is another column. */
export function nearColumn(schema: TableSchema, name: string): string | undefined {
  const known = schema.columns.map((column) => column.name).filter((column) => suffixed.test(column));
  const bases = known.map(baseOf).filter((base) => base !== baseOf(name));
  const near = didYouMean(baseOf(name), bases);
  return near === undefined ? undefined : known.find((column) => baseOf(column) === near);
}

/** The schema with those of `names` that the table would take on demand; the schema itself where there are none. */
export function withColumnsOnDemand(schema: TableSchema, names: Iterable<string>): TableSchema {
  if (!isOpenTable(schema)) return schema;
  const known = new Set(schema.columns.map((column) => column.name));
  const added = [...new Set(names)].flatMap((name) => {
    const type = known.has(name) ? undefined : columnOnDemand(schema, name);
    return type === undefined ? [] : [{ name, type }];
  });
  return added.length === 0 ? schema : { ...schema, columns: [...schema.columns, ...added] };
}
