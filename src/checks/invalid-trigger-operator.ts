// Reports a trigger operator that does not exist.
import { triggerSpellings } from '../content/model/rule-properties.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { triggerOperators } from '../tables/rule-words.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { oneOf, textOf } from './reading/item-values.ts';
import { wordOf } from './reading/words.ts';

const known = Object.keys(triggerSpellings);

/** The short forms of YAML are exact, the service's own words are read in any letter case. */
const isKnown = (operator: string) =>
  Object.hasOwn(triggerSpellings, operator) || wordOf(operator, triggerOperators) !== undefined;

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
    if (operator === undefined || operator.trim() === '' || isKnown(operator)) return [];
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
