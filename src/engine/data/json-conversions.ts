// SQL that gives a column of a JSON file as the cells of its KQL type, where that is the value src/rows/cell.ts reads from it.
import type { KqlType } from '../../tables/schema.ts';
import { sqlTypes } from '../sql-types.ts';
import { type Conversion, parquetConversion } from './parquet-conversions.ts';

/** What the values of one key are in all lines: texts, true and false, whole numbers, numbers, objects and arrays, several of these, nothing but null. */
export type JsonKind = 'VARCHAR' | 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'JSON' | 'mixed' | 'null';

/** The type that the column has in SQL. */
export function sqlTypeOfKind(kind: JsonKind): string {
  return kind === 'mixed' || kind === 'null' ? 'JSON' : kind;
}

/** `raw` is the column in SQL. Undefined: the reader of rows has to read it. */
export function jsonConversion(raw: string, kind: JsonKind, to: KqlType): Conversion | undefined {
  if (kind === 'null') return { sql: `null::${sqlTypes[to]}` };
  if (to === 'dynamic') return dynamicOf(raw, kind);
  if (kind === 'VARCHAR' || kind === 'BOOLEAN') return parquetConversion(raw, kind, to);
  // A number is no string, unlike the digits that a Parquet file gives for one of 64 bits.
  if (kind === 'BIGINT') return to === 'string' ? undefined : parquetConversion(raw, 'INTEGER', to);
  if (kind !== 'DOUBLE') return undefined;
  return to === 'decimal'
    ? parquetConversion(`${raw}::varchar`, 'VARCHAR', to)
    : parquetConversion(raw, 'DOUBLE', to);
}

function dynamicOf(raw: string, kind: JsonKind): Conversion {
  if (kind === 'VARCHAR') return dynamicOfText(raw);
  const value = kind === 'JSON' || kind === 'mixed' ? raw : `to_json(${raw})`;
  const sql = `case when ${raw} is not null then ${value} end`;
  const odd = isOdd(`${value}::varchar`);
  if (kind !== 'mixed') return { sql, text: `${sql}::varchar`, refused: odd };
  const isText = `starts_with(${raw}::varchar, '"')`;
  const text = dynamicOfText(`json_extract_string(${raw}, '$')`);
  return {
    sql: `case when ${isText} then ${text.sql} else ${raw} end`,
    text: `case when ${isText} then ${text.text} else ${raw}::varchar end`,
    refused: `case when ${isText} then ${text.refused} else ${odd} end`,
  };
}

/** Text that opens a bag or an array is read as JSON once more. */
function dynamicOfText(raw: string): Conversion {
  const { sql, text, refused } = parquetConversion(raw, 'VARCHAR', 'dynamic')!;
  return {
    sql,
    text: text!,
    refused: `case when ${refused} then true else ${isOdd(`(${sql})::varchar`)} end`,
  };
}

/** A text of JSON with every string in it empty: what a pattern finds there stands in no string. */
export const outsideStrings = (json: string) => `regexp_replace(${json}, '"(?:[^"\\\\]|\\\\.)*"', '""', 'g')`;

/** Numbers that JavaScript may write otherwise than the database, for they are very large, very small, or whole and with a point. */
const oddNumber =
  '(?:^|[\\[:,])(?:N|-?I|-?(?:\\d{19}|\\d{10,}\\.|\\d+\\.(?:000|999|0{1,2}(?:\\D|$))|[\\d.]+e))';

/**
 * Whether JavaScript may read or write a JSON text of the database otherwise: beside numbers there are control characters, whose codes
 * the two write in letters of different case, keys that are numbers, which JavaScript puts first, and keys that an object has twice.
 */
function isOdd(json: string): string {
  const hasTwice = (keys: string) => `list_unique(${keys}) <> len(${keys})`;
  const keysInside = `json_keys(${json}, '$..*')`;
  return [
    `(regexp_matches(${json}, '${oddNumber}') and regexp_matches(${outsideStrings(json)}, '${oddNumber}'))`,
    `contains(${json}, '\\u00')`,
    `regexp_matches(${json}, '[{,]"(?:0|[1-9]\\d*)":')`,
    `(starts_with(${json}, '{') and ${hasTwice(`json_keys(${json})`)})`,
    `(contains(substr(${json}, 2), '{') and len(list_filter(${keysInside}, lambda keys: ${hasTwice('keys')})) > 0)`,
  ].join(' or ');
}
