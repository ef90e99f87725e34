// Functions over datetime and timespan that are plain arithmetic on ticks.

import { maxDatetimeTicks } from '../../../rows/ticks.ts';
import { type Expression, knownInteger, sqlTypes } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { inDatetimeRange } from '../scalar/ranges.ts';
import { type Sql, sql } from '../sql.ts';
import type { One, Three } from './arguments.ts';
import { bounded } from './bounded.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { ticks } from './tick-units.ts';

/** Ticks outside the range of datetime are null. https://learn.microsoft.com/kusto/query/scalar-data-types/datetime */
export function datetimeRange(value: Sql, arg: Expression, context: CallContext): Sql {
  return inDatetimeRange(
    context.once({ sql: value, type: 'datetime', nullable: true, foldable: arg.foldable }).sql,
  );
}

/** A time of the query's clock: a constant, as it is in Kusto. */
function clock(direction: 1n | -1n) {
  return ([offset]: readonly Expression[], context: CallContext): Expression | Sql => {
    if (offset === undefined) return context.now;
    const [known, nowTicks] = [knownInteger(offset), knownInteger(context.now)];
    if (known !== undefined && nowTicks !== undefined) {
      const ticks = nowTicks + direction * known;
      return knownExpression('datetime', ticks >= 0n && ticks <= maxDatetimeTicks ? ticks : null);
    }
    const now = context.now.sql;
    const moved = direction === 1n ? sql`try(${now} + ${offset.sql})` : sql`try(${now} - ${offset.sql})`;
    return datetimeRange(moved, offset, context);
  };
}

/** Rounds down to a multiple of `step` counted from `from`; a step that is not positive gives null. */
function binned(
  value: Expression,
  step: Expression,
  from: Expression | undefined,
  context: CallContext,
): Sql {
  const convert = (arg: Expression) =>
    isTime(arg) ? arg : context.convert(arg, isTime(context) ? 'long' : context.type);
  const [x, by] = [context.once(convert(value)), context.once(convert(step))];
  const origin = from === undefined ? undefined : context.once(convert(from));
  const offset = origin === undefined ? x.sql : sql`try(${x.sql} - ${origin.sql})`;
  const back = origin === undefined ? sql`` : sql` + ${origin.sql}`;
  const type = sqlTypes[context.type];
  if (context.type === 'real') {
    return sql`(case when ${by.sql} > 0 then (floor(${offset} / ${by.sql}) * ${by.sql}${back})::${type} end)`;
  }
  const known = knownInteger(by);
  const rest = sql`(${offset} % ${by.sql})`;
  const floored = sql`${x.sql} - case when ${rest} < 0 then ${rest} + ${by.sql} else ${rest} end`;
  const exact =
    value.type === 'datetime' && origin === undefined ? sql`${x.sql} - ${x.sql} % ${by.sql}` : floored;
  const safe = value.type === 'datetime' && origin === undefined ? sql`(${exact})` : sql`try(${exact})`;
  const rounded =
    known !== undefined && known > 0n
      ? sql`${safe}::${type}`
      : sql`(case when ${by.sql} > 0 then ${safe}::${type} end)`;
  return value.type === 'datetime' && origin !== undefined ? datetimeRange(rounded, value, context) : rounded;
}

const isTime = ({ type }: { readonly type: string }) => type === 'datetime' || type === 'timespan';

const bin = {
  sql: ([value, step], context) =>
    value === undefined || step === undefined ? undefined : binned(value, step, undefined, context),
  nullable: true,
  see: 'bin-function',
} satisfies FunctionEntry;

/** The first tick of the day or week, `offset` of them later. */
function startOf(unit: 'day' | 'week', past: 0 | 1) {
  return ([date, offset]: One, context: CallContext): Sql | undefined => {
    const day = sql`(${date.sql} // ${ticks.day})`;
    // 0001-01-01, the first day of the count, was a Monday; Kusto's weeks begin on Sunday.
    const first = unit === 'day' ? day : sql`(${day} - (${day} + 1) % 7)`;
    const length = unit === 'day' ? sql`1` : sql`7`;
    const later =
      offset === undefined
        ? sql``
        : sql` + ${length} * ${bounded(offset, context, unit === 'day' ? 4_000_000n : 600_000n)}`;
    const end = past === 1 ? sql` + ${length}` : sql``;
    const last = past === 1 ? sql` - 1` : sql``;
    const start = sql`((${first}${later}${end}) * ${ticks.day}${last})`;
    return offset === undefined && unit === 'day' ? start : datetimeRange(start, date, context);
  };
}

