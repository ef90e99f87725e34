// top-hitters: the values that come most often, or whose sum is largest.
import type { Scope } from '../context.ts';
import { arrivalSqls, type Relation } from '../relation.ts';
import { allColumns, openRows } from '../rows.ts';
import { columnSql, joinSql, type Sql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { openGrouping } from './summarize-operator.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';
import { rowCount } from './take-operator.ts';

export const topHittersOperator: TabularOperator = {
  syntaxKind: 'TopHittersOperator',
  see: 'top-hitters-operator',
  differs: 'Counts are exact, and of equal ones those of later rows are kept; Kusto estimates.',
  translate: piped((node, input, scope) => {
    const of = node.get('OfExpression');
    const by = node.child('ByClause')?.get('Expression');
    const names = node.result.kind === 'table' ? node.result.columns.map(({ name }) => name) : [];
    const count = rowCount(node.get('Expression'), scope);
    const grouping = openGrouping([of], input, scope);
    const totals = by === undefined ? grouping?.counted(names) : grouping?.summed(by, names);
    if (totals === undefined || count === undefined) return undefined;
    return largest(totals, count, scope);
  }),
};

/** The rows with the largest totals, the smallest of them first: the order in which the engine was seen to give them. */
function largest(totals: Relation, count: Sql, scope: Scope): Relation {
  const { steps } = scope.query;
  const total = columnSql(totals.columns[1]!.sqlName);
  const later = arrivalSqls(totals).map((place) => sql`${place} desc`);
  const groups =
    totals.partition === undefined ? sql`` : sql`partition by ${columnSql(totals.partition.sqlName)} `;
  const place = (order: Sql) =>
    sql`row_number() over (${groups}order by ${joinSql([order, ...later], ', ')})`;
  const row = steps.newColumn();
  const from = steps.add([
    {
      items: [...passOn(allColumns(totals)), { name: row, sql: place(sql`${total} asc nulls first`) }],
      from: openRows(totals, scope.query).from(),
      rest: sql`qualify ${place(sql`${total} desc nulls last`)} <= ${count}`,
    },
  ]);
  return { ...totals, from, arrival: [row] };
}
