// count: one row with the number of rows.
import { sql } from '../sql.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const countOperator: TabularOperator = {
  syntaxKind: 'CountOperator',
  see: 'count-operator',
  translate: piped((node, input, scope) => {
    const { steps } = scope.query;
    const sqlName = steps.newColumn();
    const name = node.result.kind === 'table' ? (node.result.columns[0]?.name ?? 'Count') : 'Count';
    const row = steps.newColumn();
    const items = [
      { name: sqlName, sql: sql`count(*)`, makesRows: true },
      { name: row, sql: sql`0` },
    ];
    const from = steps.add([{ items, from: input.from }]);
    return { from, columns: [{ name, type: 'long', sqlName, nullable: false }], sort: [], row };
  }),
};
