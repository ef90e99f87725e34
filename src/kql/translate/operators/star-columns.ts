// What `*` stands for in arg_max(), arg_min() and take_any(): https://learn.microsoft.com/kusto/query/arg-max-aggregation-function

import type { Syntax } from '../../syntax.ts';
import type { Relation } from '../relation.ts';

/** The columns that are neither keys nor arguments already. None may be left. */
export function starColumns(
  args: readonly Syntax[],
  keyColumns: readonly string[],
  relation: Relation,
): readonly string[] {
  const named = new Set([...keyColumns, ...args.flatMap(columnsRead)]);
  return relation.columns.map((column) => column.name).filter((name) => !named.has(name));
}

/** The column that an expression is, under whatever name; none where it computes something. */
export function columnsRead(node: Syntax): readonly string[] {
  if (node.kind === 'SimpleNamedExpression' || node.kind === 'ParenthesizedExpression') {
    return columnsRead(node.get('Expression'));
  }
  return node.kind === 'NameReference' ? [node.name] : [];
}
