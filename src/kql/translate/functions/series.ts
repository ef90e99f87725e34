// Functions over numeric series that work item by item or fold the series to one number.

import type { KqlType } from '../../../tables/schema.ts';
import type { Expression } from '../expression.ts';
import { realName } from '../scalar/text-forms.ts';
import { type Sql, sql } from '../sql.ts';
import type { Args, One, Two } from './arguments.ts';
import { itemOf, itemsOf, listResult, named, realOfItem, realsOf, shaped } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

function each(item: (value: Sql) => Sql, elements: KqlType = 'real') {
  return ([series]: Args, context: CallContext): Expression | undefined =>
    series === undefined
      ? undefined
      : shaped(sql`list_transform(${realsOf(series, context)}, lambda x: ${item(sql`x`)})`, elements, [
          series,
        ]);
}

function one(name: string, item: (value: Sql) => Sql): FunctionEntry {
  return { sql: each(item), see: `series-${name}-function` };
}

/** A series, or one number that meets every item of the other. */
function side(
  value: Expression,
  context: CallContext,
): { readonly item: Sql; readonly length: Sql | undefined } {
  if (value.type !== 'dynamic')
    return { item: context.once(context.convert(value, 'real')).sql, length: undefined };
  const reals = named(realsOf(value, context), [value], context);
  return { item: sql`(${reals})[i]`, length: sql`len(${reals})` };
}

/** Items beyond the end of the shorter series are null. */
function pairs(item: (a: Sql, b: Sql) => Sql, elements: KqlType = 'real') {
  return ([left, right]: Two, context: CallContext): Expression | undefined => {
    const [a, b] = [side(left, context), side(right, context)];
    const lengths = [a.length, b.length].filter((length) => length !== undefined);
    const longest =
      lengths.length === 2 ? sql`greatest(${lengths[0]!}, ${lengths[1]!})` : (lengths[0] ?? sql`1`);
    return shaped(
      sql`list_transform(range(1, ${longest} + 1), lambda i: ${item(a.item, b.item)})`,
      elements,
      [left, right],
    );
  };
}

function two(name: string, item: (a: Sql, b: Sql) => Sql, elements?: KqlType): FunctionEntry {
  return { sql: pairs(item, elements), see: `series-${name}-function` };
}

function dot(left: Expression, right: Expression, context: CallContext): Sql | undefined {
  const products = pairs((a, b) => sql`${a} * ${b}`)([left, right], context);
  return products === undefined ? undefined : sql`list_sum(${products.sql})`;
}

/** The square root of the sum of the squares. */
function sizeOf(reals: Sql): Sql {
  return sql`sqrt(list_sum(list_transform(${reals}, lambda x: x * x)))`;
}

function magnitude(series: Expression, context: CallContext): Sql {
  return sizeOf(realsOf(series, context));
}

/** The longer series counts only as far as the shorter one goes. */
function cosine([a, b, sizeA, sizeB]: Two, context: CallContext): Sql | undefined {
  const product = dot(a, b, context);
  const [x, y] = [named(realsOf(a, context), [a], context), named(realsOf(b, context), [b], context)];
  const common = sql`[:least(len(${x}), len(${y}))]`;
  const [m, n] = [sizeA?.sql ?? sizeOf(sql`(${x})${common}`), sizeB?.sql ?? sizeOf(sql`(${y})${common}`)];
  return product === undefined ? undefined : sql`(${product} / (${m} * ${n}))::double`;
}

function pearson([a, b]: Two, context: CallContext): Sql | undefined {
  const [x, y] = [named(realsOf(a, context), [a], context), named(realsOf(b, context), [b], context)];
  const off = (list: Sql) => sql`list_transform(${list}, lambda v: v - list_avg(${list}))`;
  const [dx, dy] = [named(off(x), [a], context), named(off(y), [b], context)];
  const product = sql`list_sum(list_transform(range(1, len(${dx}) + 1), lambda i: (${dx})[i] * (${dy})[i]))`;
  const square = (list: Sql) => sql`sqrt(list_sum(list_transform(${list}, lambda v: v * v)))`;
  return sql`(case when len(${x}) = len(${y}) then ${product} / (${square(dx)} * ${square(dy)}) end)::double`;
}

/** Null items take the nearest value before (or after) them; leading ones stay. */
function fill(direction: 'forward' | 'backward') {
  return ([series, placeholder]: One, context: CallContext): Expression | undefined => {
    const items = named(itemsOf(series, context), [series], context);
    const missing = isMissing(placeholder, context);
    const known = sql`list_filter(${items}[${direction === 'forward' ? sql`1 : i` : sql`i : len(${items})`}], lambda x: not ${missing(sql`x`)})`;
    const at = direction === 'forward' ? sql`-1` : sql`1`;
    return listResult(
      sql`list_transform(range(1, len(${items}) + 1), lambda i: coalesce((${known})[${at}], (${items})[i]))`,
      [series],
    );
  };
}

function isMissing(placeholder: Expression | undefined, context: CallContext): (item: Sql) => Sql {
  if (placeholder === undefined || placeholder.known?.value === null)
    return (item) => sql`(${item} = 'null')`;
  const value = itemOf(placeholder, context);
  return (item) => sql`(${item} = 'null' or ${item} = ${value})`;
}

function fillConst([series, constant, placeholder]: One, context: CallContext): Expression | undefined {
  const missing = isMissing(placeholder, context);
  const value = constant === undefined ? sql`'0'::json` : itemOf(constant, context);
  return listResult(
    sql`list_transform(${itemsOf(series, context)}, lambda x: case when ${missing(sql`x`)} then ${value} else x end)`,
    [series],
  );
}

