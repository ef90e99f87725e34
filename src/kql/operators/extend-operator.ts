// extend: adds columns, or replaces those of the same name where they stand.
import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import type { ColumnSymbol, Syntax } from '../syntax.ts';
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
  const named = extendNames(values, input, node.result.kind === 'table' ? node.result.columns : []);
  const last = new Map(named.map((value) => [value.name, value]));
  const replaced = new Set(input.columns.map((column) => column.name).filter((name) => last.has(name)));
  const outputs: Output[] = input.columns.map((column) => last.get(column.name) ?? { column });
  outputs.push(...[...last.values()].filter((value) => !replaced.has(value.name)));
  return projection(rows, outputs, scope.query);
}

/**
 * The binder appends new columns in order and replaces in place; a generated name is found by walking its new columns beside the
 * expressions, skipping those that name an existing column.
 */
function extendNames(
  all: readonly NodeValues[],
  input: Relation,
  columns: readonly ColumnSymbol[],
): NamedValue[] {
  const existing = new Set(input.columns.map((column) => column.name));
  const own = new Set(all.flatMap(({ names }) => names));
  const generated = columns
    .map((column) => column.name)
    .filter((name) => !existing.has(name) && !own.has(name));
  return all.flatMap(({ node, values, names }) =>
    values.map((value, i) => ({
      value,
      name: names[i] ?? replacedName(node, existing) ?? generated.shift() ?? 'Column1',
    })),
  );
}

/** `extend tolong(a)` takes the place of `a`. */
function replacedName(node: Syntax, existing: ReadonlySet<string>): string | undefined {
  if (node.kind !== 'FunctionCallExpression') return undefined;
  const args = node.child('ArgumentList')?.list('Expressions') ?? [];
  const [first] = args;
  const conversions =
    /^(to(bool|boolean|datetime|decimal|double|guid|int|long|real|string|time|timespan)|bin|floor)$/;
  if (first?.kind !== 'NameReference' || !existing.has(first.name)) return undefined;
  return conversions.test(node.get('Name').name) ? first.name : undefined;
}
