// Percentiles by nearest rank, and digests of values.

import { type Expression, knownJson, sqlTypes } from '../expression.ts';
import type { Args, One, Two } from '../functions/arguments.ts';
import { realsOf } from '../functions/array-shape.ts';
import { nativeCall } from '../functions/native-call.ts';
import { listSql, realSql, type Sql, sql, textSql } from '../sql.ts';
import type { AggregateContext, AggregateEntry } from './aggregate-entry.ts';

const exact = 'The percentile is exact; Kusto estimates it.';
const digest = 'Holds the values themselves, so that percentiles are exact; Kusto holds a sketch.';

/** The asked percentages. */
function percentages(args: Args, context: AggregateContext): number[] | undefined {
  const values = args.flatMap((arg) => {
    const json = knownJson(arg);
    if (Array.isArray(json)) return json.map(Number);
    const value = arg.known?.value;
    return typeof value === 'bigint' || typeof value === 'number' ? [Number(value)] : [Number.NaN];
  });
  if (values.some((value) => !(value >= 0 && value <= 100)))
    return context.unsupported('a percentile that is no constant from 0 to 100');
  return values;
}

/**
 * The value at the nearest rank. The fraction is a decimal: as a real, 0.55 of a hundred values is a little more than 55, which is
 * the next value.
 */
export function atRank(value: Sql, percentage: number): Sql {
  const digits = percentage.toFixed(13).replace('.', '').padStart(16, '0');
  return sql`quantile_disc(${value}, ${textSql(`${digits.slice(0, -15)}.${digits.slice(-15)}`)}::decimal(16,15))`;
}

function typed(value: Sql, from: Expression): Expression {
  return { sql: value, type: from.type, nullable: true, foldable: false };
}

/** One column a percentile. */
function percentiles([value, ...asked]: One, context: AggregateContext): Expression[] | undefined {
  const plain = value.type === 'dynamic' ? context.convert(value, 'real') : value;
  return percentages(asked, context)?.map((percentage) => typed(atRank(plain.sql, percentage), plain));
}

function percentilesArray([value, ...asked]: Args, context: AggregateContext): Expression | undefined {
  const list = value && percentiles([value, ...asked], context);
  return list && arrayOf(list);
}

function arrayOf(list: readonly Expression[]): Expression {
  const elements = list[0]?.type ?? 'real';
  return {
    sql: sql`[${listSql(list.map((one) => one.sql))}]`,
    type: 'dynamic',
    elements,
    nullable: false,
    foldable: false,
  };
}

/** The smallest value whose weight, with the weights of all smaller ones, reaches the fraction of the whole. */
function percentilesWeighted(
  [value, weight, ...asked]: Two,
  context: AggregateContext,
): Expression[] | undefined {
  const w = context.convert(weight, 'long').sql;
  const rows = sql`list_sort(list({x: ${value.sql}, w: ${w}, c: ${w}::hugeint}) filter (where ${value.sql} is not null and ${w} > 0))`;
  const total = sql`sum(${w}) filter (where ${value.sql} is not null and ${w} > 0)`;
  return percentages(asked, context)?.map((percentage) => {
    const target = sql`${realSql(percentage)} * ${total}`;
    const percentile = sql`list_reduce(${rows}, lambda a, r: case when a.c * 100 >= ${target} then a else {x: r.x, w: r.w, c: a.c + r.w} end).x`;
    return typed(sql`(case when ${total} > 0 then ${percentile} end)::${sqlTypes[value.type]}`, value);
  });
}

function percentilesWeightedArray(args: Two, context: AggregateContext): Expression | undefined {
  const list = percentilesWeighted(args, context);
  return list && arrayOf(list);
}

/** Each value as often as its weight says. */
function tdigest([value, weight]: One, context: AggregateContext): Expression | undefined {
  const real = context.convert(value, 'real').sql;
  const times =
    weight === undefined
      ? sql`[${real}]`
      : sql`list_transform(range(${context.convert(weight, 'long').sql}), lambda i: ${real})`;
  const all = sql`coalesce(list_sort(flatten(list(${times}) filter (where ${real} is not null))), [])`;
  return { sql: all, type: 'dynamic', elements: 'real', nullable: false, foldable: false };
}

function tdigestMerge([value]: One, context: AggregateContext): Expression | undefined {
  const all = sql`coalesce(list_sort(flatten(list(${realsOf(value, context)}))), [])`;
  return { sql: all, type: 'dynamic', elements: 'real', nullable: false, foldable: false };
}

function buildSchema([value]: One, context: AggregateContext): Expression | undefined {
  const all = sql`to_json(coalesce(list(${context.asJson(value).sql} order by ${context.row}), []))`;
  return nativeCall(
    'buildschema',
    [{ sql: all, type: 'dynamic', nullable: false, foldable: false }],
    context,
  );
}

const merge: AggregateEntry = {
  sql: tdigestMerge,
  see: 'tdigest-merge-aggregation-function',
  differs: digest,
};

export const percentileAggregates = {
  buildschema: { sql: buildSchema, see: 'buildschema-aggregation-function' },
  merge_tdigest: merge,
  percentile: { sql: percentiles, see: 'percentiles-aggregation-function', differs: exact },
  percentiles: { sql: percentiles, see: 'percentiles-aggregation-function', differs: exact },
  percentiles_array: { sql: percentilesArray, see: 'percentiles-aggregation-function', differs: exact },
  percentilesw: { sql: percentilesWeighted, see: 'percentilesw-aggregation-function', differs: exact },
  percentilesw_array: {
    sql: percentilesWeightedArray,
    see: 'percentilesw-aggregation-function',
    differs: exact,
  },
  percentilew: { sql: percentilesWeighted, see: 'percentilesw-aggregation-function', differs: exact },
  tdigest: { sql: tdigest, see: 'tdigest-aggregation-function', differs: digest },
  tdigest_merge: merge,
} satisfies Record<string, AggregateEntry>;
