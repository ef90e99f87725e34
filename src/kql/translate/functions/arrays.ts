// Functions over dynamic arrays.

import type { Expression } from '../expression.ts';
import { countSql, listSql, type Sql, sql } from '../sql.ts';
import type { Args, One, Three, Two } from './arguments.ts';
import { itemOf, itemsOf, listResult, named, realOfItem, realsOf, shaped } from './array-shape.ts';
import { sortArrays } from './array-sort.ts';
import { bounded } from './bounded.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

/** Arrays of one static shape stay lists of it. */
function array_concat(args: Args, context: CallContext): Expression {
  const shape = args[0]?.elements;
  if (shape !== undefined && args.every((arg) => arg.elements === shape)) {
    return shaped(sql`flatten([${listSql(args.map((arg) => arg.sql))}])`, shape, args);
  }
  return listResult(sql`flatten([${listSql(args.map((arg) => itemsOf(arg, context)))}])`, args);
}

function array_length([array]: One, context: CallContext): Sql | undefined {
  if (array.elements !== undefined) return sql`len(${array.sql})::bigint`;
  const json = context.once(array).sql;
  return sql`(case when json_type(${json}) = 'ARRAY' then json_array_length(${json})::bigint end)`;
}

/** The list in its static shape where it has one, else as JSON items; computed once a row. */
function listOf(
  array: Expression,
  context: CallContext,
): { readonly list: Sql; readonly shape: NonNullable<Expression['elements']> } {
  const shape = array.elements ?? 'dynamic';
  return {
    list: named(array.elements === undefined ? itemsOf(array, context) : array.sql, [array], context),
    shape,
  };
}

/** A list whose item `i` (from 0) is made from the list, its length and `i`. */
function rebuilt(item: (list: Sql, by: Sql) => Sql, missing = (_: Sql) => sql`'null'::json`) {
  return ([array, by, filler]: Two, context: CallContext): Expression | undefined => {
    const list = named(itemsOf(array, context), [array], context);
    const steps = bounded(by, context);
    const otherwise = filler === undefined ? missing(list) : itemOf(filler, context);
    return listResult(
      sql`list_transform(range(len(${list})), lambda i: coalesce(${item(list, steps)}, ${otherwise}))`,
      [array, by],
    );
  };
}

const rotated = (list: Sql, by: Sql) =>
  sql`(${list})[((i + ${by}) % len(${list}) + len(${list})) % len(${list}) + 1]`;
const shifted = (list: Sql, by: Sql) => sql`(case when i + ${by} >= 0 then (${list})[i + ${by} + 1] end)`;
/** What comes in where nothing is given: an empty string among strings, else null. */
const emptyItem = (list: Sql) =>
  sql`(case when list_bool_and(list_transform(${list}, lambda e: json_type(e) = 'VARCHAR')) then '""'::json else 'null'::json end)`;
const minus = (by: Sql) => sql`(-(${by}))`;

function array_reverse([array]: One, context: CallContext): Expression | undefined {
  const { list, shape } = listOf(array, context);
  return shaped(sql`list_reverse(${list})`, shape, [array]);
}

/** Both ends count from the end when negative, and both belong to the slice. */
function array_slice([array, start, end]: Three, context: CallContext): Expression | undefined {
  const { list, shape } = listOf(array, context);
  const at = (index: Expression) => {
    const short = bounded(index, context);
    return sql`(case when ${short} < 0 then len(${list}) + ${short} else ${short} end)`;
  };
  return shaped(sql`(${list})[greatest(${at(start)}, 0) + 1 : greatest(${at(end)}, -1) + 1]`, shape, [
    array,
    start,
    end,
  ]);
}

/** Cuts before each index; a negative index counts from the end. */
function array_split([array, cuts]: Two, context: CallContext): Expression | undefined {
  const list = named(itemsOf(array, context), [array], context);
  const given =
    cuts.type === 'dynamic'
      ? sql`coalesce(${realsOf(cuts, context)}, [(${context.convert(cuts, 'long').sql})::double])`
      : sql`[${cuts.sql}]`;
  const inside = sql`list_transform(${given}, lambda c: least(greatest(case when c < 0 then len(${list}) + c else c end, 0), len(${list}))::bigint)`;
  const bounds = named(
    sql`flatten([[0::bigint], list_sort(${inside}), [len(${list})::bigint]])`,
    [array, cuts],
    context,
  );
  return listResult(
    sql`(case when ${list} is not null then list_transform(range(1, len(${bounds})), lambda b: to_json((${list})[(${bounds})[b] + 1 : (${bounds})[b + 1]])) end)`,
    [array, cuts],
  );
}

