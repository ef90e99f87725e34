// range: one column that counts from a value to another.
import type { KqlType } from '../../../tables/schema.ts';
import { convert } from '../scalar/conversions.ts';
import { columnSql, sql } from '../sql.ts';
import type { TabularOperator } from './tabular-operator.ts';

export const rangeOperator: TabularOperator = {
  syntaxKind: 'RangeOperator',
  see: 'range-operator',
  translate(node, _input, scope) {
    const column = node.result.kind === 'table' ? node.result.columns[0] : undefined;
    const outside = { ...scope, rows: undefined };
    const [from, to, step] = ['From', 'To', 'Step'].map((name) =>
      scope.query.scalar(node.get(name), outside),
    );
    if (column === undefined || from === undefined || to === undefined || step === undefined)
      return undefined;
    const type: KqlType = column.type === 'unknown' ? 'long' : column.type;
    const stepType = type === 'datetime' ? 'timespan' : type;
    const [start, end] = [convert(from, type).sql, convert(to, type).sql];
    const by = convert(step, stepType).sql;
    const { steps } = scope.query;
    const [index, sqlName] = [steps.newColumn(), steps.newColumn()];
    // A count of steps keeps reals exact and lets the step be negative.
    const count = sql`greatest(coalesce(floor((${end} - ${start})::double / ${by}::double), -1), -1)::bigint + 1`;
    const places = sql`range(${count}) as n(${columnSql(index)})`;
    const place = columnSql(index);
    const value =
      type === 'int' ? sql`(${start} + ${place} * ${by})::integer` : sql`${start} + ${place} * ${by}`;
    const rows = steps.add([
      {
        items: [
          { name: index, sql: place },
          { name: sqlName, sql: value },
        ],
        from: places,
      },
    ]);
    return {
      from: rows,
      columns: [{ name: column.name, type, sqlName, nullable: false }],
      sort: [{ sqlName: index, type: 'long', descending: false, nullsFirst: false }],
      arrival: [index],
      inOrder: rows,
    };
  },
};
