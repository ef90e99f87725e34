// The expressions of extend, project, print and serialize with the names of the columns they give.
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { convert } from '../scalar/conversions.ts';
import { countSql, sql } from '../sql.ts';
import type { ColumnSymbol, Syntax } from '../syntax.ts';

export interface NamedValue {
  readonly name: string;
  readonly value: Expression;
}

/** The parts of a node's value: one, or several when a function gives a tuple (array_sort_asc of two arrays). */
export interface NodeValues {
  readonly node: Syntax;
  readonly values: readonly Expression[];
  /** Names the node itself gives; undefined where the name is generated. */
  readonly names: readonly (string | undefined)[];
}

/** Translates a list of expressions; undefined when one is unsupported, though all of them are walked. */
export function nodeValues(nodes: readonly Syntax[], scope: Scope): NodeValues[] | undefined {
  const all = nodes.map((node) => valuesOf(node, scope));
  return all.includes(undefined) ? undefined : (all as NodeValues[]);
}

function valuesOf(node: Syntax, scope: Scope): NodeValues | undefined {
  const isNamed = node.kind === 'SimpleNamedExpression' || node.kind === 'CompoundNamedExpression';
  const inner = isNamed ? node.get('Expression') : node;
  const value = scope.query.scalar(inner, scope);
  if (value === undefined) return undefined;
  const { result } = inner;
  if (result.kind !== 'tuple') return { node, values: [value], names: [ownName(node)] };
  // One name for a function of several columns keeps the first.
  const [firstColumn] = result.columns;
  if (node.kind === 'SimpleNamedExpression' && firstColumn !== undefined) {
    return { node, values: [tuplePart(value, 0, firstColumn)], names: [ownName(node)] };
  }
  const given = node.kind === 'CompoundNamedExpression' ? node.get('Names').list('Names') : [];
  return {
    node,
    values: result.columns.map((column, i) => tuplePart(value, i, column)),
    names: result.columns.map((column, i) => given[i]?.name ?? column.name),
  };
}

/** A tuple is a list with one element for each of its columns. */
function tuplePart(tuple: Expression, place: number, column: ColumnSymbol): Expression {
  const part: Expression = {
    sql: sql`(${tuple.sql})[${countSql(place + 1)}]`,
    type: 'dynamic',
    nullable: true,
    foldable: tuple.foldable,
  };
  return column.type === 'unknown' ? part : convert(part, column.type);
}

/** The name an expression gives itself: its own, or that of a column it merely names; undefined when it is generated. */
export function ownName(node: Syntax): string | undefined {
  if (node.kind === 'SimpleNamedExpression') return node.get('Name').name;
  if (node.kind === 'NameReference' && (node.symbol === undefined || node.symbol.kind === 'column'))
    return node.name;
  return undefined;
}

/** Values with the names of the result columns, which the binder gives in the same order. */
export function namedInOrder(all: readonly NodeValues[], columns: readonly ColumnSymbol[]): NamedValue[] {
  const flat = all.flatMap(({ values, names }) => values.map((value, i) => ({ value, name: names[i] })));
  return flat.map(({ value, name }, i) => ({ value, name: columns[i]?.name ?? name ?? `Column${i + 1}` }));
}
