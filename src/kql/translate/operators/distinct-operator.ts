// distinct: each combination of values once, in the order of its first row.
import { namesOf } from './named-expressions.ts';
import { openGrouping } from './summarize-operator.ts';
import { piped, refusesBag, type TabularOperator } from './tabular-operator.ts';

export const distinctOperator: TabularOperator = {
  syntaxKind: 'DistinctOperator',
  see: 'distinct-operator',
  translate: piped((node, input, scope) => {
    const given = node.list('Expressions');
    if (given.length !== 1 || given[0]!.kind !== 'StarExpression') {
      return openGrouping(given, input, scope)?.finish([], namesOf(given));
    }
    if (refusesBag(input, node, scope)) return undefined;
    const names = input.columns.map((column) => column.name);
    return openGrouping([], input, scope, names)?.finish([], names);
  }),
};
