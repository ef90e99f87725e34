// getschema: one row a column.

import type { KqlType } from '../../../tables/schema.ts';
import { columnSql, countSql, listSql, sql, textSql } from '../sql.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

const systemTypes = {
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  dynamic: 'System.Object',
  guid: 'System.Guid',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  string: 'System.String',
  timespan: 'System.TimeSpan',
} satisfies Record<KqlType, string>;

export const getschemaOperator: TabularOperator = {
  syntaxKind: 'GetSchemaOperator',
  see: 'getschema-operator',
  translate: piped((_node, input, scope) => {
    const { steps } = scope.query;
    const names = ['ColumnName', 'ColumnOrdinal', 'DataType', 'ColumnType'].map((name) => ({
      name,
      sqlName: steps.newColumn(),
    }));
    const lines = input.columns.map(({ name, type }, i) => {
      const cells = [textSql(name), sql`${countSql(i)}::integer`, textSql(systemTypes[type]), textSql(type)];
      return sql`(${listSql(cells)})`;
    });
    const header = listSql(names.map(({ sqlName }) => columnSql(sqlName)));
    const from = steps.add([
      {
        items: names.map(({ sqlName }) => ({ name: sqlName, sql: columnSql(sqlName) })),
        from: sql`(values ${listSql(lines)}) as d(${header})`,
      },
    ]);
    return {
      from,
      columns: names.map(({ name, sqlName }) => ({
        name,
        sqlName,
        type: name === 'ColumnOrdinal' ? ('int' as const) : ('string' as const),
        nullable: false,
      })),
      sort: [{ sqlName: names[1]!.sqlName, type: 'int', descending: false, nullsFirst: false }],
      arrival: [names[1]!.sqlName],
    };
  }),
};
