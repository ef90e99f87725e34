// Functions over what hll() and tdigest() gave: here the values themselves, not sketches.

import { type Expression, sqlTypes } from '../expression.ts';
import { listSql, type Sql, sql } from '../sql.ts';
import type { Args, Two } from './arguments.ts';
import { named, realsOf, shaped, textsOf } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

const exact = 'Works on the values themselves, so that the answer is exact; Kusto estimates it.';

function dcount([sketch]: Args, context: CallContext): Sql | undefined {
  return sketch && sql`len(list_distinct(${textsOf(sketch, context)}))::bigint`;
}

function hllMerge(args: Args, context: CallContext): Expression {
  const lists = args.map((arg) => textsOf(arg, context));
  return shaped(sql`list_distinct(flatten([${listSql(lists)}]))`, 'string', args);
}

function tdigestMerge(args: Args, context: CallContext): Expression {
  const lists = args.map((arg) => realsOf(arg, context));
  return shaped(sql`list_sort(flatten([${listSql(lists)}]))`, 'real', args);
}

function percentileOf(values: Sql, percentile: Expression, context: CallContext): Sql {
  const fraction = context.convert(percentile, 'real').sql;
  return sql`(${values})[greatest(ceil(len(${values}) * ${fraction} / 100), 1)::bigint]`;
}

function percentile([digest, percent]: Two, context: CallContext): Expression | undefined {
  const values = named(sql`list_sort(${realsOf(digest, context)})`, [digest], context);
  const result: Expression = {
    sql: percentileOf(values, percent, context),
    type: 'real',
    nullable: true,
    foldable: digest.foldable,
  };
  return context.convert(result, context.type);
}

function percentiles([digest, first, ...more]: Two, context: CallContext): Expression | undefined {
  const percents = [first, ...more];
  const values = named(sql`list_sort(${realsOf(digest, context)})`, [digest], context);
  if (percents.length === 1 && first.type === 'dynamic') {
    const one = sql`(${values})[greatest(ceil(len(${values}) * p / 100), 1)::bigint]`;
    return shaped(sql`list_transform(${realsOf(first, context)}, lambda p: ${one})`, 'real', [digest]);
  }
  return shaped(sql`[${listSql(percents.map((one) => percentileOf(values, one, context)))}]`, 'real', [
    digest,
  ]);
}

/** How many values are not above the given one, as a share of all in percent. */
function rank(scale: Sql) {
  return ([digest, value]: Two, context: CallContext): Sql | undefined => {
    const values = named(realsOf(digest, context), [digest], context);
    const limit = context.once(context.convert(value, 'real')).sql;
    const below = sql`len(list_filter(${values}, lambda v: v <= ${limit}))`;
    return sql`(${below} * ${scale} / nullif(${scale.text === '1' ? sql`1` : sql`len(${values})`}, 0))::${sqlTypes.real}`;
  };
}

const merge: FunctionEntry = { sql: tdigestMerge, see: 'tdigest-merge-function', differs: exact };

export const digests = {
  dcount_hll: { sql: dcount, see: 'dcount-hll-function', differs: exact },
  hll_merge: { sql: hllMerge, see: 'hll-merge-function', differs: exact },
  merge_tdigest: merge,
  percentile_tdigest: { sql: percentile, see: 'percentile-tdigest-function', differs: exact },
  percentiles_array_tdigest: { sql: percentiles, see: 'percentiles-array-tdigest-function', differs: exact },
  percentrank_tdigest: { sql: rank(sql`100.0`), see: 'percentrank-tdigest-function', differs: exact },
  rank_tdigest: { sql: rank(sql`1`), see: 'rank-tdigest-function', differs: exact },
  tdigest_merge: merge,
} satisfies Record<string, FunctionEntry>;