function array_index_of(args: Two, context: CallContext): Sql | undefined {
  const [array, value, start, length, occurrence] = args;
  const list = named(itemsOf(array, context), [array], context);
  const sought = context.once({ ...context.asJson(value), sql: itemOf(value, context) }).sql;
  const placeOf = (position: Sql) =>
    sql`(case when ${list} is not null then coalesce(${position} - 1, -1) end)::bigint`;
  if (start === undefined) return placeOf(sql`list_position(${list}, ${sought})`);
  const from = bounded(start, context);
  const first = sql`(case when ${from} < 0 then len(${list}) + ${from} else ${from} end)`;
  const size = length === undefined ? sql`-1` : bounded(length, context);
  const nth = occurrence === undefined ? sql`1` : context.convert(occurrence, 'long').sql;
  const hits = sql`list_filter(range(1, len(${list}) + 1), lambda i: i > ${first} and (${size} < 0 or i <= ${first} + ${size}) and (${list})[i] = ${sought})`;
  return placeOf(sql`(${hits})[${nth}]`);
}

/** Items of the condition choose; a branch that is an array gives its item at the same place. */
function array_iff([condition, yes, no]: Three, context: CallContext): Expression | undefined {
  const list = named(itemsOf(condition, context), [condition], context);
  const branch = (value: Expression): Sql => {
    if (value.type !== 'dynamic') return itemOf(value, context);
    const json = context.once(context.asJson(value)).sql;
    const items = named(itemsOf(value, context), [value], context);
    return sql`(case when json_type(${json}) = 'ARRAY' then (${items})[i + 1] else ${json} end)`;
  };
  const item = sql`(${list})[i + 1]`;
  const test = sql`(case json_type(${item}) when 'BOOLEAN' then ${item} = 'true' when 'VARCHAR' then null when 'ARRAY' then null when 'OBJECT' then null when 'NULL' then null else (${item} ->> '$')::double <> 0 end)`;
  return listResult(
    sql`list_transform(range(len(${list})), lambda i: coalesce(case when ${test} then ${branch(yes)} when not ${test} then ${branch(no)} end, 'null'::json))`,
    [condition, yes, no],
  );
}

/** Nulls add nothing, nothing has no sum, and neither has an array that holds anything but numbers. */
function array_sum([array]: One, context: CallContext): Sql | undefined {
  const items = named(itemsOf(array, context), [array], context);
  const odd = sql`list_filter(${items}, lambda e: e <> 'null' and ${realOfItem(sql`e`)} is null)`;
  return sql`(case when len(${odd}) = 0 then list_sum(list_transform(${items}, lambda e: ${realOfItem(sql`e`)})) end)::double`;
}

const listTypes: readonly string[] = ['string', 'long', 'int', 'real'];

function pack_array(args: Args, context: CallContext): Expression {
  const type = args[0]?.type;
  if (
    type !== undefined &&
    listTypes.includes(type) &&
    args.every((arg) => arg.type === type && !arg.nullable)
  ) {
    return { ...shaped(sql`[${listSql(args.map((arg) => arg.sql))}]`, type, args), nullable: false };
  }
  const items = args.map((arg) => itemOf(arg, context));
  const list = items.length === 0 ? sql`[]::json[]` : sql`[${listSql(items)}]`;
  return { ...listResult(list, args), nullable: false };
}

/** No array has more items. https://learn.microsoft.com/kusto/query/range-function */
const maxItems = 1_048_576n;
const maxRange = countSql(maxItems);

/** `range(start, stop[, step])`: both ends belong to it; what is longer than an array may be is cut. */
function range([from, to, step]: Two, context: CallContext): Expression | undefined {
  const time = from.type === 'datetime' || from.type === 'timespan';
  const whole = time || [from, to, step ?? from].every((arg) => arg.type === 'long' || arg.type === 'int');
  const read = (arg: Expression) =>
    context.once(time ? arg : context.convert(arg, whole ? 'long' : 'real')).sql;
  const first = read(from);
  const last = read(to);
  const by = step === undefined ? (time ? sql`36000000000` : sql`1`) : read(step);
  const count = context.once({
    ...from,
    type: 'long',
    sql: sql`floor((${last}${whole ? sql`::hugeint` : sql``} - ${first}) / nullif(${by}, 0))`,
  }).sql;
  const length = sql`least(${count} + 1, ${maxRange})::bigint`;
  const item = whole ? sql`(${first} + i::hugeint * ${by})::bigint` : sql`${first} + i * ${by}`;
  const list = sql`(case when ${count} < 0 then [] when ${count} is not null then list_transform(range(${length}), lambda i: ${item}) end)`;
  const array = shaped(list, time ? from.type : whole ? 'long' : 'real', [from, to, step ?? from]);
  const json = whole && !time ? knownRange([from, to, step]) : undefined;
  return json === undefined ? array : { ...array, known: { value: { json } } };
}