const dateAndOffset = ['datetime', 'long'] as const;

function sinceUnixEpoch(scale: Sql) {
  return ([number]: One, context: CallContext): Sql | undefined => {
    const count = number.type === 'int' || number.type === 'long' ? number : context.convert(number, 'real');
    const value = sql`try_cast(trunc(${count.sql}::${count.type === 'real' ? sql`double` : sql`hugeint`} ${scale}) as bigint)`;
    return datetimeRange(sql`(${value} + 621355968000000000)`, number, context);
  };
}

function unixTime(scale: Sql, unit: string): FunctionEntry {
  return { sql: sinceUnixEpoch(scale), nullable: true, see: `unixtime-${unit}-todatetime-function` };
}

/** `make_timespan([days,] hours, minutes[, seconds])`; parts outside their range give null. */
function makeTimespan(args: One, context: CallContext): Sql | Expression | undefined {
  const [first, second] = args;
  if (second === undefined) return context.convert(first, 'timespan');
  const [days, hours, minutes, seconds] = args.length === 4 ? args : [undefined, ...args];
  const whole = (part: Expression) => context.once(context.convert(part, 'long')).sql;
  const [h, m] = [whole(hours!), whole(minutes!)];
  const s = seconds === undefined ? sql`0` : context.once(context.convert(seconds, 'real')).sql;
  const d = days === undefined ? sql`0` : whole(days);
  const total = sql`try(((${d} * 24 + ${h}) * 60 + ${m}) * 600000000 + (${s} * 10000000)::bigint)`;
  return sql`(case when ${h} between 0 and 23 and ${m} between 0 and 59 and ${s} >= 0 and ${s} < 60 then ${total} end)`;
}

export const datetime = {
  ago: { sql: clock(-1n), takes: ['timespan'], see: 'ago-function' },
  around: {
    sql: ([value, center, delta]: Three, context) => {
      const type = value.type === 'datetime' || value.type === 'timespan' ? value.type : undefined;
      const middle = context.once(type === undefined ? center : context.convert(center, type)).sql;
      const width = context.once(delta).sql;
      return sql`(${value.sql} between try(${middle} - ${width}) and try(${middle} + ${width}))`;
    },
    see: 'around-function',
  },
  bin,
  bin_at: {
    sql: ([value, step, from], context) =>
      value === undefined || step === undefined || from === undefined
        ? undefined
        : binned(value, step, from, context),
    nullable: true,
    see: 'bin-at-function',
  },
  dayofweek: {
    sql: '(($1 // 864000000000 + 1) % 7 * 864000000000)',
    takes: ['datetime'],
    see: 'day-of-week-function',
    differs:
      'Gives the day of the week up to the end of 9999; the recorded engine gives null for the last days.',
  },
  endofday: { sql: startOf('day', 1), takes: dateAndOffset, nullable: true, see: 'endofday-function' },
  endofweek: { sql: startOf('week', 1), takes: dateAndOffset, nullable: true, see: 'endofweek-function' },
  floor: { ...bin, see: 'floor-function' },
  hourofday: {
    sql: '($1 // 36000000000 % 24)',
    takes: ['datetime'],
    result: 'long',
    see: 'hour-of-day-function',
  },
  make_timespan: { sql: makeTimespan, nullable: true, see: 'make-timespan-function' },
  now: { sql: clock(1n), takes: ['timespan'], see: 'now-function' },
  startofday: { sql: startOf('day', 0), takes: dateAndOffset, nullable: true, see: 'startofday-function' },
  startofweek: { sql: startOf('week', 0), takes: dateAndOffset, nullable: true, see: 'startofweek-function' },
  unixtime_microseconds_todatetime: unixTime(sql`* 10`, 'microseconds'),
  unixtime_milliseconds_todatetime: unixTime(sql`* 10000`, 'milliseconds'),
  unixtime_nanoseconds_todatetime: unixTime(sql`/ 100`, 'nanoseconds'),
  unixtime_seconds_todatetime: unixTime(sql`* 10000000`, 'seconds'),
} satisfies Record<string, FunctionEntry>;
