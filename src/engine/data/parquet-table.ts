// A table of Parquet files: their columns as their footers give them.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, KqlType } from '../../tables/schema.ts';
import { quoteName } from '../sql-types.ts';
import type { TableFiles } from './files.ts';
import { type FileGroup, type FilesInPlace, mostRowsOfFile, pathPattern } from './in-place.ts';
import { holdsNowhere, type ParquetShape, parquetFiles, parquetShapes } from './parquet.ts';
import { parquetConversion, timePattern, typeOfParquet } from './parquet-conversions.ts';
import { openReader } from './reader.ts';

/** Undefined where the files have to be read row by row: one of them is no Parquet, or its path no name. */
export async function openParquet({ parts }: TableFiles): Promise<FilesInPlace | undefined> {
  if (parts.some(({ path }) => pathPattern.test(path))) return undefined;
  const shapes = await parquetShapes(parts.map(({ path }) => path));
  if (shapes === undefined) return undefined;
  const groups = new Map<string, ParquetGroup>();
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
  const isEmpty = shapes.every((shape) => shape.rows === 0);
  let filesBefore = 0;
  const inPlace = [...groups.values()].map((group): FileGroup => {
    const { paths, types, complete, isPartitioned } = group;
    const place = rowPlace(group, filesBefore);
    filesBefore += paths.length;
    return {
      from: parquetFiles(paths, isPartitioned),
      paths,
      types,
      complete,
      place,
      convert: parquetConversion,
      checksLate: true,
    };
  });
  return { columns: isEmpty ? new Map() : columns, groups: inPlace };
}

interface ParquetGroup extends Pick<FileGroup, 'paths' | 'types' | 'complete'> {
  readonly isPartitioned: boolean;
}

/** Where a row lies: its file among all files, then its number in it, which DuckDB knows without counting. */
function rowPlace({ types, paths }: ParquetGroup, filesBefore: number): string {
  const names = new Set([...types.keys()].map((name) => name.toLowerCase()));
  // A column of that name hides what DuckDB knows.
  const isHidden = names.has('file_index') || names.has('file_row_number');
  const inFile = isHidden ? 'row_number() over ()' : 'file_row_number';
  const before = BigInt(filesBefore) * mostRowsOfFile;
  if (isHidden || paths.length === 1) return before === 0n ? inFile : `${before} + ${inFile}`;
  return `(${filesBefore} + file_index::bigint) * ${mostRowsOfFile} + ${inFile}`;
}

function typesIn({ columns }: ParquetShape, partition: Readonly<Record<string, unknown>>) {
  const own = columns.map(({ name, type }) => [name, type] as const);
  // Names in SQL ignore case.
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const keys = Object.keys(partition).filter((key) => !taken.has(key.toLowerCase()));
  return new Map<string, string>([...own, ...keys.map((key) => [key, 'VARCHAR'] as const)]);
}

/** The columns of a table that no schema knows: of the types the files have; text that is always an ISO time is one. */
export async function columnsOfParquet(table: FilesInPlace): Promise<readonly Column[]> {
  if (table.columns.size === 0) return [];
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
  { groups }: FilesInPlace,
  connection: DuckDBConnection,
): Promise<boolean> {
  const column = quoteName(name);
  const isTime = `regexp_full_match(${column}, '${timePattern}')`;
  let isEmpty = true;
  for (const { from, types } of groups) {
    if (!types.has(name)) continue;
    if (!(await holdsNowhere(`not ${isTime}`, from, connection))) return false;
    isEmpty &&= await holdsNowhere(`${column} is not null`, from, connection);
  }
  return !isEmpty;
}
