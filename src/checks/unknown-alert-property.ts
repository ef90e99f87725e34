// Reports a dynamic alert property that the service does not have.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { alertProperties } from '../tables/rule-words.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { isGivenOtherwise } from './reading/intended-keys.ts';
import { listOf, oneOf, textOf } from './reading/item-values.ts';
import { wordOf } from './reading/words.ts';

export const unknownAlertProperty: Check = {
  code: 'content/unknown-alert-property',
  severity: 'error',
  refused: 'always',
  kinds: analyticsRules,
  summary: 'A dynamic alert property is none the service knows, or names no column.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(alertProperties)}.`,
  see: pages.alertDetails,
  run(item) {
    return listOf(item, ['alertDetailsOverride', 'alertDynamicProperties']).flatMap(({ path }) => {
      const name = textOf(item, [...path, 'alertProperty']);
      if (!isGivenOtherwise(item, path, 'value')) {
        return [{ message: 'The dynamic property has no `value`', at: item.source.keyAt(path) }];
      }
      if (name === undefined) {
        if (isGivenOtherwise(item, path, 'alertProperty')) return [];
        return [{ message: 'The dynamic property has no `alertProperty`', at: item.source.keyAt(path) }];
      }
      if (wordOf(name, alertProperties) !== undefined) return [];
      const near = didYouMean(name, alertProperties);
      return [
        {
          message: `There is no dynamic alert property \`${name}\``,
          at: item.source.valueAt([...path, 'alertProperty']),
          hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
        },
      ];
    });
  },
};
