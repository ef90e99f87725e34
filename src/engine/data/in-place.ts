// A table of files as a view over them: a query reads of the files what it names, and nothing is copied.
import { statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { KqlType } from '../../tables/schema.ts';
import { quoteName, quoteText, sqlTypes } from '../sql-types.ts';
import type { StoredTable } from '../table-source.ts';
import { holdsNowhere } from './parquet.ts';
import type { Conversion } from './parquet-conversions.ts';

/** Files of one table that a query can read where they lie. */
export interface FilesInPlace {
  /** Names of the columns that have values, with their DuckDB types, in the order they first occur; with the keys of folders. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  readonly groups: readonly FileGroup[];
}

/** Files with the same columns. */
export interface FileGroup {
  /** The files as one relation of their columns and the keys of their folders. */
  readonly from: string;
  readonly paths: readonly string[];
  /** With the keys of folders, which are text, unless a column of the files hides them. */
  readonly types: ReadonlyMap<string, string>;
  /** Columns without NULL in any of the files. */
  readonly complete: ReadonlySet<string>;
  /** The place of a row, in SQL: below 2^62, and after those of the files before. */
  readonly place: string;
  /** How a column of one of the `types` becomes cells; undefined: only the reader of rows can tell. */
  readonly convert: (raw: string, from: string, to: KqlType) => Conversion | undefined;
  /** JSON in text is checked when a query first names its column. */
  readonly checksLate: boolean;
}

/** DuckDB takes these in a path for a pattern. */
export const pathPattern = /[*?[\]]/;

/** More than the rows of any file: places of files stay apart, and 4 million files fit. */
export const mostRowsOfFile = 2n ** 40n;

/** Whether names are different in SQL, which ignores case. */
export function areApart(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}

/** A relation with what the folders of its file say of all its rows. */
export function withTold(from: string, partition: Readonly<Record<string, string | null>>): string {
  const told = Object.entries(partition).map(
    ([key, value]) => `${value === null ? 'null' : quoteText(value)}::varchar as ${quoteName(key)}`,
  );
  return told.length === 0 ? from : `(select *, ${told.join(', ')} from ${from})`;
}

export interface FilesView {
  /** The SELECT of the stored columns, under their SQL names. */
  readonly select: string;
  /** TimeGenerated as the files have it. */
  readonly time: StoredTable['time'];
  readonly row: string;
  readonly texts: StoredTable['texts'];
  readonly paths: readonly string[];
  /** Columns of JSON in text, whose values take long to check. */
  readonly late: ReadonlySet<string>;
  /** Whether every value of the columns converts; asked again when a file has changed. */
  holds(connection: DuckDBConnection, isMeant: (name: string) => boolean): Promise<boolean>;
}

/** The view that has `stored`; undefined where a column has a type that only the reader of rows reads. */
export function filesView(
  { groups }: FilesInPlace,
  stored: StoredTable,
  types: ReadonlyMap<string, KqlType>,
): FilesView | undefined {
  const rawTimes = new Set(groups.map((group) => group.types.get('TimeGenerated')));
  const [rawTime] = rawTimes.size === 1 ? rawTimes : [];
  const time =
    types.get('TimeGenerated') === 'datetime' && isRawTime(rawTime)
      ? { sqlName: 'time_in_file', sqlType: rawTime }
      : undefined;
  const row = 'row_in_files';
  const texts = new Map<string, string>();
  const selects: string[] = [];
  const refusals: { readonly from: string; readonly name: string; readonly condition: string }[] = [];
  const late = new Set<string>();
  for (const group of groups) {
    const { from } = group;
    const columns: string[] = [];
    for (const [name, sqlName] of stored.columns) {
      const type = types.get(name) ?? 'datetime';
      const conversion = conversionOf(name, type, group);
      if (conversion === undefined) return undefined;
      const { refused } = conversion;
      if (refused !== undefined) refusals.push({ from, name, condition: `(${refused})` });
      columns.push(`${conversion.sql} as ${quoteName(sqlName)}`);
      if (type !== 'dynamic') continue;
      if (refused !== undefined && group.checksLate) late.add(name);
      texts.set(name, `${sqlName}_text`);
      columns.push(`${conversion.text ?? `${conversion.sql}::varchar`} as ${quoteName(`${sqlName}_text`)}`);
    }
    if (time !== undefined) columns.push(`${quoteName('TimeGenerated')} as ${quoteName(time.sqlName)}`);
    columns.push(`${group.place} as ${quoteName(row)}`);
    selects.push(`select ${columns.join(', ')} from ${from}`);
  }
  const paths = groups.flatMap((group) => group.paths);
  const held = new Map<string, string>();
  return {
    select: selects.join(' union all '),
    time,
    row,
    texts,
    paths,
    late,
    holds: async (connection, isMeant) => {
      const state = stateOf(paths);
      const open = refusals.filter(({ name }) => isMeant(name) && held.get(name) !== state);
      for (const from of new Set(open.map((refusal) => refusal.from))) {
        const conditions = open.filter((refusal) => refusal.from === from).map(({ condition }) => condition);
        if (!(await holdsNowhere(conditions.join(' or '), from, connection))) return false;
      }
      for (const { name } of open) held.set(name, state);
      return true;
    },
  };
}

function isRawTime(type: string | undefined): type is 'TIMESTAMP' | 'TIMESTAMP WITH TIME ZONE' {
  return type === 'TIMESTAMP' || type === 'TIMESTAMP WITH TIME ZONE';
}

function conversionOf(name: string, type: KqlType, group: FileGroup): Conversion | undefined {
  const from = group.types.get(name);
  if (from === undefined) return { sql: type === 'string' ? "''" : `null::${sqlTypes[type]}` };
  const conversion = group.convert(quoteName(name), from, type);
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
