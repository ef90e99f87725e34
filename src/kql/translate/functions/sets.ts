// Functions that read dynamic arrays as sets.

import { type Expression, valueSql } from '../expression.ts';
import { listSql, type Sql, sql } from '../sql.ts';
import type { Two } from './arguments.ts';
import { itemOf, itemsOf, named, shaped } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

type Args = readonly Expression[];
type Shape = NonNullable<Expression['elements']>;

/** All sets in the static shape they share, else as JSON items; each computed once a row. */
function listsOf(
  args: Args,
  context: CallContext,
): { readonly lists: readonly Sql[]; readonly shape: Shape } {
  const shape = args[0]?.elements;
  if (shape !== undefined && args.every((arg) => arg.elements === shape)) {
    return { lists: args.map((arg) => named(arg.sql, [arg], context)), shape };
  }
  return { lists: args.map((arg) => named(itemsOf(arg, context), [arg], context)), shape: 'dynamic' };
}

/** The first of equal values stays, in the order in which they came. */
function distinct(list: Sql): Sql {
  return sql`list_filter(${list}, lambda x, i: list_position(${list}, x) = i)`;
}

function set_union(args: Args, context: CallContext): Expression {
  const { lists, shape } = listsOf(args, context);
  const all = named(sql`flatten([${listSql(lists)}])`, args, context);
  return shaped(distinct(all), shape, args);
}

function kept(inOthers: boolean) {
  return (args: Args, context: CallContext): Expression | undefined => {
    const { lists, shape } = listsOf(args, context);
    const [first, ...others] = lists;
    if (first === undefined) return undefined;
    const test = others.map((other) => {
      const contains = sql`coalesce(list_contains(${other}, x), false)`;
      return inOthers ? sql` and ${contains}` : sql` and not ${contains}`;
    });
    const tests = test.reduce((all, one) => sql`${all}${one}`, sql``);
    return shaped(
      sql`list_filter(${first}, lambda x, i: list_position(${first}, x) = i${tests})`,
      shape,
      args,
    );
  };
}

function set_has_element([set, value]: Two, context: CallContext): Sql | undefined {
  if (set.elements !== undefined && set.elements === value.type)
    return sql`list_contains(${set.sql}, ${valueSql(value)})`;
  return sql`list_contains(${itemsOf(set, context)}, ${itemOf(value, context)})`;
}

function set_equals(args: Args, context: CallContext): Sql | undefined {
  const { lists } = listsOf(args, context);
  const [a, b] = lists;
  if (a === undefined || b === undefined) return undefined;
  return sql`(list_has_all(${a}, ${b}) and list_has_all(${b}, ${a}))`;
}

function jaccard_index(args: Args, context: CallContext): Expression | undefined {
  const { lists } = listsOf(args, context);
  const [a, b] = lists;
  if (a === undefined || b === undefined) return undefined;
  const both = sql`len(list_intersect(${a}, ${b}))`;
  const either = sql`len(list_distinct(flatten([${a}, ${b}])))`;
  const foldable = args.every((arg) => arg.foldable);
  return { sql: sql`(${both}::double / ${either}::double)`, type: 'real', nullable: true, foldable };
}

export const sets = {
  jaccard_index: { sql: jaccard_index, see: 'jaccard-index-function' },
  set_difference: { sql: kept(false), see: 'set-difference-function' },
  set_equals: { sql: set_equals, nullable: true, see: 'set-equals-function' },
  set_has_element: { sql: set_has_element, nullable: true, see: 'set-has-element-function' },
  set_intersect: { sql: kept(true), see: 'set-intersect-function' },
  set_union: { sql: set_union, see: 'set-union-function' },
} satisfies Record<string, FunctionEntry>;
