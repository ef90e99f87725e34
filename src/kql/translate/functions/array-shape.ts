// How functions read a dynamic array in SQL: as a list of JSON items, of texts or of reals; and how they give a list back.
import { type Expression, valueSql } from '../expression.ts';
import { type Sql, sql } from '../sql.ts';
import type { CallContext } from './function-entry.ts';

/** The items as `json[]`, JSON null for null items; NULL when the value is no array. */
export function itemsOf(value: Expression, context: CallContext): Sql {
  if (value.elements === 'dynamic')
    return sql`list_transform(${value.sql}, lambda e: coalesce(e, 'null'::json))`;
  const json = context.once(context.asJson(value)).sql;
  if (value.elements !== undefined) return sql`json_extract(${json}, '$[*]')::json[]`;
  return sql`(case when json_type(${json}) = 'ARRAY' then json_extract(${json}, '$[*]')::json[] end)`;
}

/** The items as `varchar[]`: strings without quotes, NULL for null items; NULL when the value is no array. */
export function textsOf(value: Expression, context: CallContext): Sql {
  if (value.elements === 'string') return value.sql;
  return sql`list_transform(${itemsOf(value, context)}, lambda e: e ->> '$')`;
}

/** The items as `double[]`, NULL for what is no number; NULL when the value is no array. */
export function realsOf(value: Expression, context: CallContext): Sql {
  if (value.elements === 'real') return value.sql;
  if (value.elements === 'long' || value.elements === 'int') return sql`${value.sql}::double[]`;
  return sql`list_transform(${itemsOf(value, context)}, lambda e: ${realOfItem(sql`e`)})`;
}

/** The number in a JSON item; NULL for anything else but the texts that stand for NaN and the infinities. */
export function realOfItem(item: Sql): Sql {
  return sql`(case when json_type(${item}) in ('UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT') or ${item} in ('"NaN"', '"Infinity"', '"-Infinity"') then try_cast(${item} ->> '$' as double) end)`;
}

/** A value as a JSON item: JSON null for null. */
export function itemOf(value: Expression, context: CallContext): Sql {
  const json = context.asJson(value);
  return json.nullable || value.type !== 'string' ? sql`coalesce(${json.sql}, 'null'::json)` : json.sql;
}

/** A dynamic result that is a list of JSON items. */
export function listResult(list: Sql, args: readonly Expression[]): Expression {
  return shaped(list, 'dynamic', args);
}

/** A dynamic result that is a list of values of one type. */
export function shaped(
  list: Sql,
  elements: NonNullable<Expression['elements']>,
  args: readonly Expression[],
): Expression {
  return {
    sql: list,
    type: 'dynamic',
    elements,
    nullable: true,
    foldable: args.every((arg) => arg.foldable),
  };
}

/** The same SQL under a short name, computed once a row. */
export function named(list: Sql, args: readonly Expression[], context: CallContext): Sql {
  return context.once({ ...shaped(list, 'dynamic', args) }).sql;
}

/** The text of a string argument, never NULL. */
export function textArgument(value: Expression, context: CallContext): Sql {
  return valueSql(context.convert(value, 'string'));
}
