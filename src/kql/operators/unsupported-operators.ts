// Operators and sources that are known and refused, with the reason where there is one to give.
import type { TabularOperator } from './tabular-operator.ts';

export const externaldataOperator: TabularOperator = {
  syntaxKind: 'ExternalDataExpression',
  see: 'externaldata-operator',
  translate: (node, _input, scope) =>
    scope.query.unsupported({
      code: 'kql/unsupported-source',
      message:
        'externaldata reads from the network, which a test may not: give the rows as a watchlist or a datatable.',
      node,
      see: 'externaldata-operator',
    }),
};
