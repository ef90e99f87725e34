// mv-apply and partition: a subquery over each group of rows by itself.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { columnExpression, columnNamed, isPlaceholder, type Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { arrivingBy, numbered } from './arrival.ts';
import { expanded, spreadsBagsAsArrays } from './expansion.ts';
import { columnName } from './named-expressions.ts';
import { storedColumn, withColumns } from './projection.ts';
import { parameterText, piped, type TabularOperator } from './tabular-operator.ts';

export const mvApplyOperator: TabularOperator = {
  syntaxKind: 'MvApplyOperator',
  see: 'mv-apply-operator',
  translate: piped((node, given, scope) => {
    // Inside another group a row may share its place with one of a group that has no rows.
    const isPlain = given.arrival.length === 1 && given.partition === undefined;
    const input = isPlain ? given : numbered(given, scope.query);
    const id = input.arrival[0]!;
    const rows = expanded(node.list('Expressions'), input, scope, {
      asArrays: spreadsBagsAsArrays(node),
      indexName: parameterText(node, 'with_itemindex'),
    });
    if (rows === undefined) return undefined;
    const partition = scope.query.steps.newColumn();
    const marked = marking(rows, { input, id, partition }, scope);
    const subquery = node.get('Subquery').get('Expression');
    const result = scope.query.table(subquery, { ...scope, rows: undefined, input: marked });
    if (result === undefined) return undefined;
    if (result.partition?.sqlName !== partition) return unsupportedSubquery(node, scope, result);
    return withSource(node, { input, id, partition, result }, scope);
  }),
};

function unsupportedSubquery(node: Syntax, scope: Scope, result?: Relation): undefined {
  if (isPlaceholder(result)) return undefined;
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: 'A subquery of this form is not supported in mv-apply and partition.',
    node,
    see: 'mv-apply-operator',
  });
}

interface SourceRows {
  readonly input: Relation;
  /** The column of `input` that tells its rows apart. */
  readonly id: string;
  /** The column of the spread rows that holds the `id` of their source row. */
  readonly partition: string;
}

/** The spread rows, each marked with the source row it comes from. */
function marking(rows: Relation, { input, id, partition }: SourceRows, scope: Scope): Relation {
  const { steps } = scope.query;
  const groups = steps.add([{ items: [{ name: partition, sql: columnSql(id) }], from: input.from }]);
  const names = new Set([...rows.columns.map((column) => column.sqlName)]);
  for (const name of rows.arrival) names.add(name);
  const from = steps.add([
    {
      items: [
        ...[...names].map((name) => ({ name, sql: columnSql(name) })),
        { name: partition, sql: columnSql(id) },
      ],
      from: rows.from,
    },
  ]);
  return { ...rows, partition: { sqlName: partition, groups }, from };
}

/**
 * The columns of the source row beside those of the subquery: a column of the subquery stands in the place of one of the same name,
 * the others behind. What was spread is gone where the subquery drops it.
 */
function withSource(
  node: Syntax,
  { input, id, partition, result }: SourceRows & { readonly result: Relation },
  scope: Scope,
): Relation {
  const spread = new Set(node.list('Expressions').map((item) => columnName(item.get('Expression'))));
  const order = [partition, ...result.arrival];
  const plain: Relation = { ...result, partition: undefined, sort: [] };
  const source = input.columns.flatMap((column) => {
    const own = columnNamed(result, column.name);
    if (own !== undefined) return [{ column: own, isOwn: true }];
    return spread.has(column.name) ? [] : [{ column, isOwn: false }];
  });
  const added = result.columns.filter((column) => columnNamed(input, column.name) === undefined);
  const all = [...source, ...added.map((column) => ({ column, isOwn: true }))];
  const around = input.partition;
  if (around === undefined && all.every(({ isOwn }) => isOwn)) {
    return arrivingBy(
      withColumns(
        plain,
        all.map(({ column }) => column),
      ),
      order,
      scope.query,
    );
  }
  const stored = all.map(({ column, isOwn }) =>
    storedColumn(column.name, columnExpression(column, isOwn ? 'r' : 'l'), scope.query),
  );
  const items = [
    ...order.map((name) => ({ name, sql: columnSql(name, 'r') })),
    ...(around === undefined ? [] : passOn([around.sqlName], 'l')),
    ...stored.map(({ item }) => item),
  ];
  const from = scope.query.steps.add([
    {
      items,
      from: sql`${input.from} as l join ${result.from} as r on ${columnSql(id, 'l')} = ${columnSql(partition, 'r')}`,
    },
  ]);
  const columns = stored.map(({ column }) => column);
  return arrivingBy({ from, columns, sort: [], arrival: [], partition: around }, order, scope.query);
}

export const partitionOperator: TabularOperator = {
  syntaxKind: 'PartitionOperator',
  see: 'partition-operator',
  translate: piped((node, input, scope) => {
    const rows = openRows(input, scope.query);
    const key = scope.query.scalar(node.get('ByExpression'), { ...scope, rows });
    const operand = node.get('Operand');
    const subquery = operand.child('Subquery');
    if (key === undefined || subquery === undefined) return unsupportedSubquery(node, scope);
    const { steps } = scope.query;
    const partition = steps.newColumn();
    const names = [...new Set(rows.names())];
    const from = steps.add([
      {
        items: [
          ...names.map((name) => ({ name, sql: columnSql(name) })),
          { name: partition, sql: key.type === 'dynamic' ? asJson(key).sql : key.sql },
        ],
        from: rows.from(),
      },
    ]);
    const groups = steps.add([{ items: [{ name: partition, sql: columnSql(partition) }], from }], {
      distinct: true,
    });
    const marked: Relation = { ...input, from, partition: { sqlName: partition, groups } };
    const result = scope.query.table(subquery, { ...scope, rows: undefined, input: marked });
    if (result === undefined) return undefined;
    if (result.partition?.sqlName !== partition) return unsupportedSubquery(node, scope, result);
    // What orders the rows of one group may be the same in another.
    const all: Relation = { ...result, partition: undefined };
    return result.arrival === input.arrival ? all : numbered(all, scope.query);
  }),
};
