// datatable: rows written in the query.
import type { KqlType } from '../../../tables/schema.ts';
import { type Expression, nullOf, valueSql } from '../expression.ts';
import type { RelationColumn } from '../relation.ts';
import { convert } from '../scalar/conversions.ts';
import { columnSql, countSql, listSql, sql } from '../sql.ts';
import type { TabularOperator } from './tabular-operator.ts';

export const datatableOperator: TabularOperator = {
  syntaxKind: 'DataTableExpression',
  see: 'datatable-operator',
  translate(node, _input, scope) {
    const { steps } = scope.query;
    const symbols = node.result.kind === 'table' ? node.result.columns : [];
    const columns: RelationColumn[] = symbols.map((symbol) => {
      const type: KqlType = symbol.type === 'unknown' ? 'dynamic' : symbol.type;
      return { name: symbol.name, type, sqlName: steps.newColumn(), nullable: type !== 'string' };
    });
    const values = node
      .list('Values')
      .map((value) => scope.query.scalar(value, { ...scope, rows: undefined }));
    if (values.includes(undefined)) return undefined;
    const row = steps.newColumn();
    const cells = (values as Expression[]).map((value, i) => {
      const { type } = columns[i % columns.length]!;
      return valueSql(convert(value, type));
    });
    const height = columns.length === 0 ? 0 : Math.floor(cells.length / columns.length);
    const lines = Array.from({ length: height }, (_, i) => {
      const line = cells.slice(i * columns.length, (i + 1) * columns.length);
      return sql`(${listSql([countSql(i), ...line])})`;
    });
    const names = [row, ...columns.map((column) => column.sqlName)];
    const header = listSql(names.map((name) => columnSql(name)));
    // A row of nulls gives the types, and is the only row of an empty table: it is left out again.
    const types = listSql([countSql(-1), ...columns.map((column) => nullOf(column.type).sql)]);
    const from = sql`(values ${listSql([sql`(${types})`, ...lines])}) as d(${header})`;
    const rest = sql`where ${columnSql(row)} >= 0`;
    const relation = steps.add([
      { items: names.map((name) => ({ name, sql: columnSql(name) })), from, rest },
    ]);
    return { from: relation, columns, sort: [], arrival: [row] };
  },
};