/** A straight line between the known neighbours; the edges take the nearest known value, or the constant. */
function fillLinear(
  [series, placeholder, edges, constant]: One,
  context: CallContext,
): Expression | undefined {
  const missing = isMissing(placeholder, context);
  const reals = sql`list_transform(${itemsOf(series, context)}, lambda x: case when not ${missing(sql`x`)} then ${realOfItem(sql`x`)} end)`;
  const list = named(reals, [series], context);
  const left = sql`list_max(list_filter(range(1, len(${list}) + 1), lambda j: j < i and (${list})[j] is not null))`;
  const right = sql`list_min(list_filter(range(1, len(${list}) + 1), lambda j: j > i and (${list})[j] is not null))`;
  const fillEdges = edges?.known?.value !== false;
  const edge = fillEdges ? sql`coalesce((${list})[n.r], (${list})[n.l])` : sql`null`;
  const between = sql`(${list})[n.l] + ((${list})[n.r] - (${list})[n.l]) * (i - n.l) / (n.r - n.l)`;
  const otherwise = constant === undefined ? sql`null` : context.convert(constant, 'real').sql;
  const value = sql`list_transform([{l: ${left}, r: ${right}}], lambda n: case when n.l is null or n.r is null then coalesce(${edge}, ${otherwise}) else ${between} end)[1]`;
  const filled = named(
    sql`list_transform(range(1, len(${list}) + 1), lambda i: coalesce((${list})[i], ${value}))`,
    [series],
    context,
  );
  // Whole numbers stay whole: the fraction of what lies between them is cut.
  if (series.elements === 'long' || series.elements === 'int')
    return shaped(sql`list_transform(${filled}, lambda v: trunc(v)::bigint)`, 'long', [series]);
  const isWhole = sql`len(list_filter(${itemsOf(series, context)}, lambda x: json_type(x) = 'DOUBLE')) = 0`;
  const item = sql`case when ${isWhole} and isfinite(v) then to_json(trunc(v)::bigint) else ${toItem(sql`v`)} end`;
  return listResult(sql`list_transform(${filled}, lambda v: coalesce(${item}, 'null'::json))`, [series]);
}

/** A real as a JSON item. */
function toItem(real: Sql): Sql {
  return sql`case when isfinite(${real}) then to_json(${real}) when ${real} is not null then to_json(${realName(real)}) end`;
}

export const series = {
  series_abs: one('abs', (x) => sql`abs(${x})`),
  series_acos: one('acos', (x) => sql`case when abs(${x}) <= 1 then acos(${x}) end`),
  series_add: two('add', (a, b) => sql`${a} + ${b}`),
  series_asin: one('asin', (x) => sql`case when abs(${x}) <= 1 then asin(${x}) end`),
  series_atan: one('atan', (x) => sql`atan(${x})`),
  series_ceiling: one('ceiling', (x) => sql`ceil(${x})`),
  series_cos: one('cos', (x) => sql`case when isfinite(${x}) then cos(${x}) end`),
  series_cosine_similarity: { sql: cosine, nullable: true, see: 'series-cosine-similarity-function' },
  series_divide: two('divide', (a, b) => sql`${a} / ${b}`),
  series_dot_product: {
    sql: ([a, b], context) => a && b && dot(a, b, context),
    nullable: true,
    see: 'series-dot-product-function',
  },
  series_equals: two('equals', (a, b) => sql`${a} = ${b}`, 'bool'),
  series_exp: one('exp', (x) => sql`exp(${x})`),
  series_fill_backward: { sql: fill('backward'), see: 'series-fill-backward-function' },
  series_fill_const: { sql: fillConst, see: 'series-fill-const-function' },
  series_fill_forward: { sql: fill('forward'), see: 'series-fill-forward-function' },
  series_fill_linear: { sql: fillLinear, see: 'series-fill-linear-function' },
  series_floor: one('floor', (x) => sql`floor(${x})`),
  series_greater: two('greater', (a, b) => sql`${a} > ${b}`, 'bool'),
  series_greater_equals: two('greater-equals', (a, b) => sql`${a} >= ${b}`, 'bool'),
  series_less: two('less', (a, b) => sql`${a} < ${b}`, 'bool'),
  series_less_equals: two('less-equals', (a, b) => sql`${a} <= ${b}`, 'bool'),
  series_log: one('log', (x) => sql`case when ${x} > 0 then ln(${x}) end`),
  series_magnitude: {
    sql: ([a], context) => a && magnitude(a, context),
    nullable: true,
    see: 'series-magnitude-function',
  },
  series_multiply: two('multiply', (a, b) => sql`${a} * ${b}`),
  series_not_equals: two('not-equals', (a, b) => sql`${a} <> ${b}`, 'bool'),
  series_pearson_correlation: { sql: pearson, nullable: true, see: 'series-pearson-correlation-function' },
  series_pow: two('pow', (a, b) => sql`pow(${a}, ${b})`),
  series_product: {
    sql: ([a], context) => a && sql`list_product(${realsOf(a, context)})::double`,
    nullable: true,
    see: 'series-product-function',
  },
  series_sign: one('sign', (x) => sql`sign(${x})::double`),
  series_sin: one('sin', (x) => sql`case when isfinite(${x}) then sin(${x}) end`),
  series_subtract: two('subtract', (a, b) => sql`${a} - ${b}`),
  series_tan: one('tan', (x) => sql`case when isfinite(${x}) then tan(${x}) end`),
} satisfies Record<string, FunctionEntry>;
