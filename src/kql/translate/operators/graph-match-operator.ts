// make-graph and graph-match: the ways in which nodes and edges of a graph fit a pattern.

import { type Syntax, walk } from '../../syntax.ts';
import type { Rows, Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { type Graph, graphOf } from '../graphs/graph.ts';
import {
  arrayOf,
  bagOf,
  type Cycles,
  type Element,
  type Matches,
  matchesOf,
  type Path,
  propertyOfPath,
} from '../graphs/matches.ts';
import { type Pattern, readPattern, shapesOf } from '../graphs/pattern.ts';
import { columnExpression, type Relation, type RelationColumn } from '../relation.ts';
import { type OpenRows, openRows } from '../rows.ts';
import { asJson, convert } from '../scalar/conversions.ts';
import { columnSql, countSql, joinSql, type Sql, sql } from '../sql.ts';
import { uniqueNames } from '../unique-names.ts';
import { projection } from './projection.ts';
import { parameterText, type TabularOperator } from './tabular-operator.ts';

/** More shapes than this make a statement that takes longer to plan than to refuse. */
const mostShapes = 64;

const cycleOptions: ReadonlySet<string> = new Set(['all', 'none', 'unique_edges']);

export const makeGraphOperator: TabularOperator = {
  syntaxKind: 'MakeGraphOperator',
  see: 'make-graph-operator',
  differs: 'A node that only an edge names has its id and no other property. Only graph-match reads a graph.',
  translate: (node, _input, scope) => refused('A graph that no graph-match reads', node, scope),
};

export const graphMatchOperator: TabularOperator = {
  syntaxKind: 'GraphMatchOperator',
  see: 'graph-match-operator',
  readsGraph: true,
  translate(node, _input, scope) {
    const graph = graphOf(node.parent!.get('Expression'), scope);
    const pattern = readPattern(node.list('Patterns'));
    const cycles = parameterText(node, 'cycles') ?? 'unique_edges';
    if (pattern === undefined || !cycleOptions.has(cycles))
      return refused('A pattern of this form', node, scope);
    const shapes = shapesOf(pattern);
    if (shapes.length > mostShapes) return refused('A pattern with so many lengths of paths', node, scope);
    if (graph === undefined) return undefined;
    const reading: Reading = { node, pattern, graph, cycles: cycles as Cycles };
    const arms = shapes.map((shape) => matchedRows(reading, shape, scope));
    return arms.includes(undefined) ? undefined : together(arms as Relation[], scope);
  },
};

function refused(what: string, node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `${what} is not supported.`,
    node,
    see: 'graph-match-operator',
  });
}

interface Reading {
  readonly node: Syntax;
  readonly pattern: Pattern;
  readonly graph: Graph;
  readonly cycles: Cycles;
}

/** The matches in one shape that meet the constraints, with the columns of the result. */
function matchedRows(reading: Reading, shape: readonly number[], scope: Scope): Relation | undefined {
  const { node, pattern, graph } = reading;
  const matches = matchesOf(pattern, shape, { graph, cycles: reading.cycles }, scope);
  const rows = openRows(matches.relation, scope.query);
  const condition = node.child('WhereClause')?.get('Condition');
  const constraints = condition === undefined ? [] : constraintsOf(condition, matches, rows, scope);
  const all = { ...scope, rows: rowsOf(matches, rows), input: undefined, filter: false };
  const projected = node.get('ProjectClause').list('Expressions');
  const names = namesOf(projected, node);
  const values = projected.map((one) => scope.query.scalar(one, all));
  if (constraints === undefined || values.includes(undefined)) return undefined;
  const outputs = (values as Expression[]).map((value, i) => ({ name: names[i]!, value }));
  const rest = constraints.length === 0 ? undefined : sql`where ${joinSql(constraints, ' and ')}`;
  return projection(rows, outputs, scope.query, rest);
}

const namedByCall: ReadonlySet<string> = new Set(['node_degree_in', 'node_degree_out']);

/**
 * The names of the columns. A node or edge with a name is one column, though the binder shows its properties; a degree has the name of
 * its function: https://learn.microsoft.com/kusto/query/node-degree-in
 */
function namesOf(projected: readonly Syntax[], { result }: Syntax): readonly string[] {
  const shown = result.kind === 'table' ? result.columns : [];
  const unique = uniqueNames();
  let at = 0;
  return projected.map((one) => {
    const isNamed = one.kind === 'SimpleNamedExpression';
    const { result: value } = isNamed ? one.get('Expression') : one;
    const name = shown[at]?.name ?? '';
    at += isNamed && value.kind === 'tuple' ? Math.max(1, value.columns.length) : 1;
    const called = one.kind === 'FunctionCallExpression' ? one.get('Name').name : '';
    return unique.add(namedByCall.has(called) ? called : name);
  });
}

