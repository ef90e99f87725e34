// The matches of a pattern in one shape: a row for each, with the properties of all its nodes and edges.
import type { Scope } from '../context.ts';
import { type Expression, sqlTypes, valueSql } from '../expression.ts';
import { columnExpression, type Relation, type RelationColumn } from '../relation.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, joinSql, listSql, nameSql, type Sql, sql, textSql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';
import type { Edges, Graph, Nodes } from './graph.ts';
import type { Pattern, PatternEdge } from './pattern.ts';

/** What a match has of one node or edge: columns by the names of the properties. */
export type Element = ReadonlyMap<string, RelationColumn>;

/** The edges of a path, and the nodes between them. */
export interface Path {
  readonly edges: readonly Element[];
  readonly nodes: readonly Element[];
}

export interface Matches {
  readonly relation: Relation;
  /** Nodes, and edges that are no paths, by name. */
  readonly elements: ReadonlyMap<string, Element>;
  readonly paths: ReadonlyMap<string, Path>;
}

/** Property names that no query can write, for what a function asks of a node. */
export const degreeInName = '$in';
export const degreeOutName = '$out';

/** Which matches count: `cycles=` of the operator. https://learn.microsoft.com/kusto/query/graph-match-operator */
export type Cycles = 'all' | 'none' | 'unique_edges';

/** The matches of the pattern where its edges stand for as many edges as `shape` says. */
export function matchesOf(
  pattern: Pattern,
  shape: readonly number[],
  { graph, cycles }: { readonly graph: Graph; readonly cycles: Cycles },
  scope: Scope,
): Matches {
  const build = new MatchBuilder(graph, scope);
  for (const name of pattern.nodes) build.elements.set(name, build.node(name));
  const paths = new Map<string, Path>();
  for (const [i, edge] of pattern.edges.entries()) {
    const path = build.path(edge, shape[i]!);
    if (edge.name === undefined) continue;
    if (edge.range === undefined) build.elements.set(edge.name, path.edges[0]!);
    else paths.set(edge.name, path);
  }
  if (cycles === 'unique_edges') build.tellApart(build.edgeIds);
  if (cycles === 'none') build.tellApart(build.nodeIds);
  return { relation: build.relation(), elements: build.elements, paths };
}

class MatchBuilder {
  readonly elements = new Map<string, Element>();
  readonly edgeIds: Sql[] = [];
  readonly nodeIds: Sql[] = [];
  readonly #graph: Graph;
  readonly #scope: Scope;
  readonly #tables: Sql[] = [];
  readonly #conditions: Sql[] = [];
  readonly #items: Item[] = [];
  readonly #columns: RelationColumn[] = [];
  readonly #idOf = new Map<string, Sql>();
  readonly #oriented = new Map<string, Sql>();

  constructor(graph: Graph, scope: Scope) {
    this.#graph = graph;
    this.#scope = scope;
  }

