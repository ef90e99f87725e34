// The order in which rows come, where operators make it of several columns, and one column of it where one is needed.
import type { QueryContext } from '../context.ts';
import { arrivalSqls, type Relation } from '../relation.ts';
import { allColumns } from '../rows.ts';
import { countSql, listSql, type Sql, sql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';

/** Columns that carry the order; with more of them a window over all rows, which keeps them at once, costs less. */
const mostColumns = 12;

/** The relation with its rows in the order of `names`, columns of it that hold whole numbers, the first before the next. */
export function arrivingBy(relation: Relation, names: readonly string[], query: QueryContext): Relation {
  const arriving: Relation = { ...relation, arrival: names };
  return names.length > mostColumns ? numbered(arriving, query) : arriving;
}

/** The relation with its rows numbered: one column that no two rows share, and that is less for a row that came earlier. */
export function numbered(relation: Relation, query: QueryContext): Relation {
  const row = query.steps.newColumn();
  const by = relation.arrival.length === 0 ? sql`` : sql`order by ${listSql(arrivalSqls(relation))}`;
  const number = { name: row, sql: sql`row_number() over (${by})` };
  const from = query.steps.add([{ items: [...passOn(allColumns(relation)), number], from: relation.from }]);
  return { ...relation, from, arrival: [row] };
}

export interface GroupedArrival {
  readonly arrival: readonly string[];
  /** The columns of `arrival` in a step that groups rows. */
  readonly items: readonly Item[];
  /** Of a row what is least for the first one; undefined where there is one row at most. */
  readonly value: Sql | undefined;
  /** The columns of `arrival` in a step that groups groups, `least` the least value of those. */
  itemsOf(least: Sql): readonly Item[];
}

/** Groups come in the order of their first row: hidden columns that say so, computed only when something asks; 0 for no rows at all. */
export function groupedArrival(input: Relation, query: QueryContext): GroupedArrival {
  const places = arrivalSqls(input);
  const arrival = places.map(() => query.steps.newColumn());
  const value = places.length > 1 ? sql`row(${listSql(places)})` : places[0];
  const itemsOf = (least: Sql) =>
    arrival.map((name, at) => ({
      name,
      sql:
        arrival.length > 1 ? sql`struct_extract(${least}, ${countSql(at + 1)})` : sql`coalesce(${least}, 0)`,
    }));
  return { arrival, items: value === undefined ? [] : itemsOf(sql`min(${value})`), value, itemsOf };
}
