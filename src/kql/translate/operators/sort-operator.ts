// sort and order: keys in force until an operator that does not keep the order.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import type { Relation, SortKey } from '../relation.ts';
import { openRows } from '../rows.ts';
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
  const keys = nodes.map((node) => sortKey(node, { ...scope, rows }));
  if (keys.includes(undefined)) return undefined;
  const ready = keys as Key[];
  const computed = ready.map(({ value }) => outputs.push({ name: '', value }) - 1);
  const own = ready.map(({ value }) => input.columns.find((column) => column.sqlName === value.sql.text));
  const result = own.includes(undefined) ? projection(rows, outputs, scope.query) : input;
  const sort = ready.map(({ descending, nullsFirst }, i): SortKey => {
    const { sqlName, type } = own.includes(undefined) ? result.columns[computed[i]!]! : own[i]!;
    return { sqlName, type, descending, nullsFirst };
  });
  return { ...result, columns: input.columns, sort, inOrder: undefined };
}

interface Key {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

function sortKey(node: Syntax, scope: Scope): Key | undefined {
  const isOrdered = node.kind === 'OrderedExpression';
  const value = scope.query.scalar(isOrdered ? node.get('Expression') : node, scope);
  if (value === undefined) return undefined;
  const text = isOrdered ? (node.child('Ordering')?.text ?? '') : '';
  const descending = !/\basc\b/i.test(text);
  const nullsFirst = /\bnulls\s+first\b/i.test(text) || (!descending && !/\bnulls\s+last\b/i.test(text));
  return { value, descending, nullsFirst };
}
