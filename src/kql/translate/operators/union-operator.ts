// union: rows of several tables; columns are aligned by name and type, what a table lacks is null.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { nullOf, valueSql } from '../expression.ts';
import { viewRows } from '../lambda.ts';
import {
  arrivalSqls,
  columnExpression,
  columnNamed,
  type Relation,
  type RelationColumn,
} from '../relation.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, countSql, type Sql, sql, textSql } from '../sql.ts';
import type { Arm } from '../steps.ts';
import { uniqueNames } from '../unique-names.ts';
import { arrivingBy } from './arrival.ts';
import { pipedFrom, sourceName } from './source-names.ts';
import { parameterText, refusesBag, type TabularOperator } from './tabular-operator.ts';

export const unionOperator: TabularOperator = {
  syntaxKind: 'UnionOperator',
  see: 'union-operator',
  translate(node, input, scope) {
    const fuzzy = parameterText(node, 'isfuzzy') === 'true';
    const given = node.list('Expressions').map((item) => tablesOf(item, scope, fuzzy));
    if (given.includes(undefined)) return undefined;
    const before = pipedFrom(node);
    const piped =
      input === undefined ? [] : [[{ name: (before && sourceName(before, scope)) ?? '', relation: input }]];
    const labelled = labelledBy('union', [...piped, ...(given as NamedRelation[][])]);
    const inner = parameterText(node, 'kind') === 'inner';
    const source = parameterText(node, 'withsource');
    if (labelled.some(({ relation }) => refusesBag(relation, node, scope))) return undefined;
    const clash = clashOf(labelled, { inner, source });
    if (clash !== undefined) return unsupportedUnion(node, clash, scope);
    return unionOf(labelled, scope, { inner, source });
  },
};

/** All tables; rows without a name of their own have that of their place among the operands: `union_arg0`. */
export function labelledBy(
  operator: string,
  operands: readonly (readonly NamedRelation[])[],
): NamedRelation[] {
  return operands.flatMap((tables, i) =>
    tables.map(({ name, relation }) => ({ name: name === '' ? `${operator}_arg${i}` : name, relation })),
  );
}

/** Forms of which nothing says what they give. */
function clashOf(tables: readonly NamedRelation[], { inner, source }: UnionOptions): string | undefined {
  const columns = tables.flatMap(({ relation }) => relation.columns);
  if (columns.some(({ name }) => name === source))
    return `withsource=${source} where a table has that column`;
  if (inner !== true) return undefined;
  const split = columns.find(
    (column) =>
      tables.every(({ relation }) => columnNamed(relation, column.name) !== undefined) &&
      columns.some((other) => other.name === column.name && other.type !== column.type),
  );
  return split && `kind=inner where ${split.name} has several types`;
}

function unsupportedUnion(node: Syntax, what: string, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `A union with ${what} is not supported.`,
    node,
    see: 'union-operator',
  });
}

export interface NamedRelation {
  readonly name: string;
  readonly relation: Relation;
}

/** The tables an operand stands for: several for a wildcard, none for a fuzzy name nobody knows. */
export function tablesOf(node: Syntax, scope: Scope, fuzzy = false): NamedRelation[] | undefined {
  if (node.kind === 'NameReference' && node.child('Name')?.kind === 'WildcardedName')
    return wildcardTables(node, scope, fuzzy);
  if (fuzzy && isUnknown(node, scope)) return [];
  const relation = scope.query.table(node, { ...scope, rows: undefined, input: undefined });
  return relation === undefined ? undefined : [{ name: sourceName(node, scope) ?? '', relation }];
}

/** A fuzzy union leaves out a table that nobody knows, and a call; names with `_` in front are Microsoft Sentinel's own. */
function isUnknown(node: Syntax, scope: Scope): boolean {
  let first = node;
  while (first.kind === 'ParenthesizedExpression' || first.kind === 'PipeExpression')
    first = first.get('Expression');
  if (first.kind === 'FunctionCallExpression') {
    const { name, symbol } = first.get('Name');
    return symbol === undefined && !name.startsWith('_');
  }
  return (
    first.kind === 'NameReference' && first.symbol === undefined && scope.names.find(first.name) === undefined
  );
}

/** The tables and views that a wildcard means. */
function wildcardTables(node: Syntax, scope: Scope, fuzzy: boolean): NamedRelation[] | undefined {
  const { symbol } = node;
  const members = symbol?.kind === 'group' ? symbol.members : symbol === undefined ? [] : [symbol];
  if (members.length === 0 && !fuzzy)
    return unsupportedUnion(node, `${node.text}, which no table fits,`, scope);
  const tables = members.map((member): NamedRelation | undefined => {
    if (member.kind === 'table') {
      return { name: member.name, relation: scope.query.source(member.name, member.columns) };
    }
    const { name } = member as { readonly name: string };
    const relation = viewRows(name, scope);
    return relation === undefined
      ? unsupportedUnion(node, `${name}, whose rows are not known,`, scope)
      : { name, relation };
  });
  return tables.includes(undefined) ? undefined : (tables as NamedRelation[]);
}

