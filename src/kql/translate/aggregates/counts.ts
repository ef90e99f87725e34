// Aggregates that count rows and values.
import { textsOf } from '../functions/array-shape.ts';
import { sql } from '../sql.ts';
import type { AggregateEntry } from './aggregate-entry.ts';

const exact = 'The count is exact; Kusto estimates it.';

export const counts = {
  cnt: { sql: 'count(*)', notNull: true, see: 'count-aggregation-function' },
  /** Of anything but a predicate it counts all rows, nulls too. */
  count: {
    sql: ([predicate], context) =>
      predicate?.type === 'bool'
        ? sql`count(*) filter (where ${context.convert(predicate, 'bool').sql})`
        : sql`count(*)`,
    notNull: true,
    see: 'count-aggregation-function',
  },
  count_distinct: {
    sql: 'count(distinct $1)',
    notNull: true,
    see: 'count-distinct-aggregation-function',
  },
  count_distinctif: {
    sql: 'count(distinct $1) filter (where $2)',
    takes: [undefined, 'bool'],
    notNull: true,
    see: 'count-distinctif-aggregation-function',
  },
  countif: {
    sql: 'count(*) filter (where $1)',
    takes: ['bool'],
    notNull: true,
    see: 'countif-aggregation-function',
  },
  dcount: {
    sql: 'count(distinct $1)',
    notNull: true,
    see: 'dcount-aggregation-function',
    differs: exact,
  },
  dcountif: {
    sql: 'count(distinct $1) filter (where $2)',
    takes: [undefined, 'bool', undefined],
    notNull: true,
    see: 'dcountif-aggregation-function',
    differs: exact,
  },
  hll: {
    sql: 'coalesce(list(distinct $1::varchar) filter (where $1 is not null), [])',
    notNull: true,
    elements: 'string',
    see: 'hll-aggregation-function',
    differs: 'Holds the distinct values themselves, so that counts are exact; Kusto holds a sketch.',
  },
  hll_if: {
    sql: 'coalesce(list(distinct $1::varchar) filter (where $2 and $1 is not null), [])',
    takes: [undefined, 'bool', undefined],
    notNull: true,
    elements: 'string',
    see: 'hll-if-aggregation-function',
    differs: 'Holds the distinct values themselves, so that counts are exact; Kusto holds a sketch.',
  },
  hll_merge: {
    sql: ([sketch], context) =>
      sketch && sql`coalesce(list_distinct(flatten(list(${textsOf(sketch, context)}))), [])`,
    notNull: true,
    elements: 'string',
    see: 'hll-merge-aggregation-function',
    differs: 'Holds the distinct values themselves, so that counts are exact; Kusto holds a sketch.',
  },
} satisfies Record<string, AggregateEntry>;
