// Aggregates that choose rows: arg_max, arg_min, take_any.

import type { KqlType } from '../../../tables/schema.ts';
import type { Expression } from '../expression.ts';
import type { One, Two } from '../functions/arguments.ts';
import { ascending, sortKeyOf } from '../relation.ts';
import { countSql, integerSql, listSql, type Sql, sql } from '../sql.ts';
import type { AggregateContext, AggregateEntry } from './aggregate-entry.ts';

/** What an aggregate that chooses a row gives of one of its columns. */
function chosen({ type, elements, holds }: Expression, choice: Sql): Expression {
  return { sql: choice, type, elements, holds, nullable: true, foldable: false };
}

/** Rows without a value come last, and count only when the group has no other; ties go to the row that came first. */
function best(direction: 'max' | 'min') {
  return ([by, ...rest]: One, context: AggregateContext): Expression[] | undefined => {
    if (!isWhole(by.type) || !context.place.isNumber) {
      const first = firstBy(by, direction, context);
      return [by, ...rest].map((column) => chosen(column, sql`arg_min_null(${column.sql}, ${first})`));
    }
    const key = wholeKey(by, direction, context);
    const [extreme, choose] =
      direction === 'max' ? [sql`max`, sql`arg_max_null`] : [sql`min`, sql`arg_min_null`];
    return [
      chosen(by, sql`${extreme}(${by.sql})`),
      ...rest.map((column) => chosen(column, sql`${choose}(${column.sql}, ${key})`)),
    ];
  };
}

function isWhole(type: KqlType): boolean {
  return ['bool', 'datetime', 'int', 'long', 'timespan'].includes(type);
}

/** Beyond 64 bits, so that the place of the row finds room below the value: DuckDB compares both as one number. */
function wholeKey(by: Expression, direction: 'max' | 'min', context: AggregateContext): Sql {
  const [without, step] =
    direction === 'max' ? [integerSql(-(2n ** 62n)), sql`-`] : [integerSql(2n ** 62n), sql`+`];
  // No datetime and no int is that large; other values are given room first.
  const isNarrow = by.type === 'datetime' || by.type === 'int';
  const value = isNarrow ? sql`${by.sql}::bigint` : sql`${by.sql}::hugeint`;
  const missing = isNarrow ? without : sql`${without}::hugeint * 4`;
  const whole = by.nullable ? sql`coalesce(${value}, ${missing})` : value;
  const key = sql`${whole}::hugeint * ${countSql(2n ** 62n)} ${step} ${context.place.sql}`;
  return context.once({ ...by, sql: key, nullable: false }).sql;
}

/** A key that is least for the row to choose, whatever the type. */
function firstBy(by: Expression, direction: 'max' | 'min', context: AggregateContext): Sql {
  const value = by.type === 'dynamic' ? context.asJson(by).sql : by.sql;
  const order = direction === 'max' ? sql`desc nulls last` : ascending;
  // NaN comes before every number, whichever way.
  const named =
    by.type === 'real' ? [{ value: sql`coalesce(isnan(${value}), false)`, order: sql`desc nulls last` }] : [];
  const key = sortKeyOf([...named, { value, order }, { value: context.place.sql, order: ascending }]);
  return context.once({ ...by, sql: key, nullable: false }).sql;
}

/**
 * One expression prefers a row that has a value; several come from one row. Those are chosen together: rows mostly come in their order,
 * so the first is seldom chosen anew, and its place is kept once and not with every column.
 */
function anyValue(args: One, context: AggregateContext): Expression[] | undefined {
  const place = context.place.sql;
  const [value] = args;
  if (args.length === 1)
    return [chosen(value, sql`arg_min(${value.sql}, ${place}) filter (where not (${isMissing(value)}))`)];
  const first = sql`arg_min_null(row(${listSql(args.map((column) => column.sql))}), ${place})`;
  return args.map((column, at) => chosen(column, sql`struct_extract(${first}, ${countSql(at + 1)})`));
}

function isMissing(value: Expression): Sql {
  return value.type === 'string' ? sql`coalesce(${value.sql}, '') = ''` : sql`${value.sql} is null`;
}

function anyIf([value, predicate]: Two, context: AggregateContext): Expression | undefined {
  const test = sql`${predicate.sql} and not (${isMissing(value)})`;
  return chosen(value, sql`arg_min(${value.sql}, ${context.place.sql}) filter (where ${test})`);
}

const arg_max: AggregateEntry = {
  sql: best('max'),
  see: 'arg-max-aggregation-function',
};
const arg_min: AggregateEntry = {
  sql: best('min'),
  see: 'arg-min-aggregation-function',
};
const take_any: AggregateEntry = {
  sql: anyValue,
  see: 'take-any-aggregation-function',
  differs: 'Takes the row that came first; Kusto takes any.',
};
const take_anyif: AggregateEntry = {
  sql: anyIf,
  takes: [undefined, 'bool'],
  see: 'take-anyif-aggregation-function',
  differs: 'Takes the row that came first; Kusto takes any.',
};

export const choices = {
  any: take_any,
  anyif: take_anyif,
  arg_max,
  arg_min,
  argmax: arg_max,
  argmin: arg_min,
  take_any,
  take_anyif,
} satisfies Record<string, AggregateEntry>;
