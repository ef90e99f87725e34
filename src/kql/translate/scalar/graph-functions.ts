// Functions over the nodes and edges of a match of graph-match.

import type { Syntax } from '../../syntax.ts';
import type { Rows, Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { arrayOf, degreeInName, degreeOutName } from '../graphs/matches.ts';
import { boolSql, joinSql, sql } from '../sql.ts';
import { argumentNodes, unsupportedCall } from './call-arguments.ts';
import { convert } from './conversions.ts';
import type { ScopeFunction } from './scope-function.ts';

export const graphFunctions: Readonly<Record<string, ScopeFunction>> = {
  all: { translate: overPath(every), see: 'all-graph-function' },
  any: { translate: overPath(some), see: 'any-graph-function' },
  map: { translate: overPath(arrayOf), see: 'map-graph-function' },
  node_degree_in: { translate: ofNode(degreeInName), see: 'node-degree-in' },
  node_degree_out: { translate: ofNode(degreeOutName), see: 'node-degree-out' },
};

/** A value for each edge of a path, or for each node between them, and one of them all. */
function overPath(combine: (values: readonly Expression[]) => Expression) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const [path, each] = argumentNodes(node);
    const along = path && rowsAlong(path, scope);
    if (along === undefined || each === undefined) return unsupportedCall(node, scope, node.get('Name').name);
    const values = along.map((rows) => scope.query.scalar(each, { ...scope, rows, filter: false }));
    return values.includes(undefined) ? undefined : combine(values as Expression[]);
  };
}

function rowsAlong(path: Syntax, { rows }: Scope): readonly Rows[] | undefined {
  if (path.kind !== 'FunctionCallExpression') return rows?.along?.(path.name, 'edges');
  const [inner] = argumentNodes(path);
  return path.get('Name').name === 'inner_nodes' && inner ? rows?.along?.(inner.name, 'nodes') : undefined;
}

/** A value that is null counts as false. */
function tests(values: readonly Expression[]) {
  return values.map((value) => sql`coalesce(${convert(value, 'bool').sql}, false)`);
}

function every(values: readonly Expression[]): Expression {
  return {
    sql: sql`(${joinSql([boolSql(true), ...tests(values)], ' and ')})`,
    type: 'bool',
    nullable: false,
    foldable: false,
  };
}

function some(values: readonly Expression[]): Expression {
  return {
    sql: sql`(${joinSql([boolSql(false), ...tests(values)], ' or ')})`,
    type: 'bool',
    nullable: false,
    foldable: false,
  };
}

function ofNode(property: string) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const name = argumentNodes(node)[0]?.name ?? '';
    return scope.rows?.named?.(name, property) ?? unsupportedCall(node, scope, node.get('Name').name);
  };
}
