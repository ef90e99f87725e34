// sample and sample-distinct: some rows; here always the first ones, so that equal runs give equal answers.

import { valueSql } from '../expression.ts';
import { openRows } from '../rows.ts';
import { sql } from '../sql.ts';
import { groupedRow } from './grouping.ts';
import { columnName } from './named-expressions.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';
import { firstRows, rowCount } from './take-operator.ts';

const differs = 'The sample is the first rows; Kusto draws at random.';

export const sampleOperator: TabularOperator = {
  syntaxKind: 'SampleOperator',
  see: 'sample-operator',
  differs,
  translate: piped((node, input, scope) => {
    const count = rowCount(node.get('Expression'), scope);
    return count === undefined ? undefined : firstRows(input, count, scope);
  }),
};

export const sampleDistinctOperator: TabularOperator = {
  syntaxKind: 'SampleDistinctOperator',
  see: 'sample-distinct-operator',
  differs,
  translate: piped((node, input, scope) => {
    const rows = openRows(input, scope.query);
    const value = scope.query.scalar(node.get('OfExpression'), { ...scope, rows });
    const count = rowCount(node.get('Expression'), scope);
    if (value === undefined || count === undefined) return undefined;
    const { steps } = scope.query;
    const sqlName = steps.newColumn();
    const { items, row } = groupedRow(input, scope.query);
    const key = valueSql(value);
    const from = steps.add([
      { items: [{ name: sqlName, sql: key }, ...items], from: rows.from(), rest: sql`group by ${key}` },
    ]);
    const name = columnName(node.get('OfExpression')) ?? 'Column1';
    const { type, nullable } = value;
    return firstRows({ from, columns: [{ name, type, sqlName, nullable }], sort: [], row }, count, scope);
  }),
};
