// A table of files with one JSON object a line that DuckDB reads where they lie, as far as it reads them as the reader of rows does.
import type { DuckDBConnection } from '@duckdb/node-api';
import { inferTypes } from '../../tables/infer-types.ts';
import type { Column } from '../../tables/schema.ts';
import { quoteName, quoteText } from '../sql-types.ts';
import type { TableFiles } from './files.ts';
import {
  areApart,
  type FileGroup,
  type FilesInPlace,
  mostRowsOfFile,
  pathPattern,
  withTold,
} from './in-place.ts';
import { type JsonKind, jsonConversion, outsideStrings, sqlTypeOfKind } from './json-conversions.ts';
import { holdsNowhere } from './parquet.ts';
import { timePattern } from './parquet-conversions.ts';
import { linesOf } from './raw-lines.ts';
import { openReader } from './reader.ts';
import { isIntact } from './text-lines.ts';

/**
 * Undefined where the files have to be read row by row: what is wrong in them is to be named with its place, or they have what the two
 * read in two ways: a byte order mark, a comma before a closing bracket, keys that an object has twice or that only case tells apart.
 */
export async function openJsonLines({ parts }: TableFiles): Promise<FilesInPlace | undefined> {
  if (parts.some(({ path }) => pathPattern.test(path))) return undefined;
  const { connection, close } = await openReader();
  try {
    const columns = new Map<string, Set<string>>();
    const groups: FileGroup[] = [];
    for (const { path, partition } of parts) {
      const kinds = await kindsOf(path, connection);
      // A record without the value has that of its folder.
      if (kinds === undefined || Object.keys(partition).some((key) => kinds.has(key))) return undefined;
      if (kinds.size === 0) continue;
      const told = Object.keys(partition).map((key) => [key, 'VARCHAR'] as const);
      const types = new Map<string, JsonKind>([...told, ...kinds]);
      if (!areApart([...types.keys()])) return undefined;
      for (const [name, kind] of types) columns.set(name, (columns.get(name) ?? new Set()).add(kind));
      groups.push({
        from: withTold(
          objectsOf(path, new Map(Array.from(kinds, ([name, kind]) => [name, sqlTypeOfKind(kind)]))),
          partition,
        ),
        paths: [path],
        types,
        complete: new Set(),
        place: `${BigInt(groups.length) * mostRowsOfFile} + row_number() over ()`,
        convert: (raw, from, to) => jsonConversion(raw, from as JsonKind, to),
        checksLate: false,
      });
    }
    return groups.length === 0 ? undefined : { columns, groups };
  } catch {
    // The reader of rows says what is wrong.
    return undefined;
  } finally {
    close();
  }
}

/** The keys of all lines, in the order they first occur; none in a file without lines. */
async function kindsOf(
  path: string,
  connection: DuckDBConnection,
): Promise<ReadonlyMap<string, JsonKind> | undefined> {
  if (!(await isIntact(path)) || !(await holdsNowhere(oddLine, linesOf(path), connection))) return undefined;
  const rowsOf = async (select: string) => (await connection.run(select)).getRowsJS();
  const keysByLine = `select json_keys(line) as keys, row_number() over () as place from ${jsonLines(path)}`;
  const first = await rowsOf(
    `select distinct min(place) as first_place from (select unnest(keys) as key, place from (${keysByLine})) group by key order by first_place`,
  );
  if (first.length === 0)
    return (await rowsOf(`select 1 from ${jsonLines(path)} limit 1`)).length === 0 ? new Map() : undefined;
  const places = first.map(([place]) => String(place));
  const lines = await rowsOf(
    `select keys from (${keysByLine} limit ${places.at(-1)}) where place in (${places.join(', ')}) order by place`,
  );
  const names = [...new Set(lines.flatMap(([keys]) => keys as string[]))];
  if (names.some((name) => isUnusable.test(name)) || !areApart(names)) return undefined;
  const [found = []] = await rowsOf(
    `select ${names.map((name) => `bit_or(${bitOf(quoteName(name))})`).join(', ')} from ${objectsOf(path, new Map(names.map((name) => [name, 'JSON'])))}`,
  );
  const kinds = new Map<string, JsonKind>();
  for (const [at, name] of names.entries()) {
    const kind = kindOf(Number(found[at] ?? 0));
    if (kind === undefined) return undefined;
    kinds.set(name, kind);
  }
  return kinds;
}

/** JavaScript puts keys that are numbers first. */
const isUnusable = /^(?:0|[1-9]\d*)?$/;

const matches = (text: string, pattern: string) => `regexp_matches(${text}, '${pattern}')`;

const commaAtEnd = ',\\s*(?:[\\]}]|$)';
const minusZero = '-0\\s*(?:[,}\\]]|$)';
/**
 * What DuckDB takes for an object though it is none, null and commas before closing brackets, and what it reads otherwise: the sign of
 * a zero, and the two characters with which text is no text or, to the reader of rows, a number.
 */
