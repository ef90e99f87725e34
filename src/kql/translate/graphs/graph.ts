// The graph that make-graph makes: its nodes by their ids, and its edges with the ids of both ends.
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, nullOf, valueSql } from '../expression.ts';
import { refusesBag } from '../operators/tabular-operator.ts';
import {
  columnExpression,
  columnNamed,
  orderByClause,
  type Relation,
  type RelationColumn,
} from '../relation.ts';
import { convert } from '../scalar/conversions.ts';
import { columnSql, type Sql, sql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';

/** Rows of nodes or of edges: their properties, and beside them the columns that hold the graph together. */
export interface Edges {
  readonly from: Sql;
  readonly properties: readonly RelationColumn[];
  /** A number that no two edges share, and the ids of the nodes at both ends, as texts. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface Nodes {
  readonly from: Sql;
  readonly properties: readonly RelationColumn[];
  /** The id as a text: no two nodes share it. */
  readonly id: string;
  /** How many edges end and begin at the node. */
  readonly degreeIn: string;
  readonly degreeOut: string;
}

export interface Graph {
  readonly edges: Edges;
  readonly nodes: Nodes;
}

/** The graph of an expression; undefined where it is none that runs here, which has been reported. */
export function graphOf(node: Syntax, scope: Scope): Graph | undefined {
  const made = makingOf(node);
  if (made === undefined) return refused('A graph that is not made by make-graph in this query', node, scope);
  const operator = made.get('Operator');
  const outside = { ...scope, rows: undefined, input: undefined };
  const rows = scope.query.table(made.get('Expression'), outside);
  if (rows === undefined || refusesBag(rows, operator, scope)) return undefined;
  if (rows.partition !== undefined || operator.child('PartitionedByClause') !== undefined)
    return refused('A graph of parts', operator, scope);
  const edges = edgesOf(operator, rows, scope);
  const nodes = edges && nodesOf(operator, edges, outside);
  return edges && nodes && { edges, nodes: withDegrees(nodes, edges, scope) };
}

/** The pipe that ends in make-graph: the expression itself, or what a let stands for. */
function makingOf(node: Syntax): Syntax | undefined {
  if (node.kind === 'ParenthesizedExpression') return makingOf(node.get('Expression'));
  if (node.kind === 'PipeExpression')
    return node.get('Operator').kind === 'MakeGraphOperator' ? node : undefined;
  const { symbol } = node;
  return symbol?.kind === 'variable' && symbol.source !== undefined ? makingOf(symbol.source) : undefined;
}

function refused(what: string, node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `${what} is not supported.`,
    node,
    see: 'make-graph-operator',
  });
}

/** The id in a column, as a text: ids are compared whatever their types. */
function idSql(relation: Relation, name: string): Sql | undefined {
  const column = columnNamed(relation, name);
  return column && valueSql(convert(columnExpression(column), 'string'));
}

function edgesOf(operator: Syntax, rows: Relation, { query }: Scope): Edges | undefined {
  const source = idSql(rows, operator.get('SourceColumn').name);
  const target = idSql(rows, operator.get('TargetColumn').name);
  if (source === undefined || target === undefined) return undefined;
  const [id, from, to] = [query.steps.newColumn(), query.steps.newColumn(), query.steps.newColumn()];
  const items = [
    ...passOn(rows.columns.map(({ sqlName }) => sqlName)),
    { name: id, sql: sql`row_number() over (${orderByClause(rows)})` },
    { name: from, sql: source },
    { name: to, sql: target },
  ];
  const step = query.steps.add([{ items, from: rows.from }]);
  return { from: step, properties: rows.columns, id, source: from, target: to };
}

type PlainNodes = Omit<Nodes, 'degreeIn' | 'degreeOut'>;

