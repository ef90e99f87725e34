// where: rows for which the condition is true; false and null drop a row.
import { openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { sql } from '../sql.ts';
import { projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const whereOperator: TabularOperator = {
  syntaxKind: 'FilterOperator',
  see: 'where-operator',
  translate: piped((node, input, scope) => {
    const rows = openRows(input, scope.query);
    const condition = scope.query.scalar(node.get('Condition'), { ...scope, rows, filter: true });
    if (condition === undefined) return undefined;
    const outputs = input.columns.map((column) => ({ column }));
    return projection(rows, outputs, scope.query, sql`where ${convert(condition, 'bool').sql}`);
  }),
};
