// What operators that group rows share.
import type { QueryContext } from '../context.ts';
import type { Relation } from '../relation.ts';
import { columnSql, sql } from '../sql.ts';
import type { Item } from '../steps.ts';

/** Groups come in the order of their first row: a hidden column that says so, computed only when something asks; 0 for no rows at all. */
export function groupedRow(
  input: Relation,
  query: QueryContext,
): { readonly items: readonly Item[]; readonly row: string | undefined } {
  if (input.row === undefined) return { items: [], row: undefined };
  const name = query.steps.newColumn();
  return { items: [{ name, sql: sql`coalesce(min(${columnSql(input.row)}), 0)` }], row: name };
}
