// top: the first rows by some keys, sorted.

import { sorted } from './sort-operator.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';
import { firstRows, rowCount } from './take-operator.ts';

export const topOperator: TabularOperator = {
  syntaxKind: 'TopOperator',
  see: 'top-operator',
  translate: piped((node, input, scope) => {
    const count = rowCount(node.get('Expression'), scope);
    const relation = sorted([node.get('ByExpression')], input, scope);
    if (count === undefined || relation === undefined) return undefined;
    return firstRows(relation, count, scope);
  }),
};
