// The order in which rows come, where operators make it of several columns, and one column of it where one is needed.
import type { QueryContext } from '../context.ts';
import { arrivalSqls, type Relation } from '../relation.ts';
import { allColumns } from '../rows.ts';
import { countSql, listSql, sql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';

/** Columns that carry the order; with more of them a window over all rows, which keeps them at once, costs less. */
const mostColumns = 12;

/** The relation with its rows in the order of `names`, columns of it that hold whole numbers, the first before the next. */
export function arrivingBy(relation: Relation, names: readonly string[], query: QueryContext): Relation {
  const arriving: Relation = { ...relation, arrival: names };
  return names.length > mostColumns ? numbered(arriving, query) : arriving;
}

/** The relation with one column that no two rows share, and that is less for a row that came earlier. */
export function numbered(relation: Relation, query: QueryContext): Relation {
  if (relation.arrival.length === 1) return relation;
  const row = query.steps.newColumn();
  const by = relation.arrival.length === 0 ? sql`` : sql`order by ${listSql(arrivalSqls(relation))}`;
  const number = { name: row, sql: sql`row_number() over (${by})` };
  const from = query.steps.add([{ items: [...passOn(allColumns(relation)), number], from: relation.from }]);
  return { ...relation, from, arrival: [row] };
}

export interface GroupedArrival {
  readonly items: readonly Item[];
  readonly arrival: readonly string[];
}

/** Groups come in the order of their first row: hidden columns that say so, computed only when something asks; 0 for no rows at all. */
export function groupedArrival(input: Relation, query: QueryContext): GroupedArrival {
  const [first, ...more] = arrivalSqls(input);
  if (first === undefined) return { items: [], arrival: [] };
  const items = [first, ...more].map((_, i) => ({
    name: query.steps.newColumn(),
    sql:
      more.length === 0
        ? sql`coalesce(min(${first}), 0)`
        : sql`struct_extract(min(row(${listSql([first, ...more])})), ${countSql(i + 1)})`,
  }));
  return { items, arrival: items.map(({ name }) => name) };
}
