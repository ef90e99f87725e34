// sample and sample-distinct: some rows; here always the first ones, so that equal runs give equal answers.

import { namesOf } from './named-expressions.ts';
import { openGrouping } from './summarize-operator.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';
import { firstRows, rowCount } from './take-operator.ts';

const differs = 'The sample is the first rows; Kusto draws at random.';

export const sampleOperator: TabularOperator = {
  syntaxKind: 'SampleOperator',
  see: 'sample-operator',
  differs,
  translate: piped((node, input, scope) => {
    const count = rowCount(node.get('Expression'), scope);
    return count === undefined ? undefined : firstRows(input, count, scope);
  }),
};

export const sampleDistinctOperator: TabularOperator = {
  syntaxKind: 'SampleDistinctOperator',
  see: 'sample-distinct-operator',
  differs,
  translate: piped((node, input, scope) => {
    const of = [node.get('OfExpression')];
    const distinct = openGrouping(of, input, scope)?.finish([], namesOf(of));
    const count = rowCount(node.get('Expression'), scope);
    if (distinct === undefined || count === undefined) return undefined;
    return firstRows(distinct, count, scope);
  }),
};
