// extend: adds columns, or replaces those of the same name where they stand.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { uniqueNames } from '../unique-names.ts';
import { type NamedValue, type NodeValues, nodeValues } from './named-expressions.ts';
import { type Output, projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const extendOperator: TabularOperator = {
  syntaxKind: 'ExtendOperator',
  see: 'extend-operator',
  translate: piped(extend),
};

/** Also what serialize does with its expressions. */
export function extend(node: Syntax, input: Relation, scope: Scope): Relation | undefined {
  const rows = openRows(input, scope.query);
  const values = nodeValues(node.list('Expressions'), { ...scope, rows });
  if (values === undefined) return undefined;
  const named = extendNames(values, input);
  const last = new Map(named.map((value) => [value.name, value]));
  const replaced = new Set(input.columns.map((column) => column.name).filter((name) => last.has(name)));
  const outputs: Output[] = input.columns.map((column) => last.get(column.name) ?? { column });
  outputs.push(...[...last.values()].filter((value) => !replaced.has(value.name)));
  return projection(rows, outputs, scope.query);
}

/** A name that a column has already, made up or not, takes that column's place; what has no name gets a free one. */
function extendNames(all: readonly NodeValues[], input: Relation): NamedValue[] {
  const given = all.flatMap(({ names }) => names.filter((name) => name !== undefined));
  const unique = uniqueNames([...input.columns.map((column) => column.name), ...given]);
  return all.flatMap(({ values, names }) =>
    values.map((value, i) => ({ value, name: names[i] ?? unique.make() })),
  );
}
