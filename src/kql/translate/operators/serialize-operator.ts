// serialize: fixes the order of the rows for row_number(), prev() and next(); may add columns as extend does.
import { extend } from './extend-operator.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const serializeOperator: TabularOperator = {
  syntaxKind: 'SerializeOperator',
  see: 'serialize-operator',
  translate: piped((node, input, scope) =>
    node.list('Expressions').length === 0 ? input : extend(node, input, scope),
  ),
};