const oddLine = [
  matches('line', '^\\s*n'),
  `(${matches('line', commaAtEnd)} or ${matches('line', minusZero)}) and ${matches(outsideStrings('line'), `${commaAtEnd}|${minusZero}`)}`,
  `contains(line, '\\u0000')`,
  `contains(line, '\\u0001')`,
].join(' or ');

/** One for each kind of value; `large` has more digits than JavaScript keeps. */
const bits = { text: 1, nested: 2, bool: 4, whole: 8, large: 16, real: 32, odd: 64 } as const;

/** The bit of a value that is not null, by the letters that DuckDB writes for it. It knows numbers that JSON does not: NaN, Infinity. */
function bitOf(column: string): string {
  const json = `${column}::varchar`;
  const noNumber = '[\\[:,](?:N|-?I)';
  const nested = `case when ${matches(json, noNumber)} and ${matches(outsideStrings(json), noNumber)} then ${bits.odd} else ${bits.nested} end`;
  return `case
    when starts_with(${json}, '"') then ${bits.text}
    when starts_with(${json}, '{') or starts_with(${json}, '[') then ${nested}
    when ${json} in ('true', 'false') then ${bits.bool}
    when ${matches(json, '^-?\\d{1,15}$')} then ${bits.whole}
    when ${matches(json, '^-?\\d+$')} then case when try_cast(${json} as bigint) is null then ${bits.odd} else ${bits.large} end
    when isfinite(try_cast(${json} as double)) then ${bits.real}
    when ${column} is not null then ${bits.odd}
  end`;
}

/** Undefined: only the reader of rows reads such values. */
function kindOf(found: number): JsonKind | undefined {
  if ((found & bits.odd) !== 0) return undefined;
  switch (found) {
    case 0:
      return 'null';
    case bits.text:
      return 'VARCHAR';
    case bits.nested:
      return 'JSON';
    case bits.bool:
      return 'BOOLEAN';
    case bits.whole:
    case bits.large:
    case bits.whole | bits.large:
      return 'BIGINT';
    case bits.real:
    case bits.real | bits.whole:
      return 'DOUBLE';
    default:
      return (found & bits.large) !== 0 && (found & bits.real) !== 0 ? undefined : 'mixed';
  }
}

/** With room for lines of 2 MB, the longest that `linesOf` takes: DuckDB makes it ready for every query, which costs more than a small file. */
const jsonOptions =
  "format = 'newline_delimited', auto_detect = false, hive_partitioning = false, maximum_object_size = 2097152";

/** The lines of a file, blank ones left out, as JSON in the column `line`. */
function jsonLines(path: string): string {
  return `read_json([${quoteText(path)}], columns = {'line': 'JSON'}, records = false, ${jsonOptions})`;
}

/** The values of the keys, with those of the folders. */
function objectsOf(path: string, types: ReadonlyMap<string, string>): string {
  const columns = Array.from(types, ([name, type]) => `${quoteText(name)}: '${type}'`);
  return `read_json([${quoteText(path)}], columns = {${columns.join(', ')}}, records = true, ${jsonOptions})`;
}

/** The columns of a table that no schema knows, as `inferTypes` tells them from values of the same kinds. */
export async function columnsOfJsonLines({ columns, groups }: FilesInPlace): Promise<readonly Column[]> {
  const inference = inferTypes(false);
  inference.add(Object.fromEntries([...columns.keys()].map((name) => [name, null])));
  const { connection, close } = await openReader();
  try {
    for (const { from, types } of groups) {
      const asked = [...types].flatMap(([name, kind]) =>
        examples[kind as JsonKind].map(({ value, found }) => ({
          name,
          value,
          found: found(quoteName(name)),
        })),
      );
      if (asked.length === 0) continue;
      const answer = await connection.run(
        `select ${asked.map(({ found }) => `coalesce(bool_or(${found}), false)`).join(', ')} from ${from}`,
      );
      const [row = []] = await answer.getRows();
      for (const [at, { name, value }] of asked.entries())
        if (row[at] === true) inference.add({ [name]: value });
    }
  } finally {
    close();
  }
  return inference.columns();
}

interface Example {
  readonly value: unknown;
  /** Whether a column has such a value. */
  readonly found: (column: string) => string;
}

const always = () => 'true';
const isTime = (column: string) => `regexp_full_match(${column}, '${timePattern}')`;
const isWhole = (column: string) => `${column} = trunc(${column}) and abs(${column}) <= 9007199254740991`;

const examples: Readonly<Record<JsonKind, readonly Example[]>> = {
  VARCHAR: [
    { value: '2026-01-15T10:00:00Z', found: isTime },
    { value: 'text', found: (column) => `not ${isTime(column)}` },
  ],
  BOOLEAN: [{ value: true, found: always }],
  BIGINT: [{ value: 1, found: always }],
  DOUBLE: [
    { value: 1, found: isWhole },
    { value: 0.5, found: (column) => `not (${isWhole(column)})` },
  ],
  JSON: [{ value: {}, found: always }],
  mixed: [
    { value: {}, found: always },
    { value: true, found: always },
  ],
  null: [],
};
