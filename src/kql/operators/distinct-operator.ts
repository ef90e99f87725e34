// distinct: each combination of values once, in the order of its first row.

import { valueSql } from '../expression.ts';
import { openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { listSql, sql } from '../sql.ts';
import { groupedRow } from './grouping.ts';
import { namedInOrder, nodeValues } from './named-expressions.ts';
import { piped, refusesBag, type TabularOperator } from './tabular-operator.ts';

export const distinctOperator: TabularOperator = {
  syntaxKind: 'DistinctOperator',
  see: 'distinct-operator',
  translate: piped((node, input, scope) => {
    const rows = openRows(input, scope.query);
    const given = node.list('Expressions');
    const isStar = given.length === 1 && given[0]!.kind === 'StarExpression';
    if (isStar && refusesBag(input, node, scope)) return undefined;
    const translated = isStar ? [] : nodeValues(given, { ...scope, rows });
    if (translated === undefined) return undefined;
    const values = isStar
      ? input.columns.map((column) => ({ name: column.name, value: rows.column(column.name)! }))
      : namedInOrder(translated);
    const { steps } = scope.query;
    const keys = values.map(({ name, value }) => {
      const stored = value.type === 'dynamic' ? asJson(value) : value;
      return { name, type: stored.type, sqlName: steps.newColumn(), sql: valueSql(stored) };
    });
    const row = groupedRow(input, scope.query);
    const from = steps.add([
      {
        items: [...keys.map((key) => ({ name: key.sqlName, sql: key.sql })), ...row.items],
        from: rows.from(),
        rest: sql`group by ${listSql(keys.map((key) => key.sql))}`,
      },
    ]);
    return {
      from,
      columns: keys.map(({ name, type, sqlName }) => ({ name, type, sqlName, nullable: type !== 'string' })),
      sort: [],
      row: row.row,
    };
  }),
};
