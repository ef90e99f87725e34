// The text forms of datetime, timespan and real in SQL, both ways.

import { centuryPivot, rfcPattern, timespanUnits } from '../../../rows/ticks.ts';
import { type Sql, sql } from '../sql.ts';
import { inDatetimeRange } from './ranges.ts';

/** A TIMESTAMP of ticks; what is below a microsecond is cut. */
export function ticksToTimestamp(ticks: Sql): Sql {
  return sql`make_timestamp(${ticks} // 10 - 62135596800000000)`;
}

/** Ticks of a TIMESTAMP. */
export function timestampToTicks(timestamp: Sql): Sql {
  return sql`(epoch_us(${timestamp}) * 10 + 621355968000000000)`;
}

/** `YYYY-MM-DDTHH:MM:SS.fffffffZ` of datetime ticks. */
export function datetimeText(ticks: Sql): Sql {
  return sql`(strftime(${ticksToTimestamp(ticks)}, '%Y-%m-%dT%H:%M:%S.') || lpad((${ticks} % 10000000)::varchar, 7, '0') || 'Z')`;
}

/** `[-][d.]hh:mm:ss[.fffffff]` of timespan ticks. */
export function timespanText(ticks: Sql): Sql {
  const size = sql`abs(${ticks})`;
  const two = (value: Sql) => sql`lpad((${value})::varchar, 2, '0')`;
  const sign = sql`case when ${ticks} < 0 then '-' else '' end`;
  const days = sql`case when ${size} >= 864000000000 then (${size} // 864000000000)::varchar || '.' else '' end`;
  const fraction = sql`case when ${size} % 10000000 > 0 then '.' || lpad((${size} % 10000000)::varchar, 7, '0') else '' end`;
  return sql`(${sign} || ${days} || ${two(sql`${size} // 36000000000 % 24`)} || ':' || ${two(sql`${size} // 600000000 % 60`)} || ':' || ${two(sql`${size} // 10000000 % 60`)} || ${fraction})`;
}

/** A real as tostring() prints it: `1.0`, `1E+20`, `inf`, `NaN`. */
export function realText(value: Sql): Sql {
  return sql`(case when isnan(${value}) then 'NaN' when isinf(${value}) then ${value}::varchar else upper(${value}::varchar) end)`;
}

/** What stands in JSON for a real that JSON has no number for. */
export function realName(value: Sql): Sql {
  return sql`(case when isnan(${value}) then 'NaN' when ${value} > 0 then 'Infinity' else '-Infinity' end)`;
}

const iso = String.raw`^\s*\d{4}-\d{1,2}(-\d{1,2}([T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?)?\s*$`;
const formats = [
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%d %H:%M',
  '%Y-%m-%dT%H:%M:%S',
  '%Y-%m-%dT%H:%M',
  '%m/%d/%Y %I:%M:%S %p',
  '%m/%d/%Y %H:%M:%S',
  '%m/%d/%Y %H:%M',
  '%m/%d/%Y',
  '%m-%d-%Y',
  '%Y/%m/%d %H:%M:%S',
  '%Y/%m/%d',
  '%b %d %Y %H:%M:%S',
  '%b %d, %Y',
  '%Y%m%d',
  '%Y-%m',
  '%Y',
];
const plainSql = (text: string): Sql => ({ text, columns: new Set() });
const formatList = plainSql(`[${formats.map((format) => `'${format}'`).join(', ')}]`);
const isoPattern = plainSql(`'${iso}'`);
const unitCases = plainSql(
  Object.entries(timespanUnits)
    .map(([name, ticks]) => `when '${name}' then ${ticks}`)
    .join(' '),
);