function nodesOf(operator: Syntax, edges: Edges, scope: Scope): PlainNodes | undefined {
  const clause = operator.child('WithClause');
  if (clause?.kind === 'MakeGraphWithTablesAndKeysClause') {
    const [table, ...others] = clause.list('TablesAndKeys');
    if (table === undefined || others.length > 0)
      return refused('A graph with several tables of nodes', clause, scope);
    return nodesOfTable(table, edges, scope);
  }
  const id = scope.query.steps.newColumn();
  const name = clause?.child('Name')?.name;
  const property: RelationColumn = { name: name ?? '', type: 'string', sqlName: id, nullable: false };
  const source = columnNamed({ columns: edges.properties } as Relation, operator.get('SourceColumn').name);
  if (name !== undefined && source?.type !== 'string')
    return refused('A graph whose nodes have ids of another type than string', operator, scope);
  return { from: endsOf(edges, id, scope), properties: name === undefined ? [] : [property], id };
}

/** The ids of all nodes that an edge names, each once, in a column of that name. */
function endsOf({ from, source, target }: Edges, name: string, { query }: Scope): Sql {
  const both = query.steps.add(
    [source, target].map((end) => ({ items: [{ name, sql: columnSql(end) }], from })),
  );
  return query.steps.add([{ items: passOn([name]), from: both }], { distinct: true });
}

/** The nodes of a table, the first row of each id; a node that only an edge names has its id and no other property. */
function nodesOfTable(clause: Syntax, edges: Edges, scope: Scope): PlainNodes | undefined {
  const { query } = scope;
  const rows = query.table(clause.get('Table'), scope);
  if (rows === undefined || refusesBag(rows, clause, scope)) return undefined;
  const keyName = clause.get('Column').name;
  const key = idSql(rows, keyName);
  const keyColumn = columnNamed(rows, keyName);
  if (key === undefined || keyColumn === undefined) return undefined;
  const id = query.steps.newColumn();
  const listed = query.steps.add([
    {
      items: [...passOn(rows.columns.map(({ sqlName }) => sqlName)), { name: id, sql: key }],
      from: rows.from,
      rest: sql`qualify row_number() over (partition by ${key} ${orderByClause(rows)}) = 1`,
    },
  ]);
  const properties = rows.columns.map((column) => ({
    ...column,
    sqlName: query.steps.newColumn(),
    nullable: column.type !== 'string',
    elements: undefined,
  }));
  const named: Item[] = properties.map(({ sqlName }, i) => {
    const { sql: value } = asStored(rows.columns[i]!);
    return { name: sqlName, sql: value };
  });
  const end = query.steps.newColumn();
  const missing: Item[] = properties.map((column) => {
    const value = column.name === keyName ? convert(idOf(end), column.type) : nullOf(column.type);
    return { name: column.sqlName, sql: value.sql };
  });
  const from = query.steps.add([
    { items: [...named, { name: id, sql: columnSql(id) }], from: listed },
    {
      items: [...missing, { name: id, sql: columnSql(end) }],
      from: endsOf(edges, end, scope),
      rest: sql`where ${columnSql(end)} not in (select ${columnSql(id)} from ${listed})`,
    },
  ]);
  return { from, properties, id };
}

function idOf(name: string): Expression {
  return { sql: columnSql(name), type: 'string', nullable: false, foldable: false };
}

/** A column as rows of several origins share it: lists as JSON, a text never null. */
function asStored(column: RelationColumn) {
  const value = columnExpression(column);
  return column.elements === undefined ? { ...value, sql: valueSql(value) } : convert(value, 'dynamic');
}

function withDegrees(nodes: PlainNodes, edges: Edges, { query }: Scope): Nodes {
  const [degreeIn, degreeOut] = [query.steps.newColumn(), query.steps.newColumn()];
  const count = (end: string) =>
    sql`(select count(*) from ${edges.from} where ${columnSql(end)} = nodes.${columnSql(nodes.id)})`;
  const items = [
    ...passOn([...nodes.properties.map(({ sqlName }) => sqlName), nodes.id], 'nodes').filter(
      ({ name }, i, all) => all.findIndex((one) => one.name === name) === i,
    ),
    { name: degreeIn, sql: count(edges.target) },
    { name: degreeOut, sql: count(edges.source) },
  ];
  const from = query.steps.add([{ items, from: sql`${nodes.from} as nodes` }]);
  return { ...nodes, from, degreeIn, degreeOut };
}
