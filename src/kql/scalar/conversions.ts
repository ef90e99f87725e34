// Converts expressions between KQL types, as tostring(), tolong(), todatetime() and the others do.
import type { KqlType } from '../../tables/schema.ts';
import { type Expression, knownString, nullOf, sqlTypes } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { type Sql, sql } from '../sql.ts';
import { datetimeTicks, timespanTicks } from '../ticks.ts';
import { datetimeText, realText, textToDatetime, textToTimespan, timespanText } from './text-forms.ts';

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
  return { sql: conversion(once(expression), type), type, nullable, foldable };
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
      return sql`to_json(${value}::double)`;
    case 'guid':
      return sql`to_json(${value}::varchar)`;
    case 'real':
      return sql`case when isfinite(${value}) then to_json(${value}) else to_json(${realText(value)}) end`;
    default:
      return sql`to_json(${value})`;
  }
}

function listJson(list: Sql, elements: KqlType): Sql {
  if (elements === 'datetime')
    return sql`to_json(list_transform(${list}, lambda e: ${datetimeText(sql`e`)}))`;
  if (elements === 'timespan')
    return sql`to_json(list_transform(${list}, lambda e: ${timespanText(sql`e`)}))`;
  return sql`to_json(${list})`;
}

function fromDynamic(expression: Expression, type: KqlType, once: Once): Expression {
  if (expression.holds !== undefined) return convert(withoutHolds(expression, expression.holds), type, once);
  const plain = dynamicText(expression);
  if (type === 'string') return plain;
  const text = once(plain);
  const number = sql`try_cast(${text.sql} as double)`;
  const nullable = true;
  const { foldable } = expression;
  if (type === 'long' || type === 'int') {
    const whole = sql`coalesce(${textToWhole(text.sql, type)}, try_cast(trunc(${number}) as ${sqlTypes[type]}), case ${text.sql} when 'true' then 1 when 'false' then 0 end)`;
    return { sql: whole, type, nullable, foldable };
  }
  return { ...convert({ ...text, nullable }, type), nullable };
}

function withoutHolds(expression: Expression, type: KqlType): Expression {
  const { sql, nullable, foldable } = expression;
  return { sql, type, nullable, foldable };
}

/** The text of a dynamic: a string without its quotes, anything else as JSON; NULL for null. */
export function dynamicText(expression: Expression): Expression {
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
  }
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

function conversion(expression: Expression, type: Exclude<KqlType, 'dynamic'>): Sql {
  const { sql: value, type: from } = expression;
  if (type === 'string') return textOf(value, from);
  if (from === 'string') return textTo(value, type);
  switch (type) {
    case 'bool':
      return sql`(${value} <> 0)`;
    case 'int':
    case 'long':
      if (from === 'real' || from === 'decimal') return sql`try_cast(trunc(${value}) as ${sqlTypes[type]})`;
      return sql`try_cast(${value} as ${sqlTypes[type]})`;
    case 'datetime':
    case 'timespan':
      return from === 'real'
        ? sql`try_cast(trunc(${value} * 864000000000) as bigint)`
        : sql`try_cast(${value} as bigint)`;
    case 'real':
      return from === 'timespan' || from === 'bool' ? sql`${value}::bigint::double` : sql`${value}::double`;
    case 'decimal':
    case 'guid':
      return sql`try_cast(${value} as ${sqlTypes[type]})`;
  }
}

function textOf(value: Sql, from: KqlType): Sql {
  switch (from) {
    case 'bool':
      return sql`(case when ${value} then 'true' when not ${value} then 'false' end)`;
    case 'real':
      return realText(value);
    case 'decimal':
      return sql`rtrim(rtrim(${value}::varchar, '0'), '.')`;
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
      return sql`(case lower(trim(${value})) when 'true' then true when 'false' then false when '1' then true when '0' then false end)`;
    case 'int':
    case 'long':
      return textToWhole(value, type);
    case 'real':
      return sql`(case when regexp_matches(${value}, '^\\s*([+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[Nn]a[Nn]|[+-]?[Ii]nf(inity)?)\\s*$') then try_cast(trim(${value}) as double) end)`;
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

function textToWhole(value: Sql, type: 'int' | 'long'): Sql {
  return sql`(case when regexp_matches(${value}, '^\\s*([+-]?\\d+|0[xX][0-9a-fA-F]+)\\s*$') then try_cast(trim(${value}) as ${sqlTypes[type]}) end)`;
}
