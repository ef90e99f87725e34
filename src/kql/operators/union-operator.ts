// union: rows of several tables; columns are aligned by name and type, what a table lacks is null.
import type { Scope } from '../context.ts';
import { nullOf, valueSql } from '../expression.ts';
import { columnExpression, hiddenColumns, type Relation, type RelationColumn } from '../relation.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, countSql, type Sql, sql, textSql } from '../sql.ts';
import { declareStatements } from '../statements.ts';
import type { Arm } from '../steps.ts';
import type { Syntax } from '../syntax.ts';
import { parameterText, refusesBag, type TabularOperator } from './tabular-operator.ts';

export const unionOperator: TabularOperator = {
  syntaxKind: 'UnionOperator',
  see: 'union-operator',
  translate(node, input, scope) {
    const fuzzy = parameterText(node, 'isfuzzy') === 'true';
    const given = node.list('Expressions').map((item) => tablesOf(item, scope, fuzzy));
    if (given.includes(undefined)) return undefined;
    const named = (given as NamedRelation[][]).flat();
    const tables = input === undefined ? named : [{ name: '', relation: input }, ...named];
    const inner = parameterText(node, 'kind') === 'inner';
    const source = parameterText(node, 'withsource');
    const labelled = tables.map((table, i) =>
      table.name === '' ? { ...table, name: `union_arg${i}` } : table,
    );
    if (labelled.some(({ relation }) => refusesBag(relation, node, scope))) return undefined;
    return unionOf(labelled, scope, { inner, source });
  },
};

export interface NamedRelation {
  readonly name: string;
  readonly relation: Relation;
}

/** The tables an operand stands for: several for a wildcard, none for a fuzzy name nobody knows. */
export function tablesOf(node: Syntax, scope: Scope, fuzzy = false): NamedRelation[] | undefined {
  if (node.kind === 'NameReference' && node.child('Name')?.kind === 'WildcardedName')
    return wildcardTables(node, scope);
  if (fuzzy && isUnknown(node, scope)) return [];
  const relation = scope.query.table(node, { ...scope, rows: undefined, input: undefined });
  return relation === undefined ? undefined : [{ name: nameOf(node), relation }];
}

/** A fuzzy union leaves out a table that nobody knows. */
function isUnknown(node: Syntax, scope: Scope): boolean {
  let first = node;
  while (first.kind === 'ParenthesizedExpression' || first.kind === 'PipeExpression')
    first = first.get('Expression');
  return (
    first.kind === 'NameReference' && first.symbol === undefined && scope.names.find(first.name) === undefined
  );
}

/** The name of a table; rows that come from an expression have none. */
function nameOf(node: Syntax): string {
  let inner = node;
  while (inner.kind === 'ParenthesizedExpression') inner = inner.get('Expression');
  return inner.kind === 'NameReference' ? inner.name : '';
}

function wildcardTables(node: Syntax, scope: Scope): NamedRelation[] | undefined {
  const { symbol } = node;
  const members = symbol?.kind === 'group' ? symbol.members : symbol === undefined ? [] : [symbol];
  const tables = members.map((member): NamedRelation | undefined => {
    if (member.kind === 'table') {
      return { name: member.name, relation: scope.query.source(member.name, member.columns) };
    }
    if (member.kind === 'function') return viewTable(member.name, scope);
    const binding = member.kind === 'variable' ? scope.names.find(member.name) : undefined;
    const relation = binding?.kind === 'table' ? binding.value() : undefined;
    return relation === undefined || member.kind !== 'variable' ? undefined : { name: member.name, relation };
  });
  return tables.includes(undefined) ? undefined : (tables as NamedRelation[]);
}

/** A function without arguments, declared as a view: `let V = view () { ... }`. */
function viewTable(name: string, scope: Scope): NamedRelation | undefined {
  const binding = scope.names.find(name);
  const body = binding?.kind === 'function' ? binding.declaration.child('Body') : undefined;
  if (binding?.kind !== 'function' || body === undefined) return undefined;
  const { query } = scope;
  const names = declareStatements(body.list('Statements'), { query, names: binding.scope.child() });
  const relation = query.table(body.get('Expression'), { query, names });
  return relation === undefined ? undefined : { name, relation };
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
  const [place, arm, ingestionTime] = [steps.newColumn(), steps.newColumn(), steps.newColumn()];
  const sourceColumn = source === undefined ? undefined : steps.newColumn();
  const arms: Arm[] = tables.map(({ name, relation }, i) => ({
    from: relation.from,
    items: [
      ...columns.map((column) => ({ name: column.sqlName, sql: cell(column, relation) })),
      { name: arm, sql: countSql(i) },
      { name: place, sql: relation.row === undefined ? countSql(0) : columnSql(relation.row) },
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
      ? emptyRows(scope, [...made.map((column) => column.sqlName), place, arm, ingestionTime])
      : steps.add(arms);
  return numbered({ from, columns: made, sort: [], row: undefined, ingestionTime }, [arm, place], scope);
}

/** Gives a relation the one column that tells the order of its rows. */
export function numbered(relation: Relation, order: readonly string[], scope: Scope): Relation {
  const { steps } = scope.query;
  const row = steps.newColumn();
  const by = order.map((name) => columnSql(name)).reduce((all, name) => sql`${all}, ${name}`);
  const names = new Set([...relation.columns.map((column) => column.sqlName), ...order]);
  for (const name of hiddenColumns(relation)) names.add(name);
  const from = steps.add([
    {
      items: [
        ...[...names].map((name) => ({ name, sql: columnSql(name) })),
        { name: row, sql: sql`row_number() over (order by ${by})` },
      ],
      from: relation.from,
    },
  ]);
  return { ...relation, from, row };
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

function alignedColumns(tables: readonly NamedRelation[], inner: boolean): Aligned[] {
  const types = new Map<string, Set<RelationColumn['type']>>();
  const found = new Map<string, RelationColumn[]>();
  for (const column of tables.flatMap(({ relation }) => relation.columns)) {
    types.set(column.name, (types.get(column.name) ?? new Set()).add(column.type));
    const key = `${column.name}\n${column.type}`;
    found.set(key, [...(found.get(key) ?? []), column]);
  }
  return [...found.values()].flatMap((columns) => {
    const { name, type, elements } = columns[0]!;
    if (inner && columns.length < tables.length) return [];
    const sameShape = columns.every((column) => column.elements === elements);
    return {
      name: types.get(name)!.size > 1 ? `${name}_${type}` : name,
      type,
      original: name,
      elements: sameShape && columns.length === tables.length ? elements : undefined,
      nullable: type !== 'string' || columns.some((column) => column.nullable),
    };
  });
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
