// SQL that gives a column of a Parquet file, or a field of a CSV file, as the cells of its KQL type, where that is the value src/rows/cell.ts reads from it.

import { isLaxJson } from '../../kql/translate/scalar/lax-json.ts';
import { decimalScale, decimalWidth } from '../../rows/cell.ts';
import { unixEpochTicks } from '../../rows/ticks.ts';
import type { KqlType } from '../../tables/schema.ts';
import { sqlTypes } from '../sql-types.ts';

/** How a column becomes cells. Strings may come out NULL where the column is. */
export interface Conversion {
  readonly sql: string;
  /** Of a dynamic: any text of the same JSON. */
  readonly text?: string;
  /**
   * Holds for the values that `sql` may not be asked about: what is no value of the type, and what is spelled so that only the reader
   * of rows is sure. Absent: every value converts.
   */
  readonly refused?: string;
}

/** `raw` is the column in SQL, `from` its type in DuckDB. Undefined: the reader of rows has to read it. */
export function parquetConversion(raw: string, from: string, to: KqlType): Conversion | undefined {
  const kind = kinds.find(({ types }) => types.test(from));
  return kind?.read[to]?.(raw, from);
}

/** The same for the text of a CSV field, as textCell reads it: bare JSON for dynamic, `1` and `0` for bool. */
export function fieldConversion(raw: string, to: KqlType): Conversion | undefined {
  const conversion = parquetConversion(raw, 'VARCHAR', to);
  if (to === 'bool')
    return tried(
      (text) =>
        `case lower(${text}) when 'true' then true when '1' then true when 'false' then false when '0' then false end`,
    )(raw, '');
  if (to !== 'dynamic' || conversion === undefined) return conversion;
  // Only the reader of rows tells what a bare number or name is.
  const isScalar = `regexp_matches(${raw}, '^${blank}*(?:[-"\\d]|true|false|null)')`;
  return { ...conversion, refused: `(${conversion.refused}) or ${isScalar}` };
}

/** The KQL type of a column in a table that no schema knows; undefined for text, whose values decide. */
export function typeOfParquet(from: string): KqlType | undefined {
  const kind = kinds.find(({ types }) => types.test(from));
  return kind === undefined ? 'string' : kind.type;
}

/** Blanks of every script, as the reader of rows skips them. */
const blank = '[\\s\\x0b\\p{Z}\\x{FEFF}]';

/** Text that is a datetime in a table that no schema knows; see src/tables/infer-types.ts. */
export const timePattern = `\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?${blank}*(Z|[+-]\\d\\d:?\\d\\d)?`;

type Convert = (raw: string, from: string) => Conversion | undefined;

interface Kind {
  readonly types: RegExp;
  readonly type: KqlType | undefined;
  readonly read: Partial<Record<KqlType, Convert>>;
}

const same: Convert = (sql) => ({ sql });
const casted =
  (to: KqlType): Convert =>
  (raw) => ({ sql: `${raw}::${sqlTypes[to]}` });
/** NULL where the value does not fit. */
const tried =
  (sqlOf: (raw: string) => string): Convert =>
  (raw) => {
    const sql = sqlOf(raw);
    return { sql, refused: `${raw} is not null and (${sql}) is null` };
  };
const asJson: Convert = (raw) => ({ sql: `case when ${raw} is not null then to_json(${raw}) end` });
const cast = (to: KqlType) => (raw: string) => `try_cast(${raw} as ${sqlTypes[to]})`;
/** Text in the one spelling nobody reads otherwise, then cast. */
const spelled = (pattern: string, to: KqlType) =>
  tried((raw) => `case when regexp_matches(${raw}, '${pattern}') then ${cast(to)(raw)} end`);
const wholeReal = (most: string, to: KqlType) =>
  tried(
    (raw) =>
      `case when ${raw} = trunc(${raw}) and ${raw} between -${most} and ${most} then ${raw}::${sqlTypes[to]} end`,
  );

const ticks = (micros: string) => `${micros} * 10 + ${unixEpochTicks}`;
const first = '0001-01-01 00:00:00';
const last = '9999-12-31 23:59:59.999999';

/** Beyond its years a datetime is refused: the file may hold other ones. */
const instant =
  (literal: string, suffix: string): Convert =>
  (raw) => ({
    sql: ticks(`epoch_us(${raw})`),
    refused: `${raw} < ${literal} '${first}${suffix}' or ${raw} > ${literal} '${last}${suffix}'`,
  });

const clock = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
const isoTime = `^(000[1-9]|00[1-9]\\d|0[1-9]\\d\\d|[1-9]\\d{3})-\\d\\d-\\d\\d[T ]${clock}(\\.\\d+)?Z?$`;

/** Where no value is refused the second stands in the first 19 letters, and what follows it is its fraction. */
const textTicks: Convert = (raw) => {
  const second = `substr(${raw}, 1, 19)`;
  const fraction = `rpad(substr(rtrim(${raw}, 'Z'), 21, 7), 7, '0')::bigint`;
  return {
    sql: `${ticks(`epoch_us(${second}::timestamp)`)} + ${fraction}`,
    refused: `${raw} is not null and not (regexp_matches(${raw}, '${isoTime}') and try_cast(${second} as timestamp) is not null)`,
  };
};

