// count: one row with the number of rows.
import { openGrouping } from './summarize-operator.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const countOperator: TabularOperator = {
  syntaxKind: 'CountOperator',
  see: 'count-operator',
  translate: piped((node, input, scope) => {
    const name = node.child('AsIdentifier')?.child('Identifier')?.text ?? 'Count';
    return openGrouping([], input, scope)?.counted([name]);
  }),
};
