// Functions over datetime that need a calendar: months, years, parts of a date, time zones.

import { type Expression, knownString } from '../expression.ts';
import { ticksToTimestamp, timestampToTicks } from '../scalar/text-forms.ts';
import { joinSql, type Sql, sql, textSql } from '../sql.ts';
import type { One, Three, Two } from './arguments.ts';
import { bounded } from './bounded.ts';
import { datetimeRange } from './datetime.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { ticks } from './tick-units.ts';

/** The first tick of the month or year that lies `offset` of them later, or the tick before the next one. */
function startOf(unit: 'month' | 'year', past: 0 | 1) {
  return ([date, offset]: One, context: CallContext): Sql | undefined => {
    const truncated = sql`date_trunc(${textSql(unit)}, ${ticksToTimestamp(date.sql)})`;
    const months = unit === 'month' ? sql`1` : sql`12`;
    const count = offset === undefined ? sql`0` : bounded(offset, context, farthest[unit]);
    const shift =
      offset === undefined && past === 0
        ? sql``
        : sql` + to_months((${months} * (${count} + ${textCount(past)}))::integer)`;
    const start = timestampToTicks(sql`(${truncated}${shift})`);
    return datetimeRange(past === 1 ? sql`(${start} - 1)` : start, date, context);
  };
}

const textCount = (past: 0 | 1) => (past === 1 ? sql`1` : sql`0`);

function boundary(unit: 'month' | 'year', past: 0 | 1): FunctionEntry {
  return {
    sql: startOf(unit, past),
    takes: ['datetime', 'long'],
    nullable: true,
    see: `${past === 1 ? 'endof' : 'startof'}${unit}-function`,
  };
}

/** Further apart no two datetimes are. */
const farthest: Readonly<Record<string, bigint>> = { month: 120_000n, quarter: 40_000n, year: 10_000n };

type PartOf = (date: Sql) => Sql;

const calendarPart =
  (name: Sql): PartOf =>
  (date) =>
    sql`date_part(${name}, ${ticksToTimestamp(date)})`;

/** https://learn.microsoft.com/kusto/query/datetime-part-function */
const parts: Readonly<Record<string, PartOf>> = {
  year: calendarPart(sql`'year'`),
  quarter: calendarPart(sql`'quarter'`),
  month: calendarPart(sql`'month'`),
  week_of_year: calendarPart(sql`'week'`),
  weekofyear: calendarPart(sql`'week'`),
  day: calendarPart(sql`'day'`),
  dayofyear: calendarPart(sql`'doy'`),
  hour: (date) => sql`(${date} // ${ticks.hour} % 24)`,
  minute: (date) => sql`(${date} // ${ticks.minute} % 60)`,
  second: (date) => sql`(${date} // ${ticks.second} % 60)`,
  millisecond: (date) => sql`(${date} // ${ticks.millisecond} % 1000)`,
  microsecond: (date) => sql`(${date} // ${ticks.microsecond} % 1000000)`,
  nanosecond: (date) => sql`(${date} % ${ticks.second} * 100)`,
};

function part(name: string, see: string): FunctionEntry {
  return {
    sql: ([date]: readonly Expression[]) =>
      date === undefined ? undefined : sql`${parts[name]!(date.sql)}::bigint`,
    takes: ['datetime'],
    result: 'long',
    see,
  };
}

const datetime_part = {
  sql: ([name, date]: Two, context) => {
    const known = knownString(name);
    if (known === undefined) return context.unsupported('a part taken from a column');
    const read = parts[known.toLowerCase()];
    if (read === undefined) return context.unsupported(`the part '${known}'`);
    return sql`(${read(date.sql)})::bigint`;
  },
  takes: ['string', 'datetime'],
  result: 'long',
  see: 'datetime-part-function',
} satisfies FunctionEntry;

const units: Readonly<Record<string, Sql>> = {
  ...ticks,
  week: sql`6048000000000`,
};

const months: Readonly<Record<string, Sql>> = { year: sql`12`, quarter: sql`3`, month: sql`1` };

const datetime_add: FunctionEntry = {
  sql: ([name, amount, date]: Three, context) => {
    const unit = knownString(name)?.toLowerCase();
    if (unit === undefined) return context.unsupported('a period taken from a column');
    const perUnit = months[unit];
    if (perUnit !== undefined) {
      const moved = sql`${ticksToTimestamp(date.sql)} + to_months((${bounded(amount, context, farthest[unit])} * ${perUnit})::integer)`;
      return datetimeRange(sql`(${timestampToTicks(sql`(${moved})`)} + ${date.sql} % 10)`, date, context);
    }
    if (unit === 'nanosecond') return datetimeRange(sql`(${date.sql} + ${amount.sql} // 100)`, date, context);
    const length = units[unit];
    if (length === undefined) return context.unsupported(`the period '${unit}'`);
    return datetimeRange(sql`try(${date.sql} + ${amount.sql} * ${length})`, date, context);
  },
  takes: ['string', 'long', 'datetime'],
  nullable: true,
  see: 'datetime-add-function',
};

