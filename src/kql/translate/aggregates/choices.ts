// Aggregates that choose rows: arg_max, arg_min, take_any.

import type { Expression } from '../expression.ts';
import type { One, Two } from '../functions/arguments.ts';
import { type Sql, sql } from '../sql.ts';
import type { AggregateContext, AggregateEntry } from './aggregate-entry.ts';

/** The value of the one row that the test leaves. */
function ofRow(value: Expression, test: Sql): Expression {
  const { type, elements, holds } = value;
  return {
    sql: sql`any_value(${value.sql}) filter (where ${test})`,
    type,
    elements,
    holds,
    nullable: true,
    foldable: false,
  };
}

/** Rows without a value come last, and count only when the group has no other; ties go to the row that came first. */
function best(direction: Sql) {
  return ([by, ...rest]: One, context: AggregateContext): Expression[] | undefined => {
    const compared = by.type === 'dynamic' ? context.asJson(by).sql : by.sql;
    // NaN comes before every number, whichever way.
    const named = by.type === 'real' ? sql`coalesce(isnan(${compared}), false) desc, ` : sql``;
    const first = sql`${context.rankBy(sql`${named}${compared} ${direction} nulls last`)} = 1`;
    return [by, ...rest].map((column) => ofRow(column, first));
  };
}

/** One expression prefers a row that has a value; several come from one row. */
function anyValue(args: One, context: AggregateContext): Expression[] | undefined {
  const [value] = args;
  const first = args.length > 1 ? context.rankBy(sql`1`) : context.rankBy(sql`${isMissing(value)}`);
  return args.map((column) => ofRow(column, sql`${first} = 1`));
}

function isMissing(value: Expression): Sql {
  return value.type === 'string' ? sql`coalesce(${value.sql}, '') = ''` : sql`${value.sql} is null`;
}

function anyIf([value, predicate]: Two, context: AggregateContext): Expression | undefined {
  const chosen = sql`coalesce(${predicate.sql}, false)`;
  const first = context.rankBy(sql`not ${chosen}, ${isMissing(value)}`);
  return ofRow(value, sql`${first} = 1 and ${chosen}`);
}

const arg_max: AggregateEntry = {
  sql: best(sql`desc`),
  see: 'arg-max-aggregation-function',
};
const arg_min: AggregateEntry = {
  sql: best(sql`asc`),
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
