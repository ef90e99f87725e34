// format_datetime() and format_timespan(): a constant format becomes a concatenation of SQL pieces.

import { knownString } from '../expression.ts';
import { ticksToTimestamp } from '../scalar/text-forms.ts';
import { joinSql, type Sql, sql, textSql } from '../sql.ts';
import type { Two } from './arguments.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { ticks } from './tick-units.ts';
import { formatDelimiters } from './time-format-fault.ts';

type Piece = (value: Sql, width: number) => Sql;

/** What each letter stands for, and how often it may be repeated. */
type Pieces = Readonly<
  Record<string, { readonly max: number; readonly not?: readonly number[]; readonly piece: Piece }>
>;

const padded = (number: Sql, width: number): Sql =>
  width === 1
    ? sql`(${number})::varchar`
    : sql`lpad((${number})::varchar, ${textSql(String(width))}::integer, '0')`;

/** Digits of the second's fraction; `trimmed` (the F forms) leaves zeros at the end out. */
const fraction =
  (trimmed: boolean): Piece =>
  (value, width) => {
    const digits = sql`left(lpad((abs(${value}) % ${ticks.second})::varchar, 7, '0'), ${textSql(String(width))}::integer)`;
    return trimmed ? sql`rtrim(${digits}, '0')` : digits;
  };

const calendarPiece =
  (part: Sql): Piece =>
  (value, width) =>
    padded(sql`date_part(${part}, ${ticksToTimestamp(value)})`, width);

const hours12 = (value: Sql) => sql`(${value} // ${ticks.hour} + 11) % 12 + 1`;

/** https://learn.microsoft.com/kusto/query/format-datetime-function#supported-formats */
const datetimePieces: Pieces = {
  d: { max: 2, piece: calendarPiece(sql`'day'`) },
  f: { max: 7, piece: fraction(false) },
  F: { max: 7, piece: fraction(true) },
  h: { max: 2, piece: (value, width) => padded(hours12(value), width) },
  H: { max: 2, piece: (value, width) => padded(sql`${value} // ${ticks.hour} % 24`, width) },
  m: { max: 2, piece: (value, width) => padded(sql`${value} // ${ticks.minute} % 60`, width) },
  M: { max: 2, piece: calendarPiece(sql`'month'`) },
  s: { max: 2, piece: (value, width) => padded(sql`${value} // ${ticks.second} % 60`, width) },
  t: { max: 2, piece: (value, width) => dayHalf(value, width) },
  y: { max: 4, not: [3], piece: (value, width) => year(value, width) },
};

function dayHalf(value: Sql, width: number): Sql {
  const half = sql`(case when ${value} // ${ticks.hour} % 24 < 12 then 'AM' else 'PM' end)`;
  return width === 2 ? half : sql`left(${half}, 1)`;
}

function year(value: Sql, width: number): Sql {
  const number = sql`date_part('year', ${ticksToTimestamp(value)})`;
  return width <= 2 ? padded(sql`${number} % 100`, width) : padded(number, width);
}

/** https://learn.microsoft.com/kusto/query/format-timespan-function#supported-formats */
const timespanPieces: Pieces = {
  d: { max: 8, piece: (value, width) => days(sql`(abs(${value}) // ${ticks.day})::varchar`, width) },
  f: { max: 7, piece: fraction(false) },
  F: { max: 7, piece: fraction(true) },
  h: { max: 2, piece: (value, width) => padded(sql`abs(${value}) // ${ticks.hour} % 24`, width) },
  H: { max: 2, piece: (value, width) => padded(sql`abs(${value}) // ${ticks.hour} % 24`, width) },
  m: { max: 2, piece: (value, width) => padded(sql`abs(${value}) // ${ticks.minute} % 60`, width) },
  s: { max: 2, piece: (value, width) => padded(sql`abs(${value}) // ${ticks.second} % 60`, width) },
};

/** More digits than asked for are kept. */
function days(digits: Sql, width: number): Sql {
  return sql`lpad(${digits}, greatest(length(${digits}), ${textSql(String(width))}::bigint)::integer, '0')`;
}

/** A run of letters in the widths there are, the widest first. */
function widths(length: number, piece: Pick<Pieces[string], 'max' | 'not'>): number[] {
  const { max, not = [] } = piece;
  if (length === 0) return [];
  let width = Math.min(length, max);
  while (not.includes(width)) width -= 1;
  return [width, ...widths(length - width, { max, not })];
}

/** `signed`: a minus stands before the text of a negative value. */
function formatted(pieces: Pieces, signed: boolean) {
  return ([value, format]: Two, context: CallContext): Sql | undefined => {
    const text = knownString(format);
    if (text === undefined) return context.unsupported('a format taken from a column');
    const short = context.once(value).sql;
    const parts: Sql[] = signed ? [sql`case when ${short} < 0 then '-' else '' end`] : [];
    for (const [run] of text.matchAll(/([A-Za-z])\1*|[^A-Za-z]+/g)) {
      const known = pieces[run[0]!];
      // A run that is too long is several: day 9 as ddd is 09 and 9.
      if (known !== undefined)
        parts.push(...widths(run.length, known).map((width) => known.piece(short, width)));
      else if (known === undefined && [...run].every((one) => formatDelimiters.includes(one)))
        parts.push(textSql(run));
      else return context.unsupported(`'${run}' in the format`);
    }
    return sql`(case when ${short} is not null then concat(${joinSql([sql`''`, ...parts], ', ')}) end)`;
  };
}

export const timeFormats = {
  format_datetime: {
    sql: formatted(datetimePieces, false),
    takes: ['datetime', 'string'],
    nullable: true,
    see: 'format-datetime-function',
  },
  format_timespan: {
    sql: formatted(timespanPieces, true),
    takes: ['timespan', 'string'],
    nullable: true,
    see: 'format-timespan-function',
  },
} satisfies Record<string, FunctionEntry>;
