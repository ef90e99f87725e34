// as: gives the rows a name for the rest of the query.
import { piped, type TabularOperator } from './tabular-operator.ts';

export const asOperator: TabularOperator = {
  syntaxKind: 'AsOperator',
  see: 'as-operator',
  translate: piped((node, input, scope) => {
    scope.names.set(node.get('Name').name, { kind: 'table', value: () => input, isNamed: true });
    return input;
  }),
};
