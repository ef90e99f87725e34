// mv-expand: one row for each element of an array or bag.

import { convert } from '../scalar/conversions.ts';
import { expanded, spreadsBagsAsArrays } from './expansion.ts';
import { parameterText, piped, type TabularOperator } from './tabular-operator.ts';

export const mvExpandOperator: TabularOperator = {
  syntaxKind: 'MvExpandOperator',
  see: 'mv-expand-operator',
  differs: 'An empty array gives no row.',
  translate: piped((node, input, scope) => {
    const limitNode = node.child('RowLimitClause')?.child('RowLimit');
    const limit =
      limitNode === undefined ? undefined : scope.query.scalar(limitNode, { ...scope, rows: undefined });
    return expanded(node.list('Expressions'), input, scope, {
      asArrays: spreadsBagsAsArrays(node),
      limit: limit === undefined ? undefined : convert(limit, 'long').sql,
      indexName: parameterText(node, 'with_itemindex'),
    });
  }),
};