/** RFC 822 and RFC 850, with years of two digits. */
function rfcTimestamp(value: Sql): Sql {
  const pattern = plainSql(`'(?i)${rfcPattern}'`);
  const year = sql`case when length(p.y) = 4 then '' when p.y < ${plainSql(`'${centuryPivot}'`)} then '20' else '19' end || p.y`;
  const text = sql`(${year}) || '-' || p.m || '-' || p.d || ' ' || p.t || case when p.s = '' then ':00' else p.s end`;
  const hours = sql`coalesce(try_cast(left(p.z, 3) as bigint), 0)`;
  const offset = sql`${hours} * 60 + case when p.z[1] = '-' then -1 else 1 end * coalesce(try_cast(right(p.z, 2) as bigint), 0)`;
  const micros = sql`coalesce(try_cast(nullif(rpad(left(p.f, 6), 6, '0'), '') as bigint), 0)`;
  const read = sql`try_strptime(${text}, '%Y-%b-%d %H:%M:%S') - to_minutes(${offset}) + to_microseconds(${micros})`;
  return sql`list_transform([regexp_extract(${value}, ${pattern}, ['d', 'm', 'y', 't', 's', 'f', 'z'])], lambda p: case when p.d <> '' then ${read} end)[1]`;
}

/** Any other form, which must have a year of four digits; GMT and UTC at its end say nothing new. */
function otherTimestamp(value: Sql): Sql {
  const text = sql`regexp_replace(trim(${value}), '(?i)\\s*(gmt|utc)$', '')`;
  return sql`case when regexp_matches(${value}, '\\d{4}') then try_strptime(${text}, ${formatList}) end`;
}

/** Ticks of a datetime text: ISO 8601 first (an offset is applied), then the other documented forms; NULL for any other text. */
export function textToDatetime(value: Sql): Sql {
  const seventh = sql`coalesce(try_cast(nullif(regexp_extract(${value}, '\\.\\d{6}(\\d)', 1), '') as bigint), 0)`;
  // DuckDB reads no zone after a blank or behind a time without seconds.
  const zoned = sql`regexp_replace(regexp_replace(trim(${value}), '\\s+([Zz]|[+-]\\d{2}:?\\d{2})$', '\\1'), '([T ]\\s*\\d{1,2}:\\d{2})([Zz]|[+-]\\d{2}:?\\d{2})$', '\\1:00\\2')`;
  const read = sql`case when regexp_matches(${value}, ${isoPattern}) then try_cast(try_cast(${zoned} as timestamptz) as timestamp) end`;
  const moment = sql`coalesce(${read}, ${rfcTimestamp(value)}, ${otherTimestamp(value)})`;
  // An offset may lead out of the range.
  return inDatetimeRange(sql`(${timestampToTicks(moment)} + ${seventh})`);
}

/** Ticks of `[-][d.]hh:mm[:ss[.fffffff]]`, a number with a unit, or a whole number of days; NULL for any other text. */
export function textToTimespan(value: Sql): Sql {
  // Eight digits of days are more than a long has ticks: the sum is wider, and what does not fit is no timespan.
  const part = (name: string) => sql`coalesce(try_cast(nullif(p.${plainSql(name)}, '') as hugeint), 0)`;
  const ticks = sql`(((${part('d')} * 24 + ${part('h')}) * 60 + ${part('m')}) * 60 + ${part('s')}) * 10000000 + coalesce(try_cast(nullif(rpad(p.f, 7, '0'), '0000000') as bigint), 0)`;
  const isClock = sql`p.h <> '' and ${part('h')} < 24 and ${part('m')} < 60 and ${part('s')} < 60`;
  const clock = sql`list_transform([regexp_extract(${value}, '^\\s*(-?)(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7})\\d*)?)?\\s*$', ['n', 'd', 'h', 'm', 's', 'f'])], lambda p: case when ${isClock} then try_cast((case when p.n = '-' then -1 else 1 end) * (${ticks}) as bigint) end)[1]`;
  const units = sql`case lower(regexp_extract(${value}, '^\\s*-?\\d+(?:\\.\\d+)? *([A-Za-z]+)\\s*$', 1)) ${unitCases} end`;
  const number = sql`try_cast(regexp_extract(${value}, '^\\s*(-?\\d+(?:\\.\\d+)?) *[A-Za-z]+\\s*$', 1) as double)`;
  const days = sql`case when regexp_matches(${value}, '^\\s*-?\\d{1,8}\\s*$') then try_cast(try_cast(${value} as hugeint) * 864000000000 as bigint) end`;
  return sql`coalesce(${clock}, try_cast(round(${number} * ${units}) as bigint), ${days})`;
}