function textTimespan(raw: string): string {
  const part = (pattern: string, ticksOf: string) =>
    `coalesce(try_cast(regexp_extract(${raw}, '${pattern}', 1) as bigint), 0) * ${ticksOf}`;
  const parts = [
    part('^(\\d+)\\.\\d+:', '864000000000'),
    part('(\\d\\d):\\d\\d:\\d\\d', '36000000000'),
    part('\\d\\d:(\\d\\d):\\d\\d', '600000000'),
    part('\\d\\d:\\d\\d:(\\d\\d)', '10000000'),
    `coalesce(try_cast(rpad(regexp_extract(${raw}, ':\\d\\d\\.(\\d+)$', 1), 7, '0') as bigint), 0)`,
  ];
  return `case when regexp_matches(${raw}, '^(\\d{1,6}\\.)?${clock}(\\.\\d{1,7})?$') then ${parts.join(' + ')} end`;
}

const opensBracket = (raw: string) =>
  `(starts_with(${raw}, '{') or regexp_matches(${raw}, '^${blank}*[\\[{]'))`;
/** Text that opens a bag or an array is JSON, any other text is a string. */
const textDynamic: Convert = (raw) => {
  const isLax = isLaxJson({ text: raw, columns: new Set() }).text;
  return {
    sql: `case when ${opensBracket(raw)} then json_extract(${raw}, '$') when ${raw} is not null then to_json(${raw}) end`,
    text: `case when ${opensBracket(raw)} then ${raw}::varchar when ${raw} is not null then to_json(${raw})::varchar end`,
    refused: `${opensBracket(raw)} and (not json_valid(${raw}) or ${isLax})`,
  };
};

const wholeToDecimal: Convert = (raw) => ({ sql: `${raw}::${sqlTypes.decimal}` });

const kinds: readonly Kind[] = [
  { types: /^BOOLEAN$/, type: 'bool', read: { bool: same, dynamic: asJson } },
  {
    types: /^U?(TINYINT|SMALLINT|INTEGER)$/,
    type: 'long',
    read: {
      int: tried(cast('int')),
      long: casted('long'),
      real: casted('real'),
      decimal: wholeToDecimal,
      dynamic: asJson,
    },
  },
  {
    // The reader of rows hands these on as their digits.
    types: /^U?BIGINT$/,
    type: 'long',
    read: {
      int: tried(cast('int')),
      long: (raw, from) => (from === 'BIGINT' ? { sql: raw } : tried(cast('long'))(raw, from)),
      real: casted('real'),
      decimal: wholeToDecimal,
      string: (raw) => ({ sql: `${raw}::varchar` }),
      dynamic: (raw) => ({ sql: `case when ${raw} is not null then to_json(${raw}::varchar) end` }),
    },
  },
  {
    types: /^(FLOAT|DOUBLE)$/,
    type: 'real',
    read: {
      real: casted('real'),
      int: wholeReal('2147483647', 'int'),
      long: wholeReal('9007199254740991', 'long'),
    },
  },
  {
    types: /^DECIMAL\(/,
    type: 'decimal',
    read: {
      decimal: (raw, from) => {
        const [width = 0, scale = 0] = (/(\d+),(\d+)/.exec(from) ?? []).slice(1).map(Number);
        return scale <= decimalScale && width - scale <= decimalWidth - decimalScale
          ? wholeToDecimal(raw, from)
          : undefined;
      },
      real: tried((raw) => `try_cast(${raw}::varchar as double)`),
    },
  },
  {
    types: /^UUID$/,
    type: 'guid',
    read: { guid: same, string: (raw) => ({ sql: `${raw}::varchar` }) },
  },
  { types: /^TIMESTAMP$/, type: 'datetime', read: { datetime: instant('timestamp', '') } },
  {
    types: /^TIMESTAMP WITH TIME ZONE$/,
    type: 'datetime',
    read: { datetime: instant('timestamptz', '+00') },
  },
  {
    types: /^DATE$/,
    type: 'datetime',
    read: { datetime: (raw) => instant('timestamp', '')(`${raw}::timestamp`, '') },
  },
  {
    types: /^TIMESTAMP_NS$/,
    type: 'datetime',
    read: {
      datetime: (raw) => ({
        sql: `epoch_ns(${raw}) // 100 + ${unixEpochTicks}`,
        refused: `not isfinite(${raw})`,
      }),
    },
  },
  {
    types: /^(VARCHAR|JSON)$/,
    type: undefined,
    read: {
      string: (raw) => ({ sql: `${raw}::varchar` }),
      bool: tried((raw) => `case lower(${raw}) when 'true' then true when 'false' then false end`),
      int: spelled('^[+-]?\\d{1,10}$', 'int'),
      long: spelled('^[+-]?\\d{1,19}$', 'long'),
      real: spelled('^[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$', 'real'),
      decimal: spelled('^[+-]?\\d{1,21}(\\.\\d{1,17})?$', 'decimal'),
      guid: spelled('^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$', 'guid'),
      datetime: textTicks,
      timespan: tried(textTimespan),
      dynamic: textDynamic,
    },
  },
  {
    // Numbers with a point are written otherwise by JavaScript, so such a value is left to the reader of rows.
    types: /^(STRUCT|MAP)\(.*\)$|\[\d*\]$/,
    type: 'dynamic',
    read: {
      dynamic: (raw, from) => (/FLOAT|DOUBLE|DECIMAL/.test(from) ? undefined : asJson(raw, from)),
      string: (raw) => ({ sql: `to_json(${raw})::varchar` }),
    },
  },
];
