// The text forms of datetime, timespan and real in SQL, both ways.
import { type Sql, sql } from '../sql.ts';

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

/** A real as Kusto prints it: no trailing `.0`, exponents as `1E+20`. */
export function realText(value: Sql): Sql {
  return sql`(case when isnan(${value}) then 'NaN' when isinf(${value}) then case when ${value} > 0 then 'Infinity' else '-Infinity' end when ${value} = trunc(${value}) and abs(${value}) < 1e15 then (${value})::bigint::varchar else upper((${value})::varchar) end)`;
}

const iso = String.raw`^\s*\d{4}-\d{1,2}(-\d{1,2}([T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2}|UTC)?)?)?\s*$`;
const formats = [
  '%a, %d %b %Y %H:%M:%S %Z',
  '%d %b %Y %H:%M:%S %Z',
  '%a, %d %b %Y %H:%M:%S',
  '%d %b %Y %H:%M:%S',
  '%d %b %y %H:%M:%S',
  '%A, %d-%b-%y %H:%M:%S',
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
const formatList = {
  text: `[${formats.map((format) => `'${format}'`).join(', ')}]`,
  columns: new Set<string>(),
};
const isoPattern = { text: `'${iso}'`, columns: new Set<string>() };

/** Ticks of a datetime text: ISO 8601 first (an offset is applied), then the other documented forms; NULL for any other text. */
export function textToDatetime(value: Sql): Sql {
  const seventh = sql`coalesce(try_cast(nullif(regexp_extract(${value}, '\\.\\d{6}(\\d)', 1), '') as bigint), 0)`;
  const read = sql`case when regexp_matches(${value}, ${isoPattern}) then try_cast(try_cast(trim(${value}) as timestamptz) as timestamp) end`;
  return sql`(${timestampToTicks(sql`coalesce(${read}, try_strptime(trim(${value}), ${formatList}))`)} + ${seventh})`;
}

/** Ticks of `[-][d.]hh:mm[:ss[.fffffff]]`, a number with a unit, or a whole number of days; NULL for any other text. */
export function textToTimespan(value: Sql): Sql {
  const part = (name: string) =>
    sql`coalesce(try_cast(nullif(p.${{ text: name, columns: new Set() }}, '') as bigint), 0)`;
  const clock = sql`list_transform([regexp_extract(${value}, '^\\s*(-?)(?:(\\d+)\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?\\s*$', ['n', 'd', 'h', 'm', 's', 'f'])], lambda p: case when p.h <> '' then (case when p.n = '-' then -1 else 1 end) * ((((${part('d')} * 24 + ${part('h')}) * 60 + ${part('m')}) * 60 + ${part('s')}) * 10000000 + coalesce(try_cast(nullif(rpad(p.f, 7, '0'), '0000000') as bigint), 0)) end)[1]`;
  const units = sql`case regexp_extract(${value}, '^\\s*-?[\\d.]+(d|h|m|s|ms)\\s*$', 1) when 'd' then 864000000000 when 'h' then 36000000000 when 'm' then 600000000 when 's' then 10000000 when 'ms' then 10000 end`;
  const number = sql`try_cast(regexp_extract(${value}, '^\\s*(-?[\\d.]+)(?:d|h|m|s|ms)\\s*$', 1) as double)`;
  const days = sql`case when regexp_matches(${value}, '^\\s*-?\\d+\\s*$') then try_cast(${value} as bigint) * 864000000000 end`;
  return sql`coalesce(${clock}, (${number} * ${units})::bigint, ${days})`;
}
