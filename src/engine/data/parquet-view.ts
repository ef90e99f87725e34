// A table of Parquet files as a view over them: a query reads of the files what it names, and nothing is copied.
import { statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, KqlType } from '../../tables/schema.ts';
import { quoteName, sqlTypes } from '../sql-types.ts';
import type { StoredTable } from '../table-source.ts';
import type { TableFiles } from './files.ts';
import { holdsNowhere, openReader, type ParquetShape, parquetFiles, parquetShapes } from './parquet.ts';
import { type Conversion, parquetConversion, typeOfParquet } from './parquet-conversions.ts';

/** Parquet files whose footers were read. */
export interface ParquetTable {
  /** Names of all columns with their DuckDB types, in the order they first occur; with the keys of folders, which are text. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rows: number;
  readonly groups: readonly FileGroup[];
}

/** Files with the same columns. */
interface FileGroup {
  readonly paths: readonly string[];
  /** With the keys of folders that no column of the files hides. */
  readonly types: ReadonlyMap<string, string>;
  readonly isPartitioned: boolean;
  /** Columns without NULL in any of the files. */
  readonly complete: ReadonlySet<string>;
}

/** DuckDB takes these in a path for a pattern. */
const pattern = /[*?[\]]/;

/** Undefined where the files have to be read row by row: one of them is no Parquet, or its path no name. */
export async function openParquet({ parts }: TableFiles): Promise<ParquetTable | undefined> {
  if (parts.some(({ path }) => pattern.test(path))) return undefined;
  const shapes = await parquetShapes(parts.map(({ path }) => path));
  if (shapes === undefined) return undefined;
  const groups = new Map<string, FileGroup>();
  const columns = new Map<string, Set<string>>();
  for (const [index, { path, partition }] of parts.entries()) {
    const shape = shapes[index]!;
    const types = typesIn(shape, partition);
    for (const [name, type] of types) columns.set(name, (columns.get(name) ?? new Set()).add(type));
    const key = JSON.stringify([...types]);
    const group = groups.get(key);
    groups.set(key, {
      paths: [...(group?.paths ?? []), path],
      types,
      isPartitioned: Object.keys(partition).length > 0,
      complete: new Set([...shape.complete].filter((name) => group?.complete.has(name) ?? true)),
    });
  }
  const rows = shapes.reduce((sum, shape) => sum + shape.rows, 0);
  return { columns, rows, groups: [...groups.values()] };
}

function typesIn({ columns }: ParquetShape, partition: Readonly<Record<string, unknown>>) {
  const own = columns.map(({ name, type }) => [name, type] as const);
  // Names in SQL ignore case.
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const keys = Object.keys(partition).filter((key) => !taken.has(key.toLowerCase()));
  return new Map<string, string>([...own, ...keys.map((key) => [key, 'VARCHAR'] as const)]);
}

/** The columns of a table that no schema knows: of the types the files have; text that is always an ISO time is one. */
export async function columnsOfParquet(table: ParquetTable): Promise<readonly Column[]> {
  if (table.rows === 0) return [];
  const { connection, close } = await openReader();
  try {
    const columns: Column[] = [];
    for (const [name, types] of table.columns) {
      const known = new Set<KqlType>();
      for (const type of types) {
        known.add(typeOfParquet(type) ?? ((await isTimes(name, table, connection)) ? 'datetime' : 'string'));
      }
      columns.push({ name, type: typeOf([...known]) });
    }
    return columns;
  } finally {
    close();
  }
}

function typeOf(types: readonly KqlType[]): KqlType {
  const [first = 'string', ...others] = types;
  if (others.length === 0) return first;
  return types.every((type) => type === 'long' || type === 'real') ? 'real' : 'dynamic';
}

async function isTimes(
  name: string,
  { groups }: ParquetTable,
  connection: DuckDBConnection,
): Promise<boolean> {
  const column = quoteName(name);
  const isTime = `regexp_full_match(${column}, '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?\\s*(Z|[+-]\\d\\d:?\\d\\d)?')`;
  let isEmpty = true;
  for (const { paths, types, isPartitioned } of groups) {
    if (!types.has(name)) continue;
    const from = parquetFiles(paths, isPartitioned);
    if (!(await holdsNowhere(`not ${isTime}`, from, connection))) return false;
    isEmpty &&= await holdsNowhere(`${column} is not null`, from, connection);
  }
  return !isEmpty;
}

export interface ParquetView {
  /** The SELECT of the stored columns, under their SQL names. */
  readonly select: string;
  /** TimeGenerated as the files have it. */
  readonly time: StoredTable['time'];
  readonly row: string;
  readonly paths: readonly string[];
  /** Whether every value converts; asked again when a file has changed. */
  holds(connection: DuckDBConnection): Promise<boolean>;
}

/** The view that has `stored`; undefined where a column has a type that only the reader of rows reads. */
export function parquetView(
  { groups }: ParquetTable,
  stored: StoredTable,
  types: ReadonlyMap<string, KqlType>,
): ParquetView | undefined {
  const rawTimes = new Set(groups.map((group) => group.types.get('TimeGenerated')));
  const [rawTime] = rawTimes.size === 1 ? rawTimes : [];
  const time =
    types.get('TimeGenerated') === 'datetime' && isRawTime(rawTime)
      ? { sqlName: 'time_in_file', sqlType: rawTime }
      : undefined;
  const row = 'row_in_files';
  const selects: string[] = [];
  let filesBefore = 0;
  const refusals: { readonly from: string; readonly condition: string }[] = [];
  for (const group of groups) {
    const from = parquetFiles(group.paths, group.isPartitioned);
    const columns: string[] = [];
    const refused: string[] = [];
    for (const [name, sqlName] of stored.columns) {
      const type = types.get(name) ?? 'datetime';
      const conversion = conversionOf(name, type, group);
      if (conversion === undefined) return undefined;
      if (conversion.refused !== undefined) refused.push(`(${conversion.refused})`);
      columns.push(`${conversion.sql} as ${quoteName(sqlName)}`);
    }
    if (time !== undefined) columns.push(`${quoteName('TimeGenerated')} as ${quoteName(time.sqlName)}`);
    columns.push(`${rowPlace(group, filesBefore)} as ${quoteName(row)}`);
    filesBefore += group.paths.length;
    selects.push(`select ${columns.join(', ')} from ${from}`);
    if (refused.length > 0) refusals.push({ from, condition: refused.join(' or ') });
  }
  const paths = groups.flatMap((group) => group.paths);
  let held: string | undefined;
  return {
    select: selects.join(' union all '),
    time,
    row,
    paths,
    holds: async (connection) => {
      const state = stateOf(paths);
      if (held === state) return true;
      for (const { from, condition } of refusals) {
        if (!(await holdsNowhere(condition, from, connection))) return false;
      }
      held = state;
      return true;
    },
  };
}

/** Where a row lies: its file among all files, then its number in it, which DuckDB knows without counting. */
function rowPlace({ types, paths }: FileGroup, filesBefore: number): string {
  const names = new Set([...types.keys()].map((name) => name.toLowerCase()));
  // A column of that name hides what DuckDB knows.
  const isHidden = names.has('file_index') || names.has('file_row_number');
  const inFile = isHidden ? 'row_number() over ()' : 'file_row_number';
  const before = BigInt(filesBefore) * mostRowsOfFile;
  if (isHidden || paths.length === 1) return before === 0n ? inFile : `${before} + ${inFile}`;
  return `(${filesBefore} + file_index::bigint) * ${mostRowsOfFile} + ${inFile}`;
}

/** More than the rows of any file: places of files stay apart, and 4 million files fit. */
const mostRowsOfFile = 2n ** 40n;

function isRawTime(type: string | undefined): type is 'TIMESTAMP' | 'TIMESTAMP WITH TIME ZONE' {
  return type === 'TIMESTAMP' || type === 'TIMESTAMP WITH TIME ZONE';
}

function conversionOf(name: string, type: KqlType, group: FileGroup): Conversion | undefined {
  const from = group.types.get(name);
  if (from === undefined) return { sql: type === 'string' ? "''" : `null::${sqlTypes[type]}` };
  const raw = quoteName(name);
  const conversion = parquetConversion(raw, from, type);
  // Without coalesce DuckDB compares in the file.
  if (conversion === undefined || type !== 'string' || group.complete.has(name)) return conversion;
  return { ...conversion, sql: `coalesce(${conversion.sql}, '')` };
}

function stateOf(paths: readonly string[]): string {
  return paths
    .map((path) => {
      const state = statSync(path, { throwIfNoEntry: false });
      return `${state?.size} ${state?.mtimeMs}`;
    })
    .join('\n');
}