  /** A node of the match, under a name for the edges that meet it. */
  node(name: string): Element {
    const { nodes } = this.#graph;
    const alias = this.#table(nodes.from);
    const id = columnSql(nodes.id, alias);
    this.#idOf.set(name, id);
    this.nodeIds.push(id);
    const element = new Map(this.#properties(nodes, alias));
    for (const [property, sqlName] of [
      [degreeInName, nodes.degreeIn],
      [degreeOutName, nodes.degreeOut],
    ] as const)
      element.set(property, this.#column({ name: property, type: 'long', sqlName, nullable: false }, alias));
    return element;
  }

  /** So many edges between the ends of the edge, one after the other. */
  path(edge: PatternEdge, length: number): Path {
    const ends = [this.#idOf.get(edge.from)!, this.#idOf.get(edge.to)!] as const;
    const path = { edges: [] as Element[], nodes: [] as Element[] };
    let at = ends[0];
    for (let i = 0; i < length; i++) {
      const { edges } = this.#graph;
      const alias = this.#table(this.#directed(edge.direction));
      const [begin, end] = [columnSql(edges.source, alias), columnSql(edges.target, alias)];
      this.edgeIds.push(columnSql(edges.id, alias));
      this.#conditions.push(sql`${begin} = ${at}`);
      path.edges.push(this.#properties(edges, alias));
      if (i === length - 1) this.#conditions.push(sql`${end} = ${ends[1]}`);
      else {
        const between = `${edge.from}.${this.#tables.length}`;
        path.nodes.push(this.node(between));
        at = this.#idOf.get(between)!;
        this.#conditions.push(sql`${end} = ${at}`);
      }
    }
    if (length === 0) this.#conditions.push(sql`${ends[0]} = ${ends[1]}`);
    return path;
  }

  tellApart(ids: readonly Sql[]): void {
    for (const [i, id] of ids.entries())
      for (const other of ids.slice(i + 1)) this.#conditions.push(sql`${id} <> ${other}`);
  }

  relation(): Relation {
    const { steps } = this.#scope.query;
    const arrival = steps.newColumn();
    const order = listSql([...this.edgeIds, ...this.nodeIds]);
    const where = this.#conditions.length === 0 ? sql`` : sql`where ${joinSql(this.#conditions, ' and ')}`;
    const from = steps.add([
      {
        items: [...this.#items, { name: arrival, sql: sql`row_number() over (order by ${order})` }],
        from: listSql(this.#tables),
        rest: where,
      },
    ]);
    return { from, columns: this.#columns, sort: [], arrival: [arrival] };
  }

  #table(from: Sql): string {
    const alias = `g${this.#tables.length}`;
    this.#tables.push(sql`${from} as ${nameSql(alias)}`);
    return alias;
  }

  /** The edges as one walks along them: against their direction, or both ways. */
  #directed(direction: PatternEdge['direction']): Sql {
    const { edges } = this.#graph;
    if (direction === 'right') return edges.from;
    const known = this.#oriented.get(direction);
    if (known !== undefined) return known;
    const kept = passOn([...edges.properties.map(({ sqlName }) => sqlName), edges.id]);
    const back = [
      ...kept,
      { name: edges.source, sql: columnSql(edges.target) },
      { name: edges.target, sql: columnSql(edges.source) },
    ];
    const both = [...kept, ...passOn([edges.source, edges.target])];
    // An edge from a node to itself goes the same way in both directions.
    const isLoop = sql`where ${columnSql(edges.source)} <> ${columnSql(edges.target)}`;
    const made = this.#scope.query.steps.add(
      direction === 'left'
        ? [{ items: back, from: edges.from }]
        : [
            { items: both, from: edges.from },
            { items: back, from: edges.from, rest: isLoop },
          ],
    );
    this.#oriented.set(direction, made);
    return made;
  }

  #properties({ properties }: Edges | Nodes, alias: string): Element {
    return new Map(properties.map((column) => [column.name, this.#column(column, alias)]));
  }

  /** A column of a table as one of the match. */
  #column(column: RelationColumn, alias: string): RelationColumn {
    const sqlName = this.#scope.query.steps.newColumn();
    this.#items.push({ name: sqlName, sql: columnSql(column.sqlName, alias) });
    const made = { ...column, sqlName, name: `$${sqlName}` };
    this.#columns.push(made);
    return made;
  }
}

/** A property of each edge of a path, as an array. */
export function propertyOfPath(path: readonly Element[], name: string): Expression | undefined {
  const columns = path.map((element) => element.get(name));
  if (columns.includes(undefined)) return undefined;
  return arrayOf((columns as RelationColumn[]).map((column) => columnExpression(column)));
}

/** An array of values of one type. */
export function arrayOf(values: readonly Expression[]): Expression {
  const [first] = values;
  const plain = values.every(
    ({ type, holds }) => type === first?.type && type !== 'dynamic' && holds === undefined,
  );
  const parts = plain ? values : values.map(asJson);
  const elements = plain && first !== undefined ? first.type : 'dynamic';
  const list = sql`[${listSql(parts.map(valueSql))}]::${sqlTypes[elements]}[]`;
  return { sql: list, type: 'dynamic', elements, nullable: false, foldable: false };
}

/** All properties of a node or edge, as a bag. */
export function bagOf(element: Element): Expression {
  const pairs = [...element]
    .filter(([name]) => !name.startsWith('$'))
    .map(([name, column]) => {
      const value = columnExpression(column);
      return sql`${textSql(name)}, ${asJson({ ...value, sql: valueSql(value) }).sql}`;
    });
  return { sql: sql`json_object(${listSql(pairs)})`, type: 'dynamic', nullable: false, foldable: false };
}
