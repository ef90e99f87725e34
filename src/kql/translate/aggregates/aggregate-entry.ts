// What the table of aggregates holds for each name: how it is written in SQL, and where Kusto documents it.
import type { KqlType } from '../../../tables/schema.ts';
import type { Expression } from '../expression.ts';
import type { CallContext } from '../functions/function-entry.ts';
import type { Place } from '../relation.ts';
import type { Sql } from '../sql.ts';

export interface AggregateEntry {
  /**
   * A template (`max($1)`) or a function of the translated arguments. `$row` is the order in which rows came: add
   * `order by $row` inside an aggregate that makes a choice or a list, so that equal runs give equal answers.
   * One expression for one column; a list for aggregates that yield several (arg_max, percentiles), in the binder's order.
   */
  readonly sql: string | Translator['translate'];
  /** The type of the result, where the engine's is not the binder's. */
  readonly result?: KqlType;
  /** Slug of the official page: `count-aggregation-function`. */
  readonly see: string;
  readonly differs?: string | undefined;
  /** Types the arguments are converted to before they reach `sql`; the last one repeats. */
  readonly takes?: readonly (KqlType | undefined)[];
  /** The result is never NULL, not even for no rows (count, make_set). A string result that may be NULL is read as ''. */
  readonly notNull?: boolean;
  /** The result is a DuckDB list of this type (or of the first argument's type), not JSON. */
  readonly elements?: KqlType | 'of $1' | undefined;
}

interface Translator {
  /** A method for the reason that it is one in function-entry.ts. */
  translate(
    args: readonly Expression[],
    context: AggregateContext,
  ): Expression | Sql | readonly (Expression | Sql)[] | undefined;
}

export interface AggregateContext extends CallContext {
  /** Columns that give the order in which rows came, for `order by` inside an aggregate. */
  readonly row: Sql;
  /** The same as one value, for `arg_min(x, place)`: the first of the rows. */
  readonly place: Place;
  /**
   * For an aggregate that needs each distinct value once: the rows are grouped by the value first, which costs a tenth of a sort of all
   * rows. Gives what has the aggregate of the group.
   */
  ofDistinct(distinct: Distinct): Sql;
}

export interface Distinct {
  readonly value: Sql;
  readonly type: KqlType;
  /** Rows where it is not true do not count. */
  readonly test: Sql | undefined;
  /** The aggregate over one row for each value, NULL among them; `first` is the least place of its rows, NULL where none counts. */
  aggregate(value: Sql, first: Sql): Sql;
}
