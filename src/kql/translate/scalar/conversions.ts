// Converts expressions between KQL types, as tostring(), tolong(), todatetime() and the others do.

import { datetimeTicks, timespanTicks } from '../../../rows/ticks.ts';
import type { KqlType } from '../../../tables/schema.ts';
import { type Expression, knownString, nullOf, sqlTypes } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { type Sql, sql } from '../sql.ts';
import { cutReal, inDatetimeRange, lowBits, wrapped } from './ranges.ts';
import {
  datetimeText,
  realName,
  realText,
  textToDatetime,
  textToTimespan,
  timespanText,
} from './text-forms.ts';

/** Gives a value a short name, because the SQL of a conversion repeats it. */
export type Once = (expression: Expression) => Expression;

/** `expression` as a value of `type`; what cannot be converted becomes the null of the type. */
export function convert(expression: Expression, type: KqlType, once: Once = (same) => same): Expression {
  if (type === 'dynamic') return asJson(expression);
  if (expression.type === type) return expression;
  if (expression.type === 'dynamic') return fromDynamic(expression, type, once);
  const known = convertKnown(expression, type);
  if (known !== undefined) return known;
  const nullable = type !== 'string' && mayFail(expression.type, type) ? true : expression.nullable;
  const { foldable } = expression;
  return { sql: conversion(once(expression), type, once), type, nullable, foldable };
}

/** Any value as JSON; list shapes are converted. */
export function asJson(expression: Expression): Expression {
  const { foldable, nullable } = expression;
  const json = (value: Sql): Expression => ({ sql: value, type: 'dynamic', nullable, foldable });
  if (expression.type !== 'dynamic') return { ...json(jsonOf(expression)), ...jsonKnown(expression) };
  if (expression.elements !== undefined) return json(listJson(expression.sql, expression.elements));
  if (expression.holds !== undefined) return json(jsonOf({ ...expression, type: expression.holds }));
  return expression;
}

function jsonKnown(expression: Expression): Partial<Expression> {
  const value = expression.known?.value;
  if (value === undefined || typeof value === 'bigint' || value === null || typeof value === 'object')
    return {};
  return { known: { value: { json: value } } };
}

function jsonOf({ sql: value, type }: Expression): Sql {
  switch (type) {
    case 'datetime':
      return sql`to_json(${datetimeText(value)})`;
    case 'timespan':
      return sql`to_json(${timespanText(value)})`;
    case 'decimal':
      // JSON has no decimal: it stands there as a text.
      return sql`to_json(${textOf(value, type)})`;
    case 'guid':
      return sql`to_json(${value}::varchar)`;
    case 'real':
      return sql`case when isfinite(${value}) then to_json(${value}) when ${value} is not null then to_json(${realName(value)}) end`;
    default:
      return sql`to_json(${value})`;
  }
}

function listJson(list: Sql, elements: KqlType): Sql {
  if (elements === 'decimal')
    return sql`to_json(list_transform(${list}, lambda e: ${textOf(sql`e`, elements)}))`;
  if (elements === 'datetime')
    return sql`to_json(list_transform(${list}, lambda e: ${datetimeText(sql`e`)}))`;
  if (elements === 'timespan')
    return sql`to_json(list_transform(${list}, lambda e: ${timespanText(sql`e`)}))`;
  return sql`to_json(${list})`;
}

function fromDynamic(expression: Expression, type: KqlType, once: Once): Expression {
  const { holds } = expression;
  if (holds !== undefined) {
    const value = withoutHolds(expression, holds);
    return type === 'string' ? heldText(value) : convert(value, type, once);
  }
  const plain = dynamicText(expression);
  if (type === 'string') return plain;
  const text = once(plain);
  const fromText = convert({ ...text, nullable: true }, type, once);
  const other = ofJson(expression, text.sql, type, once);
  if (other === undefined) return { ...fromText, nullable: true };
  // A known text has no other reading.
  if (typeof text.known?.value === 'string') return { ...fromText, nullable: true };
  const { foldable } = expression;
  return { sql: sql`coalesce(${fromText.sql}, ${other})`, type, nullable: true, foldable };
}