/** Counts the boundaries crossed, as Kusto does; weeks begin on Sunday. */
const datetime_diff: FunctionEntry = {
  sql: ([name, left, right]: Three, context) => {
    const unit = knownString(name)?.toLowerCase();
    if (unit === undefined) return context.unsupported('a period taken from a column');
    if (unit in months) {
      return sql`date_diff(${textSql(unit)}, ${ticksToTimestamp(right.sql)}, ${ticksToTimestamp(left.sql)})`;
    }
    if (unit === 'week') {
      const week = (date: Sql) => sql`(${date} // ${ticks.day} + 1) // 7`;
      const foldable = left.foldable && right.foldable;
      // The one part whose count is a real.
      const count = sql`(${week(left.sql)} - ${week(right.sql)})::double`;
      return { sql: count, type: 'real', nullable: true, foldable };
    }
    if (unit === 'nanosecond') return sql`try((${left.sql} - ${right.sql}) * 100)`;
    const length = units[unit];
    if (length === undefined) return context.unsupported(`the period '${unit}'`);
    return sql`(${left.sql} // ${length} - ${right.sql} // ${length})`;
  },
  takes: ['string', 'datetime', 'datetime'],
  see: 'datetime-diff-function',
};

/** `make_datetime(year, month, day[, hour, minute[, second]])`; what is no date is null. */
function makeDatetime(args: One, context: CallContext): Expression | Sql | undefined {
  const [first, second] = args;
  if (second === undefined) return context.convert(first, 'datetime');
  const [year, month, day, hour, minute] = args
    .slice(0, 5)
    .map((arg) => context.once(context.convert(arg, 'long')).sql);
  const seconds = args[5] === undefined ? sql`0` : context.once(context.convert(args[5], 'real')).sql;
  const text = joinSql(
    [
      sql`lpad(${year!}::varchar, 4, '0')`,
      sql`lpad(${month!}::varchar, 2, '0')`,
      sql`lpad(${day!}::varchar, 2, '0')`,
    ],
    " || '-' || ",
  );
  const [h, m] = [hour ?? sql`0`, minute ?? sql`0`];
  const midnight = timestampToTicks(sql`try_cast(${text} as timestamp)`);
  const inside = [
    sql`${year!} between 1 and 9999 and ${month!} between 1 and 12 and ${day!} between 1 and 31`,
    sql`${h} between 0 and 23 and ${m} between 0 and 59 and ${seconds} >= 0 and ${seconds} < 60`,
  ];
  const time = sql`(${h} * 60 + ${m}) * ${ticks.minute} + round(${seconds} * 10000000)::bigint`;
  return sql`(case when ${joinSql(inside, ' and ')} then ${midnight} + ${time} end)`;
}

/** Moves between UTC and the wall clock of a zone; what is between two ticks of DuckDB's microsecond is kept. */
function zoned(direction: 'to local' | 'to utc') {
  return ([date, zone]: Two, context: CallContext): Sql | undefined => {
    const known = knownString(zone);
    if (known !== undefined && !isTimeZone(known)) return context.unsupported(`the time zone '${known}'`);
    const wall = ticksToTimestamp(date.sql);
    const toLocal = (time: Sql) => sql`timezone(${zone.sql}, timezone('UTC', ${time}))`;
    const toUtc = sql`timezone('UTC', timezone(${zone.sql}, ${wall}))`;
    // A wall clock time that a change to summer time skips is read with the later offset.
    const moved = direction === 'to local' ? toLocal(wall) : sql`(${toUtc} - (${toLocal(toUtc)} - ${wall}))`;
    const value = sql`(${timestampToTicks(moved)} + ${date.sql} % 10)`;
    if (known !== undefined) return datetimeRange(value, date, context);
    const isZone = sql`${zone.sql} in (select name from pg_timezone_names())`;
    return datetimeRange(sql`(case when ${isZone} then ${value} end)`, date, context);
  };
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** Names that ICU has besides those of the IANA time zone database. */
const notIana = sql`name like 'SystemV/%' or name in ('Canada/East-Saskatchewan', 'Factory', 'US/Pacific-New', 'ACT', 'AET', 'AGT', 'ART', 'AST', 'BET', 'BST', 'CAT', 'CNT', 'CST', 'CTT', 'EAT', 'ECT', 'IET', 'IST', 'JST', 'MIT', 'NET', 'NST', 'PLT', 'PNT', 'PRT', 'PST', 'SST', 'VST')`;

function listTimeZones(): Expression {
  const names = sql`(select list(name order by name) from pg_timezone_names() where not (${notIana}))`;
  return { sql: names, type: 'dynamic', elements: 'string', nullable: false, foldable: false };
}

const week_of_year = part('week_of_year', 'week-of-year-function');

export const calendar = {
  datepart: datetime_part,
  datetime_add,
  datetime_diff,
  datetime_list_timezones: { sql: listTimeZones, see: 'datetime-list-timezones' },
  datetime_local_to_utc: {
    sql: zoned('to utc'),
    takes: ['datetime', 'string'],
    nullable: true,
    see: 'datetime-local-to-utc-function',
  },
  datetime_part,
  datetime_utc_to_local: {
    sql: zoned('to local'),
    takes: ['datetime', 'string'],
    nullable: true,
    see: 'datetime-utc-to-local-function',
  },
  dayofmonth: part('day', 'day-of-month-function'),
  dayofyear: part('dayofyear', 'day-of-year-function'),
  endofmonth: boundary('month', 1),
  endofyear: boundary('year', 1),
  getmonth: part('month', 'getmonth-function'),
  getyear: part('year', 'getyear-function'),
  make_datetime: { sql: makeDatetime, nullable: true, see: 'make-datetime-function' },
  monthofyear: part('month', 'monthofyear-function'),
  startofmonth: boundary('month', 0),
  startofyear: boundary('year', 0),
  week_of_year,
  weekofyear: week_of_year,
} satisfies Record<string, FunctionEntry>;
