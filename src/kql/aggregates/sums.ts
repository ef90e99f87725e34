// Aggregates that compute one number from many.
import { type Expression, sqlTypes } from '../expression.ts';
import { type Sql, sql } from '../sql.ts';
import type { AggregateContext, AggregateEntry } from './aggregate-entry.ts';

type Args = readonly Expression[];

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

/** No values sum to 0. https://learn.microsoft.com/kusto/query/summarize-operator#aggregates-default-values */
function sum([value, predicate]: Args, context: AggregateContext): Sql | undefined {
  if (value === undefined) return undefined;
  const total = sql`sum(${number(value, context)})${when(predicate)}`;
  return sql`try_cast(coalesce(${total}, 0) as ${sqlTypes[context.type]})`;
}

/** No values have the average NaN; of dates and time spans, null. */
function avg([value, predicate]: Args, context: AggregateContext): Sql | undefined {
  if (value === undefined) return undefined;
  const mean = sql`avg(${number(value, context)})${when(predicate)}`;
  return context.type === 'real'
    ? sql`coalesce(${mean}, 'nan'::double)`
    : sql`(${mean})::${sqlTypes[context.type]}`;
}

function extreme(name: 'max' | 'min') {
  return ([value, predicate]: Args, context: AggregateContext): Expression | undefined => {
    if (value === undefined) return undefined;
    const picked = name === 'max' ? sql`max` : sql`min`;
    const plain = context.convert(value, context.type);
    // NaN, which DuckDB puts above every number, is no number to compare with.
    const compared =
      plain.type === 'real' ? sql`case when not isnan(${plain.sql}) then ${plain.sql} end` : plain.sql;
    const result = sql`${picked}(${compared})${when(predicate)}`;
    return { sql: result, type: context.type, nullable: true, foldable: false };
  };
}

/** Spread of values; none, or one where one is too few, has 0. */
function spread(name: string, see: string): AggregateEntry {
  return {
    sql: (args: Args) => {
      const values = args.filter((arg) => arg.type !== 'bool');
      const predicate = args.find((arg) => arg.type === 'bool');
      const call = { text: name, columns: new Set<string>() };
      const list = values.map((value) => sql`${value.sql}::double`).reduce((all, one) => sql`${all}, ${one}`);
      return sql`coalesce(${call}(${list})${when(predicate)}, 0)::double`;
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
  stdev: spread('stddev_samp', 'stdev-aggregation-function'),
  stdevif: spread('stddev_samp', 'stdevif-aggregation-function'),
  stdevp: spread('stddev_pop', 'stdevp-aggregation-function'),
  sum: { sql: sum, see: 'sum-aggregation-function' },
  sumif: { sql: sum, see: 'sumif-aggregation-function' },
  variance: spread('var_samp', 'variance-aggregation-function'),
  varianceif: spread('var_samp', 'varianceif-aggregation-function'),
  variancep: spread('var_pop', 'variancep-aggregation-function'),
  variancepif: spread('var_pop', 'variancepif-aggregation-function'),
} satisfies Record<string, AggregateEntry>;
