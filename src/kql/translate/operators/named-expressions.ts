// The expressions of extend, project, print and serialize with the names of the columns they give.

import type { ColumnSymbol, Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { convert } from '../scalar/conversions.ts';
import { countSql, sql } from '../sql.ts';
import { uniqueNames } from '../unique-names.ts';

export interface NamedValue {
  readonly name: string;
  readonly value: Expression;
}

/** The parts of a node's value: one, or several when a function gives a tuple (array_sort_asc of two arrays). */
export interface NodeValues {
  readonly node: Syntax;
  readonly values: readonly Expression[];
  /** Undefined where nothing gives a name. */
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
  if (result.kind !== 'tuple') return { node, values: [value], names: [columnName(node)] };
  const given = namesGiven(node);
  // Fewer names than columns keep the first columns, though the binder shows all.
  const kept = given === undefined ? result.columns : result.columns.slice(0, given.length);
  return {
    node,
    values: kept.map((column, i) => tuplePart(value, i, column)),
    names: kept.map((column, i) => given?.[i] ?? column.name),
  };
}

/** The names that stand before `=`; undefined where there is none. */
function namesGiven(node: Syntax): readonly string[] | undefined {
  if (node.kind === 'SimpleNamedExpression') return [node.get('Name').name];
  if (node.kind !== 'CompoundNamedExpression') return undefined;
  return node
    .get('Names')
    .list('Names')
    .map(({ name }) => name);
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

/** The name a node gives its column: its own, or the one that Kusto makes of the expression; undefined where there is neither. */
export function columnName(node: Syntax): string | undefined {
  if (node.kind === 'SimpleNamedExpression') return node.get('Name').name;
  return node.generatedName === '' ? undefined : node.generatedName;
}

/** Values with names that differ: a name that comes again gets a number. */
export function namedInOrder(all: readonly NodeValues[]): NamedValue[] {
  const unique = uniqueNames();
  return all.flatMap(({ values, names }) =>
    values.map((value, i) => {
      const name = names[i];
      return { value, name: name === undefined ? unique.make() : unique.add(name) };
    }),
  );
}

/** The names of nodes that give one column each, made different. */
export function namesOf(nodes: readonly Syntax[]): string[] {
  const unique = uniqueNames();
  return nodes.map((node) => {
    const name = columnName(node);
    return name === undefined ? unique.make() : unique.add(name);
  });
}
