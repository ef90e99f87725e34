// mv-apply and partition: a subquery over each group of rows by itself.
import type { Scope } from '../context.ts';
import {
  columnExpression,
  columnNamed,
  isPlaceholder,
  type Relation,
  type RelationColumn,
} from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, sql } from '../sql.ts';
import type { Syntax } from '../syntax.ts';
import { expanded } from './expansion.ts';
import { storedColumn, withColumns } from './projection.ts';
import { parameterText, piped, type TabularOperator } from './tabular-operator.ts';
import { numbered } from './union-operator.ts';

export const mvApplyOperator: TabularOperator = {
  syntaxKind: 'MvApplyOperator',
  see: 'mv-apply-operator',
  translate: piped((node, input, scope) => {
    if (input.row === undefined) return unsupportedSubquery(node, scope, input);
    const id = input.row;
    const rows = expanded(node.list('Expressions'), input, scope, {
      indexName: parameterText(node, 'with_itemindex'),
    });
    if (rows === undefined) return undefined;
    const partition = scope.query.steps.newColumn();
    const marked = marking(rows, input, id, partition, scope);
    const subquery = node.get('Subquery').get('Expression');
    const result = scope.query.table(subquery, { ...scope, rows: undefined, input: marked });
    if (result === undefined) return undefined;
    if (result.partition?.sqlName !== partition) return unsupportedSubquery(node, scope, result);
    return withSource(node, input, id, result, partition, scope);
  }),
};

function unsupportedSubquery(node: Syntax, scope: Scope, result?: Relation): undefined {
  if (isPlaceholder(result)) return undefined;
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message:
      'A subquery that counts, joins, unites or dedupes its rows is not supported in mv-apply and partition.',
    node,
    see: 'mv-apply-operator',
  });
}

/** The spread rows, each marked with the source row it comes from. */
function marking(rows: Relation, input: Relation, id: string, partition: string, scope: Scope): Relation {
  const { steps } = scope.query;
  const groups = steps.add([{ items: [{ name: partition, sql: columnSql(id) }], from: input.from }]);
  return { ...rows, partition: { sqlName: partition, groups }, from: markedFrom(rows, id, partition, scope) };
}

function markedFrom(rows: Relation, id: string, partition: string, scope: Scope) {
  const names = new Set([...rows.columns.map((column) => column.sqlName)]);
  if (rows.row !== undefined) names.add(rows.row);
  return scope.query.steps.add([
    {
      items: [
        ...[...names].map((name) => ({ name, sql: columnSql(name) })),
        { name: partition, sql: columnSql(id) },
      ],
      from: rows.from,
    },
  ]);
}

/** The columns of the source row beside those of the subquery, in the binder's order. */
function withSource(
  node: Syntax,
  input: Relation,
  id: string,
  result: Relation,
  partition: string,
  scope: Scope,
): Relation {
  const symbols = node.result.kind === 'table' ? node.result.columns : [];
  const order = [partition, ...(result.row === undefined ? [] : [result.row])];
  const plain: Relation = { ...result, partition: undefined, sort: [] };
  const missing = symbols.filter((symbol) => columnNamed(result, symbol.name) === undefined);
  if (missing.length === 0) {
    const columns = symbols.flatMap((symbol) => columnNamed(result, symbol.name) ?? []);
    return numbered(withColumns(plain, columns), order, scope);
  }
  const { steps } = scope.query;
  const items: { name: string; sql: ReturnType<typeof columnSql> }[] = order.map((name) => ({
    name,
    sql: columnSql(name, 'r'),
  }));
  const columns = symbols.flatMap((symbol): RelationColumn[] => {
    const own = columnNamed(result, symbol.name);
    const column = own ?? columnNamed(input, symbol.name);
    if (column === undefined) return [];
    const stored = storedColumn(
      symbol.name,
      columnExpression(column, own === undefined ? 'l' : 'r'),
      scope.query,
    );
    items.push(stored.item);
    return [stored.column];
  });
  const from = steps.add([
    {
      items,
      from: sql`${input.from} as l join ${result.from} as r on ${columnSql(id, 'l')} = ${columnSql(partition, 'r')}`,
    },
  ]);
  return numbered({ from, columns, sort: [], row: undefined }, order, scope);
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
    return { ...result, partition: undefined };
  }),
};
