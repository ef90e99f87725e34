// print: one row of expressions.
import { sql } from '../sql.ts';
import { namedInOrder, nodeValues } from './named-expressions.ts';
import { storedColumn } from './projection.ts';
import type { TabularOperator } from './tabular-operator.ts';

export const printOperator: TabularOperator = {
  syntaxKind: 'PrintOperator',
  see: 'print-operator',
  translate(node, _input, scope) {
    const nodes = node.list('Expressions');
    const values = nodeValues(nodes, { ...scope, rows: undefined });
    if (values === undefined) return undefined;
    // What has no name of its own is named by its place, whatever the expression.
    const placed = values.map((one, i) =>
      /Named/.test(one.node.kind) || one.node.result.kind === 'tuple'
        ? one
        : { ...one, names: [`print_${i}`] },
    );
    const stored = namedInOrder(placed).map(({ name, value }) => storedColumn(name, value, scope.query));
    const row = scope.query.steps.newColumn();
    const items = [...stored.map(({ item }) => item), { name: row, sql: sql`0` }];
    const from = scope.query.steps.add([{ items, from: sql`(select 1)` }]);
    return { from, columns: stored.map(({ column }) => column), sort: [], arrival: [row] };
  },
};
