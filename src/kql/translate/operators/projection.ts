// Makes the relation of an operator that computes columns row by row: where, extend, project and their kin.
import type { QueryContext } from '../context.ts';
import type { Expression } from '../expression.ts';
import { hiddenColumns, type Relation, type RelationColumn } from '../relation.ts';
import { looksBeyond, type OpenRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import type { Sql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';

/** A column of the result: one of the input as it is, or a computed one. */
export type Output =
  | { readonly column: RelationColumn }
  | { readonly name: string; readonly value: Expression };

/** A computed column as it is stored: single values inside a dynamic become JSON, lists stay lists. */
export function storedColumn(
  name: string,
  value: Expression,
  query: QueryContext,
): { readonly column: RelationColumn; readonly item: Item } {
  const stored = value.holds === undefined ? value : asJson(value);
  const sqlName = query.steps.newColumn();
  const { type, nullable, elements, inner, sql } = stored;
  return { column: { name, type, sqlName, nullable, elements }, item: { name: sqlName, sql, inner } };
}

/** Reads `outputs` from the rows; hidden columns travel on. */
export function projection(
  rows: OpenRows,
  outputs: readonly Output[],
  query: QueryContext,
  rest?: Sql,
): Relation {
  const { relation } = rows;
  const columns: RelationColumn[] = [];
  const items: Item[] = [];
  const passed = new Set(hiddenColumns(relation));
  // Sort keys may be columns that the result no longer has.
  for (const column of relation.columns) passed.add(column.sqlName);
  for (const output of outputs) {
    if ('column' in output) {
      columns.push(output.column);
      continue;
    }
    const { column, item } = storedColumn(output.name, output.value, query);
    columns.push(column);
    items.push(item);
  }
  const from = query.steps.add([{ items: [...passOn([...passed]), ...items], from: rows.from(), rest }]);
  // Filtering and computing row by row keep the order in which rows come; what looks beyond a row does not.
  const lookBeyond =
    rows.lookBeyond() ||
    [...items.map(({ sql }) => sql), ...(rest === undefined ? [] : [rest])].some(looksBeyond);
  const keepsOrder = relation.inOrder !== undefined && relation.inOrder === relation.from && !lookBeyond;
  return { ...relation, from, columns, inOrder: keepsOrder ? from : undefined };
}

/** The same rows with fewer, other or renamed columns: no SQL is needed. */
export function withColumns(relation: Relation, columns: readonly RelationColumn[]): Relation {
  return { ...relation, columns };
}