/** What a short range of constants holds: percentiles_array() asks for it. */
function knownRange(args: readonly (Expression | undefined)[]): readonly number[] | undefined {
  const [first, last, by = 1n] = args.map((arg) => arg?.known?.value);
  if (typeof first !== 'bigint' || typeof last !== 'bigint' || typeof by !== 'bigint') return undefined;
  const count = by === 0n ? -1n : (last - first) / by + 1n;
  const isSmall = [first, last].every((end) => Number.isSafeInteger(Number(end)));
  if (!isSmall || count < 1n || count > 1000n || (last - first) * by < 0n) return undefined;
  return Array.from({ length: Number(count) }, (_, i) => Number(first + BigInt(i) * by));
}

function repeat([value, times]: Two, context: CallContext): Expression | undefined {
  if (value.type === 'dynamic') return context.unsupported('a dynamic value, in Kusto neither,');
  const count = bounded(times, context, maxItems);
  return listResult(
    sql`(case when ${count} >= 0 then list_transform(range(${count}), lambda i: ${itemOf(value, context)}) end)`,
    [value, times],
  );
}

function zip(args: Args, context: CallContext): Expression {
  const lists = args.map((arg) => named(itemsOf(arg, context), [arg], context));
  const longest = sql`greatest(${listSql(lists.map((list) => sql`len(${list})`))})`;
  const row = listSql(lists.map((list) => sql`coalesce((${list})[i], 'null'::json)`));
  return listResult(sql`list_transform(range(1, ${longest} + 1), lambda i: to_json([${row}]))`, args);
}

function sorted(direction: 'asc' | 'desc') {
  return (args: Args, context: CallContext): Expression | undefined => {
    const end = args.at(-1);
    const flag = end?.type === 'bool' ? end : undefined;
    const arrays = flag === undefined ? args : args.slice(0, -1);
    const sortedWith = (nullsLast: boolean) => sortArrays(arrays, { direction, nullsLast }, context);
    if (flag === undefined || typeof flag.known?.value === 'boolean')
      return sortedWith(flag?.known?.value !== false);
    const [last, first] = [sortedWith(true), sortedWith(false)];
    if (last === undefined || first === undefined) return undefined;
    return {
      ...last,
      sql: sql`(case when ${flag.sql} then ${last.sql} else ${first.sql} end)`,
      foldable: last.foldable && flag.foldable,
    };
  };
}

const arrayLength = {
  sql: array_length,
  nullable: true,
  see: 'array-length-function',
} satisfies FunctionEntry;
const arrayIff = { sql: array_iff, see: 'array-iff-function' } satisfies FunctionEntry;
const seriesSum = { sql: array_sum, nullable: true, see: 'series-sum-function' } satisfies FunctionEntry;

export const arrays = {
  array_concat: {
    sql: array_concat,
    see: 'array-concat-function',
    differs: 'A null argument adds nothing; the documentation is silent.',
  },
  array_iff: arrayIff,
  array_iif: arrayIff,
  array_index_of: { sql: array_index_of, nullable: true, see: 'array-index-of-function' },
  array_length: arrayLength,
  array_reverse: { sql: array_reverse, see: 'array-reverse-function' },
  array_rotate_left: { sql: rebuilt(rotated), takes: [undefined, 'long'], see: 'array-rotate-left-function' },
  array_rotate_right: {
    sql: rebuilt((list, by) => rotated(list, minus(by))),
    takes: [undefined, 'long'],
    see: 'array-rotate-right-function',
  },
  array_shift_left: {
    sql: rebuilt(shifted, emptyItem),
    takes: [undefined, 'long', undefined],
    see: 'array-shift-left-function',
  },
  array_shift_right: {
    sql: rebuilt((list, by) => shifted(list, minus(by)), emptyItem),
    takes: [undefined, 'long', undefined],
    see: 'array-shift-right-function',
  },
  array_slice: { sql: array_slice, see: 'array-slice-function' },
  array_sort_asc: { sql: sorted('asc'), see: 'array-sort-asc-function' },
  array_sort_desc: { sql: sorted('desc'), see: 'array-sort-desc-function' },
  array_split: { sql: array_split, see: 'array-split-function' },
  array_sum: seriesSum,
  arraylength: arrayLength,
  pack_array: { sql: pack_array, see: 'pack-array-function' },
  range: { sql: range, see: 'range-function' },
  repeat: { sql: repeat, see: 'repeat-function' },
  series_sum: seriesSum,
  zip: { sql: zip, see: 'zip-function' },
} satisfies Record<string, FunctionEntry>;
