// What is known to give no rows for no rows, and is refused as soon as there are some.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { nullOf } from '../expression.ts';
import type { Relation } from '../relation.ts';
import { columnSql, sql, textSql } from '../sql.ts';

/** Names whose algorithm the documentation does not give: without rows there is nothing to work on. */
export const emptyForNoRows: ReadonlySet<string> = new Set([
  'autocluster',
  'basket',
  'diffpatterns',
  'reduce',
  'sequence_detect',
]);

/**
 * The columns that the binder gives the node, and no rows; a row of the input ends the query with the reason. Undefined where the
 * columns are not known.
 */
export function onlyWithoutRows(
  node: Syntax,
  { name, reason, input }: { readonly name: string; readonly reason: string; readonly input: Relation },
  { query }: Scope,
): Relation | undefined {
  const { result } = node;
  const some = input.arrival[0] ?? input.columns[0]?.sqlName;
  if (result.kind !== 'table' || result.open || input.bag !== undefined || some === undefined)
    return undefined;
  const columns = result.columns.map((column) => {
    const type: KqlType = column.type === 'unknown' ? 'dynamic' : column.type;
    return { name: column.name, type, sqlName: query.steps.newColumn(), nullable: type !== 'string' };
  });
  const row = query.steps.newColumn();
  const message = textSql(`${name}() of rows (${reason}) is not supported.`);
  // It reads a column, so that it is said for a row and not while the query is planned.
  const fault = sql`error(concat(${message}, left(${columnSql(some)}::varchar, 0)))`;
  const from = query.steps.add([
    {
      items: [
        ...columns.map(({ sqlName, type }) => ({ name: sqlName, sql: nullOf(type).sql })),
        { name: row, sql: sql`0` },
      ],
      from: input.from,
      rest: sql`where ${fault} is null`,
    },
  ]);
  return { from, columns, sort: [], arrival: [row] };
}