export interface UnionOptions {
  /** Only the columns every table has. */
  readonly inner?: boolean | undefined;
  /** A first column with the name of the table each row comes from. */
  readonly source?: string | undefined;
}

/** One relation of several; columns of one name and different types become one column a type, `x_long` and `x_string`. */
export function unionOf(
  tables: readonly NamedRelation[],
  scope: Scope,
  { inner = false, source }: UnionOptions = {},
): Relation {
  const { steps } = scope.query;
  const columns = alignedColumns(tables, inner).map((aligned) => ({
    ...aligned,
    sqlName: steps.newColumn(),
  }));
  const [arm, ingestionTime] = [steps.newColumn(), steps.newColumn()];
  const most = Math.max(0, ...tables.map(({ relation }) => relation.arrival.length));
  const places = Array.from({ length: most }, () => steps.newColumn());
  const sourceColumn = source === undefined ? undefined : steps.newColumn();
  const arms: Arm[] = tables.map(({ name, relation }, i) => ({
    from: relation.from,
    items: [
      ...columns.map((column) => ({ name: column.sqlName, sql: cell(column, relation) })),
      { name: arm, sql: countSql(i) },
      ...places.map((name, at) => ({ name, sql: arrivalSqls(relation)[at] ?? countSql(0) })),
      {
        name: ingestionTime,
        sql:
          relation.ingestionTime === undefined ? nullOf('datetime').sql : columnSql(relation.ingestionTime),
      },
      ...(sourceColumn === undefined ? [] : [{ name: sourceColumn, sql: textSql(name) }]),
    ],
  }));
  const made: RelationColumn[] = columns.map(({ name, type, sqlName, elements, nullable }) => ({
    name,
    type,
    sqlName,
    elements,
    nullable,
  }));
  if (sourceColumn !== undefined && source !== undefined) {
    made.unshift({ name: source, type: 'string', sqlName: sourceColumn, nullable: false });
  }
  const from =
    arms.length === 0
      ? emptyRows(scope, [...made.map((column) => column.sqlName), arm, ingestionTime])
      : steps.add(arms);
  return arrivingBy(
    { from, columns: made, sort: [], arrival: [], ingestionTime },
    [arm, ...places],
    scope.query,
  );
}

function emptyRows(scope: Scope, names: readonly string[]): Sql {
  return scope.query.steps.add([
    { items: names.map((name) => ({ name, sql: sql`null` })), from: sql`(select 1)`, rest: sql`where false` },
  ]);
}

interface Aligned {
  readonly name: string;
  readonly type: RelationColumn['type'];
  /** The name in the tables; differs from `name` where types conflict. */
  readonly original: string;
  readonly elements: RelationColumn['elements'];
  readonly nullable: boolean;
}

/**
 * Columns of one name and one type are one. Several types of one name stand side by side with the type behind the name, and give way
 * where another table has a column of that longer name.
 */
function alignedColumns(tables: readonly NamedRelation[], inner: boolean): Aligned[] {
  const byName = new Map<string, Map<RelationColumn['type'], RelationColumn[]>>();
  for (const column of tables.flatMap(({ relation }) => relation.columns)) {
    const types = byName.get(column.name) ?? new Map<RelationColumn['type'], RelationColumn[]>();
    types.set(column.type, [...(types.get(column.type) ?? []), column]);
    byName.set(column.name, types);
  }
  const single = [...byName].filter(([, types]) => types.size === 1).map(([name]) => name);
  const split = uniqueNames(single);
  return [...byName].flatMap(([original, types]) =>
    [...types].flatMap(([type, columns]): Aligned[] => {
      const name = types.size === 1 ? original : split.add(`${original}_${type}`);
      const { elements } = columns[0]!;
      const isEverywhere = columns.length === tables.length;
      if (inner && !isEverywhere) return [];
      const sameShape = columns.every((column) => column.elements === elements);
      return [
        {
          name,
          type,
          original,
          elements: sameShape && isEverywhere ? elements : undefined,
          nullable: type !== 'string' || columns.some((column) => column.nullable),
        },
      ];
    }),
  );
}

function cell(aligned: Aligned, relation: Relation): Sql {
  const column = relation.columns.find(
    (candidate) => candidate.name === aligned.original && candidate.type === aligned.type,
  );
  if (column === undefined) return nullOf(aligned.type).sql;
  const value = columnExpression(column);
  if (column.elements !== undefined && aligned.elements === undefined) return asJson(value).sql;
  return valueSql(value);
}
