// project: only the named columns, in the order given.
import { columnNamed } from '../relation.ts';
import { openRows } from '../rows.ts';
import { namedInOrder, nodeValues } from './named-expressions.ts';
import { type Output, projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const projectOperator: TabularOperator = {
  syntaxKind: 'ProjectOperator',
  see: 'project-operator',
  translate: piped((node, input, scope) => {
    const rows = openRows(input, scope.query);
    const nodes = node.list('Expressions');
    const values = nodeValues(nodes, { ...scope, rows });
    if (values === undefined) return undefined;
    const outputs = namedInOrder(values).map((named): Output => {
      const column = columnNamed(input, named.name);
      return column !== undefined && column.sqlName === named.value.sql.text ? { column } : named;
    });
    return { ...projection(rows, outputs, scope.query), bag: undefined };
  }),
};
