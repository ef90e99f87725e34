// sort and order: keys in force until an operator that does not keep the order.
import type { Scope } from '../context.ts';
import type { Relation, SortKey } from '../relation.ts';
import { openRows } from '../rows.ts';
import type { Syntax } from '../syntax.ts';
import { type Output, projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const sortOperator: TabularOperator = {
  syntaxKind: 'SortOperator',
  see: 'sort-operator',
  translate: piped((node, input, scope) => sorted(node.list('Expressions'), input, scope)),
};

/** The relation with sort keys in force; the default is descending, nulls go last when descending and first when ascending. */
export function sorted(nodes: readonly Syntax[], input: Relation, scope: Scope): Relation | undefined {
  const rows = openRows(input, scope.query);
  const outputs: Output[] = input.columns.map((column) => ({ column }));
  const keys: (SortKey | number)[] = [];
  const orders: Omit<SortKey, 'sqlName' | 'type'>[] = [];
  for (const node of nodes) {
    const ordered = node.kind === 'OrderedExpression';
    const value = scope.query.scalar(ordered ? node.get('Expression') : node, { ...scope, rows });
    if (value === undefined) return undefined;
    const text = ordered ? (node.child('Ordering')?.text ?? '') : '';
    const descending = !/\basc\b/i.test(text);
    const nullsFirst = /\bnulls\s+first\b/i.test(text) || (!descending && !/\bnulls\s+last\b/i.test(text));
    orders.push({ descending, nullsFirst });
    keys.push(outputs.push({ name: '', value }) - 1);
  }
  const result = projection(rows, outputs, scope.query);
  const sort = keys.map((place, i) => {
    const { sqlName, type } = result.columns[place as number]!;
    return { sqlName, type, ...orders[i]! };
  });
  return { ...result, columns: input.columns, sort };
}
