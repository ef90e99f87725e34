// Aggregates that compute one number from many.

import { type Expression, sqlTypes } from '../expression.ts';
import type { Args, One } from '../functions/arguments.ts';
import { wrapped } from '../scalar/ranges.ts';
import { joinSql, listSql, type Sql, sql } from '../sql.ts';
import type { AggregateContext, AggregateEntry } from './aggregate-entry.ts';

/** `filter (where ...)` of the -if forms. */
function when(predicate: Expression | undefined): Sql {
  return predicate === undefined ? sql`` : sql` filter (where ${predicate.sql})`;
}

/** A number to compute with: dynamics are read as the type of the result. */
function number(value: Expression, context: AggregateContext): Sql {
  return value.type === 'dynamic'
    ? context.convert(value, context.type === 'dynamic' ? 'real' : context.type).sql
    : value.sql;
}

/** No values sum to 0, and a long wraps around. https://learn.microsoft.com/kusto/query/summarize-operator#aggregates-default-values */
function sum([value, predicate]: One, context: AggregateContext): Sql | undefined {
  const total = sql`coalesce(sum(${number(value, context)})${when(predicate)}, 0)`;
  if (context.type === 'long') return wrapped(sql`${total}::hugeint`);
  return sql`try_cast(${total} as ${sqlTypes[context.type]})`;
}

const isTime = (type: string) => type === 'datetime' || type === 'timespan';

/** No values have the average NaN; of dates and time spans, null. */
function avg([value, predicate]: One, context: AggregateContext): Sql | undefined {
  const plain = number(value, context);
  const count = sql`nullif(count(${plain})${when(predicate)}, 0)`;
  if (isTime(context.type)) return sql`((sum(${plain})${when(predicate)}) // ${count})::bigint`;
  const mean = sql`avg(${plain})${when(predicate)}`;
  if (context.type !== 'real') return sql`try_cast(${mean} as ${sqlTypes[context.type]})`;
  if (value.type !== 'int' && value.type !== 'long') return sql`coalesce(${mean}, 'nan'::double)`;
  // The sum of longs wraps around, and the average with it.
  const total = wrapped(sql`(sum(${plain})${when(predicate)})::hugeint`);
  return sql`coalesce(${total}::double / ${count}, 'nan'::double)`;
}

function extreme(name: 'max' | 'min') {
  return ([value, predicate]: One, context: AggregateContext): Expression | undefined => {
    const picked = name === 'max' ? sql`max` : sql`min`;
    const plain = context.convert(value, context.type);
    const plainExtreme = sql`${picked}(${plain.sql})${when(predicate)}`;
    // DuckDB puts NaN above every number; in Kusto it wins both ways.
    const anyNaN = sql`bool_or(isnan(${plain.sql}))${when(predicate)}`;
    const result =
      plain.type === 'real' && name === 'min'
        ? sql`(case when ${anyNaN} then 'nan'::double else ${plainExtreme} end)`
        : plainExtreme;
    return { sql: result, type: context.type, nullable: true, foldable: false };
  };
}

/** The square of a larger number may be infinite. */
const largest = sql`1e150`;

/**
 * Spread of values; none, or one where one is too few, has 0; NaN and the infinities have NaN. The service rounds a variance and a
 * covariance to ten digits behind the point, and a standard deviation is the root of what is rounded.
 */
function spread(name: string, see: string, { root = false } = {}): AggregateEntry {
  return {
    sql: (args: Args) => {
      const values = args.filter((arg) => arg.type !== 'bool');
      const predicate = args.find((arg) => arg.type === 'bool');
      const call = { text: name, columns: new Set<string>() };
      const reals = values.map((value) => sql`${value.sql}::double`);
      // DuckDB ends the query where one of the values, or of their squares, is NaN or infinite.
      const small = reals.map((real) => sql`case when abs(${real}) < ${largest} then ${real} end`);
      const any = (test: (real: Sql) => Sql) =>
        sql`bool_or(${joinSql(reals.map(test), ' or ')})${when(predicate)}`;
      const isOdd = any((real) => sql`not isfinite(${real})`);
      const isLarge = any((real) => sql`abs(${real}) >= ${largest}`);
      const rounded = sql`round(coalesce(${call}(${listSql(small)})${when(predicate)}, 0), 10)`;
      return sql`(case when ${isOdd} then 'nan'::double when ${isLarge} then 'inf'::double else ${root ? sql`sqrt(${rounded})` : rounded} end)::double`;
    },
    see,
  };
}

const bits = (name: string): AggregateEntry => ({
  sql: `bit_${name}($1)`,
  takes: ['long'],
  see: `binary-all-${name}-aggregation-function`,
});

export const sums = {
  avg: { sql: avg, see: 'avg-aggregation-function' },
  avgif: { sql: avg, see: 'avgif-aggregation-function' },
  binary_all_and: bits('and'),
  binary_all_or: bits('or'),
  binary_all_xor: bits('xor'),
  covariance: spread('covar_samp', 'covariance-aggregation-function'),
  covarianceif: spread('covar_samp', 'covarianceif-aggregation-function'),
  covariancep: spread('covar_pop', 'covariancep-aggregation-function'),
  covariancepif: spread('covar_pop', 'covariancepif-aggregation-function'),
  max: { sql: extreme('max'), see: 'max-aggregation-function' },
  maxif: { sql: extreme('max'), see: 'maxif-aggregation-function' },
  min: { sql: extreme('min'), see: 'min-aggregation-function' },
  minif: { sql: extreme('min'), see: 'minif-aggregation-function' },
  stdev: spread('var_samp', 'stdev-aggregation-function', { root: true }),
  stdevif: spread('var_samp', 'stdevif-aggregation-function', { root: true }),
  stdevp: spread('var_pop', 'stdevp-aggregation-function', { root: true }),
  sum: { sql: sum, see: 'sum-aggregation-function' },
  sumif: { sql: sum, see: 'sumif-aggregation-function' },
  variance: spread('var_samp', 'variance-aggregation-function'),
  varianceif: spread('var_samp', 'varianceif-aggregation-function'),
  variancep: spread('var_pop', 'variancep-aggregation-function'),
  variancepif: spread('var_pop', 'variancepif-aggregation-function'),
} satisfies Record<string, AggregateEntry>;