/** An element of a list as text: what JSON writes, where tostring() of the plain value writes something else. */
function heldText(value: Expression): Expression {
  const { nullable, foldable } = value;
  if (value.type !== 'bool' && value.type !== 'real') return convert(value, 'string');
  const text =
    value.type === 'bool'
      ? sql`${value.sql}::varchar`
      : sql`(case when isfinite(${value.sql}) then ${realText(value.sql)} else ${realName(value.sql)} end)`;
  return { sql: text, type: 'string', nullable, foldable };
}

/** Numbers and bools inside a dynamic, where the text of a string would read otherwise. */
function ofJson(expression: Expression, text: Sql, type: KqlType, once: Once): Sql | undefined {
  const { access } = expression;
  const kind =
    access === undefined
      ? sql`json_type(${asJson(expression).sql})`
      : sql`json_type(${access.base}, ${access.path})`;
  const real = sql`try_cast(${text} as double)`;
  const number = once({ sql: real, type: 'real', nullable: true, foldable: expression.foldable }).sql;
  const isNumber = sql`in ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')`;
  switch (type) {
    case 'int':
    case 'long': {
      const isWhole = sql`regexp_full_match(${text}, '-?\\d{1,19}')`;
      const low = lowBits(sql`try_cast(${text} as bigint)`);
      const real = cutReal(number, type);
      const cut = type === 'long' ? real : sql`case when ${isWhole} then ${low} else ${real} end`;
      return sql`(case when ${kind} = 'BOOLEAN' then (${text} = 'true')::${sqlTypes[type]} when ${kind} ${isNumber} then ${cut} end)`;
    }
    case 'bool':
      return sql`(case when ${kind} ${isNumber} then ${real} <> 0 end)`;
    case 'real':
      return sql`(case when ${kind} = 'BOOLEAN' then (${text} = 'true')::integer::double end)`;
    default:
      return undefined;
  }
}

function withoutHolds(expression: Expression, type: KqlType): Expression {
  const { sql, nullable, foldable } = expression;
  return { sql, type, nullable, foldable };
}

/** The text of a dynamic: a string without its quotes, anything else as JSON; NULL for null. */
function dynamicText(expression: Expression): Expression {
  const { foldable, access, known } = expression;
  if (access !== undefined) {
    const text = sql`json_extract_string(${access.base}, ${access.path})`;
    return { sql: text, type: 'string', nullable: true, foldable };
  }
  const value = known?.value;
  if (typeof value === 'object' && value !== null && typeof value.json === 'string') {
    return knownExpression('string', value.json);
  }
  const json = asJson(expression);
  return { sql: sql`(${json.sql} ->> '$')`, type: 'string', nullable: json.nullable, foldable };
}

/** Literals stay literals: a converted constant may still stand in a pattern or a list. */
function convertKnown(expression: Expression, type: KqlType): Expression | undefined {
  const value = expression.known?.value;
  if (value === undefined) return undefined;
  if (value === null) return nullOf(type);
  if (typeof value === 'bigint' && (expression.type === 'int' || expression.type === 'long')) {
    if (type === 'long') return knownExpression(type, value);
    if (type === 'real') return knownExpression(type, Number(value));
    if (type === 'string') return knownExpression(type, value.toString());
    if (type === 'int') return knownExpression(type, BigInt.asIntN(32, value));
  }
  if (typeof value === 'boolean' && type === 'string') return knownExpression(type, value ? 'True' : 'False');
  const text = knownString(expression);
  if (text === undefined) return undefined;
  if (type === 'datetime') {
    const ticks = datetimeTicks(text);
    return ticks === undefined ? undefined : knownExpression(type, ticks);
  }
  if (type === 'timespan') {
    const ticks = timespanTicks(text);
    return ticks === undefined ? undefined : knownExpression(type, ticks);
  }
  return undefined;
}