/**
 * The conditions that the constraints come to. What is said of a property of a path is said of each of its edges; a path without
 * edges meets it. https://learn.microsoft.com/kusto/query/graph-match-operator#variable-length-edge
 */
function constraintsOf(
  condition: Syntax,
  matches: Matches,
  rows: OpenRows,
  scope: Scope,
): readonly Sql[] | undefined {
  const found: Sql[] = [];
  for (const part of conjuncts(condition)) {
    let choices: readonly ReadonlyMap<string, Element>[] = [new Map()];
    for (const name of pathsNamedIn(part, matches)) {
      const edges = matches.paths.get(name)!.edges;
      choices = choices.flatMap((choice) => edges.map((edge) => new Map([...choice, [name, edge]])));
    }
    for (const choice of choices) {
      const where = { ...scope, rows: rowsOf(matches, rows, choice), input: undefined, filter: true };
      const value = scope.query.scalar(part, where);
      if (value === undefined) return undefined;
      found.push(sql`(${convert(value, 'bool').sql})`);
    }
  }
  return found;
}

function conjuncts(node: Syntax): readonly Syntax[] {
  if (node.kind === 'ParenthesizedExpression') return conjuncts(node.get('Expression'));
  if (node.kind !== 'AndExpression') return [node];
  return [...conjuncts(node.get('Left')), ...conjuncts(node.get('Right'))];
}

/** Paths whose properties an expression names, `e.Name`. */
function pathsNamedIn(node: Syntax, { paths }: Matches): readonly string[] {
  const names = new Set<string>();
  walk(node, (one) => {
    const name = one.kind === 'PathExpression' ? one.get('Expression').name : '';
    if (paths.has(name)) names.add(name);
    return undefined;
  });
  return [...names];
}

/** The rows of matches; of the paths in `chosen` one edge stands for the path. */
function rowsOf(matches: Matches, rows: OpenRows, chosen: ReadonlyMap<string, Element> = new Map()): Rows {
  const elementOf = (name: string) => chosen.get(name) ?? matches.elements.get(name);
  const rowsAlong = (elements: readonly Element[]): readonly Rows[] =>
    elements.map((element) => ({
      ...rowsOf(matches, rows, chosen),
      column: (name) => propertyOf(element, name),
    }));
  return {
    ...rows,
    column(name) {
      const element = elementOf(name);
      if (element !== undefined) return bagOf(element);
      const path = matches.paths.get(name);
      return path && arrayOf(path.edges.map(bagOf));
    },
    named(owner, name) {
      const element = elementOf(owner);
      if (element !== undefined) return propertyOf(element, name);
      const path: Path | undefined = matches.paths.get(owner);
      return path && propertyOfPath(path.edges, name);
    },
    along(name, part) {
      const path = matches.paths.get(name);
      return path && rowsAlong(path[part]);
    },
  };
}

function propertyOf(element: Element, name: string): Expression | undefined {
  const column = element.get(name);
  return column && columnExpression(column);
}

/** The matches of all shapes: columns have one form in all of them. */
function together(arms: readonly Relation[], { query }: Scope): Relation {
  const [first] = arms as [Relation, ...Relation[]];
  const arrival = [query.steps.newColumn(), query.steps.newColumn()] as const;
  const columns = first.columns.map((column, i): RelationColumn => {
    const all = arms.map((arm) => arm.columns[i]!);
    const isAlike = all.every(({ elements }) => elements === column.elements);
    return {
      ...column,
      sqlName: query.steps.newColumn(),
      nullable: all.some(({ nullable }) => nullable),
      elements: isAlike ? column.elements : undefined,
    };
  });
  const asMade = (column: RelationColumn, made: RelationColumn) => {
    const value = columnExpression(column);
    return made.elements === undefined && made.type === 'dynamic' ? asJson(value) : value;
  };
  const from = query.steps.add(
    arms.map((arm, shape) => ({
      items: [
        ...columns.map((made, i) => ({ name: made.sqlName, sql: asMade(arm.columns[i]!, made).sql })),
        { name: arrival[0], sql: countSql(shape) },
        { name: arrival[1], sql: columnSql(arm.arrival[0]!) },
      ],
      from: arm.from,
    })),
  );
  return { from, columns, sort: [], arrival };
}
