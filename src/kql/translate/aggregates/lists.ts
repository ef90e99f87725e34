// Aggregates that collect values into arrays and bags.

import type { KqlType } from '../../../tables/schema.ts';
import { type Expression, knownInteger, valueSql } from '../expression.ts';
import type { Args, One } from '../functions/arguments.ts';
import { itemsOf } from '../functions/array-shape.ts';
import { bagOf, entriesOf, firstOfEach } from '../functions/bags.ts';
import { countSql, type Sql, sql } from '../sql.ts';
import type { AggregateContext, AggregateEntry } from './aggregate-entry.ts';

const maxSize = 1_048_576n;
const deprecatedMaxSize = 128n;

function list(value: Sql, elements: KqlType): Expression {
  return { sql: value, type: 'dynamic', elements, nullable: false, foldable: false };
}

/** A dynamic as JSON, any other value as it is, never a NULL string. */
function stored(value: Expression, context: AggregateContext): Sql {
  return value.type === 'dynamic' ? context.asJson(value).sql : valueSql(value);
}

function split(
  args: Args,
  conditional: boolean,
): { value: Expression | undefined; predicate: Sql; size: Expression | undefined } {
  const [value, second, third] = args;
  const predicate = conditional && second !== undefined ? sql` and ${second.sql}` : sql``;
  return { value, predicate, size: conditional ? third : second };
}

type Limit = (items: Sql) => Sql;

/** Takes the first `size` items. */
function limitOf(
  size: Expression | undefined,
  otherwise: bigint,
  context: AggregateContext,
): Limit | undefined {
  const known = size === undefined ? otherwise : knownInteger(size);
  if (known === undefined) return context.unsupported('a size that is no constant');
  return (items) => (known >= maxSize || known < 0n ? items : sql`(${items})[1 : ${countSql(known)}]`);
}

function makeList(conditional: boolean, defaultSize: bigint) {
  return (args: Args, context: AggregateContext): Expression | undefined => {
    const { value, predicate, size } = split(args, conditional);
    const limit = limitOf(size, defaultSize, context);
    if (value === undefined || limit === undefined) return undefined;
    return list(limit(listed(value, predicate, context, false)), value.elements ?? value.type);
  };
}

/** All values in the order in which they came. Of a dynamic the items of arrays are listed, not the arrays, and its nulls too. */
function listed(value: Expression, predicate: Sql, context: AggregateContext, nulls: boolean): Sql {
  if (value.type !== 'dynamic') {
    const item = stored(value, context);
    const kept = nulls ? sql`` : sql` filter (where ${item} is not null${predicate})`;
    return sql`coalesce(list(${item} order by ${context.row})${kept}, [])`;
  }
  const json = context.once(value.elements === undefined ? context.asJson(value) : value).sql;
  const items =
    value.elements === undefined
      ? sql`coalesce(${itemsOf(value, context)}, [${json}])`
      : sql`coalesce(${json}, [null])`;
  const kept = predicate.text === '' ? sql`` : sql` filter (where true${predicate})`;
  return sql`coalesce(flatten(list(${items} order by ${context.row})${kept}), [])`;
}

/** Values in the order in which they first came; the items of arrays count, not the arrays. */
function makeSet(conditional: boolean, defaultSize: bigint) {
  return (args: Args, context: AggregateContext): Expression | undefined => {
    const { value, predicate, size } = split(args, conditional);
    const limit = limitOf(size, defaultSize, context);
    if (value === undefined || limit === undefined) return undefined;
    const items =
      value.type === 'dynamic'
        ? limit(itemSet(value, predicate, context))
        : valueSet(value, conditional ? args[1]?.sql : undefined, context, limit);
    return list(items, value.elements ?? value.type);
  };
}

function valueSet(value: Expression, test: Sql | undefined, context: AggregateContext, limit: Limit): Sql {
  return context.ofDistinct({
    value: valueSql(value),
    type: value.type,
    test,
    aggregate: (item, first) =>
      limit(
        sql`coalesce(list(${item} order by ${first}) filter (where ${item} is not null and ${first} is not null), [])`,
      ),
  });
}

function itemSet(value: Expression, predicate: Sql, context: AggregateContext): Sql {
  const json = context.once(context.asJson(value)).sql;
  const items =
    value.elements === undefined ? sql`coalesce(${itemsOf(value, context)}, [${json}])` : value.sql;
  const present = value.elements === undefined ? json : value.sql;
  const all = sql`coalesce(flatten(list(${items} order by ${context.row}) filter (where ${present} is not null${predicate})), [])`;
  return sql`list_transform([${all}], lambda l: list_filter(l, lambda x, i: list_position(l, x) = i))[1]`;
}

/** The first value of each key; what is no bag adds nothing. */
function makeBag(conditional: boolean) {
  return (args: Args, context: AggregateContext): Sql | undefined => {
    const { value, predicate, size } = split(args, conditional);
    const limit = limitOf(size, maxSize, context);
    if (value === undefined || limit === undefined) return undefined;
    const entries = context.once({ ...value, sql: entriesOf(value, context) }).sql;
    const all = sql`coalesce(flatten(list(${entries} order by ${context.row}) filter (where ${entries} is not null${predicate})), [])`;
    return sql`list_transform([${all}], lambda l: ${bagOf(limit(firstOfEach(sql`l`)))})[1]`;
  };
}

function makeListWithNulls([value]: One, context: AggregateContext): Expression | undefined {
  return list(listed(value, sql``, context, true), value.elements ?? value.type);
}

const withPredicate = [undefined, 'bool', undefined] as const;
const make_dictionary: AggregateEntry = {
  sql: makeBag(false),
  notNull: true,
  see: 'make-bag-aggregation-function',
};

export const lists = {
  make_bag: make_dictionary,
  make_bag_if: {
    sql: makeBag(true),
    takes: withPredicate,
    notNull: true,
    see: 'make-bag-if-aggregation-function',
  },
  make_dictionary,
  make_list: { sql: makeList(false, maxSize), see: 'make-list-aggregation-function' },
  make_list_if: {
    sql: makeList(true, maxSize),
    takes: withPredicate,
    see: 'make-list-if-aggregation-function',
  },
  make_list_with_nulls: { sql: makeListWithNulls, see: 'make-list-with-nulls-aggregation-function' },
  make_set: { sql: makeSet(false, maxSize), see: 'make-set-aggregation-function' },
  make_set_if: { sql: makeSet(true, maxSize), takes: withPredicate, see: 'make-set-if-aggregation-function' },
  makelist: { sql: makeList(false, deprecatedMaxSize), see: 'make-list-aggregation-function' },
  makeset: { sql: makeSet(false, deprecatedMaxSize), see: 'make-set-aggregation-function' },
} satisfies Record<string, AggregateEntry>;
