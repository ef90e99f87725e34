// Reports a trigger operator that does not exist.
import { triggerSpellings } from '../content/rule-properties.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { oneOf, textOf } from './reading/item-values.ts';
import { wordOf } from './reading/words.ts';

const known = Object.keys(triggerSpellings);

export const invalidTriggerOperator: Check = {
  code: 'content/invalid-trigger-operator',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: analyticsRules,
  summary: 'The trigger operator is none the service knows.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(known)}.`,
  see: pages.publishRule,
  run(item) {
    const operator = textOf(item, ['triggerOperator']);
    if (operator === undefined || operator.trim() === '' || wordOf(operator, known) !== undefined) return [];
    const near = didYouMean(operator, known);
    return [
      {
        message: `There is no trigger operator \`${operator}\``,
        at: item.source.valueAt(['triggerOperator']),
        hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
      },
    ];
  },
};