function mayFail(from: KqlType, to: KqlType): boolean {
  const widening: readonly (readonly [KqlType, KqlType])[] = [
    ['int', 'long'],
    ['int', 'real'],
    ['int', 'decimal'],
    ['long', 'real'],
    ['long', 'decimal'],
    ['decimal', 'real'],
    ['bool', 'int'],
    ['bool', 'long'],
    ['bool', 'real'],
    ['datetime', 'long'],
    ['timespan', 'long'],
  ];
  return !widening.some(([a, b]) => a === from && b === to);
}

function conversion(expression: Expression, type: Exclude<KqlType, 'dynamic'>, once: Once): Sql {
  const { sql: value, type: from } = expression;
  if (type === 'string') return textOf(value, from);
  if (from === 'string') return textTo(value, type);
  switch (type) {
    case 'bool':
      return sql`(${value} <> 0)`;
    case 'int':
    case 'long':
      if (from === 'real') return cutReal(value, type);
      if (type === 'int' && ['long', 'timespan', 'datetime'].includes(from)) return lowBits(value);
      return sql`try_cast(${from === 'decimal' ? sql`trunc(${value})` : value} as ${sqlTypes[type]})`;
    case 'datetime':
    case 'timespan': {
      const ticks = sql`try_cast(${from === 'real' ? sql`trunc(${value})` : value} as bigint)`;
      if (type === 'timespan') return ticks;
      return inDatetimeRange(once({ ...expression, sql: ticks, type, known: undefined }).sql);
    }
    case 'real':
      return from === 'timespan' || from === 'bool' ? sql`${value}::bigint::double` : sql`${value}::double`;
    case 'decimal':
    case 'guid':
      // The shortest digits of a real are what was written: 1.1 and not the 1.10000000000000016 of a direct cast.
      return sql`try_cast(${from === 'real' ? sql`${value}::varchar` : value} as ${sqlTypes[type]})`;
  }
}

function textOf(value: Sql, from: KqlType): Sql {
  switch (from) {
    case 'bool':
      return sql`(case when ${value} then 'True' when not ${value} then 'False' end)`;
    case 'real':
      return realText(value);
    case 'decimal':
      return sql`(case when ${value}::varchar like '%.%' then rtrim(rtrim(${value}::varchar, '0'), '.') else ${value}::varchar end)`;
    case 'datetime':
      return datetimeText(value);
    case 'timespan':
      return timespanText(value);
    default:
      return sql`${value}::varchar`;
  }
}

function textTo(value: Sql, type: Exclude<KqlType, 'dynamic' | 'string'>): Sql {
  switch (type) {
    case 'bool':
      return sql`(case lower(${value}) when 'true' then true when 'false' then false else ${textToWhole(value, 'long')} <> 0 end)`;
    case 'int':
    case 'long':
      return textToWhole(value, type);
    case 'real':
      return sql`(case when regexp_matches(${value}, '^\\s*([+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|(?i:nan|[+-]?inf(inity)?))\\s*$') then try_cast(trim(${value}) as double) end)`;
    case 'decimal':
      return sql`(case when regexp_matches(${value}, '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$') then try_cast(trim(${value}) as decimal(38, 17)) end)`;
    case 'guid':
      return sql`try_cast(trim(${value}, ' {}()') as uuid)`;
    case 'datetime':
      return textToDatetime(value);
    case 'timespan':
      return textToTimespan(value);
  }
}

/** A whole number; a hexadecimal one has no sign, and all its bits count. */
function textToWhole(value: Sql, type: 'int' | 'long'): Sql {
  const digits =
    type === 'int' ? sql`'^\\s*0[xX][0-9a-fA-F]{1,8}\\s*$'` : sql`'^\\s*0[xX][0-9a-fA-F]{1,16}\\s*$'`;
  const bits = sql`try_cast(trim(${value}) as ubigint)`;
  const hexadecimal = type === 'int' ? lowBits(sql`${bits}::bigint`) : wrapped(sql`${bits}::hugeint`);
  const decimal = sql`when regexp_matches(${value}, '^\\s*[+-]?\\d+\\s*$') then try_cast(trim(${value}) as ${sqlTypes[type]})`;
  return sql`(case ${decimal} when regexp_matches(${value}, ${digits}) then ${hexadecimal} end)`;
}
