// Reports a dynamic alert property that the service does not have.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { isGivenOtherwise } from './reading/intended-keys.ts';
import { listOf, oneOf, textOf } from './reading/item-values.ts';
import { ruleWords, unknownWord } from './reading/words.ts';

const list = ['alertDetailsOverride', 'alertDynamicProperties'] as const;

export const unknownAlertProperty: Check = {
  code: 'content/unknown-alert-property',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary: 'A dynamic alert property is none the service knows, or names no column.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(ruleWords(...list, 'alertProperty'))}.`,
  see: pages.alertDetails,
  run(item) {
    return listOf(item, list).flatMap(({ path }) => {
      const name = textOf(item, [...path, 'alertProperty']);
      if (!isGivenOtherwise(item, path, 'value')) {
        return [{ message: 'The dynamic property has no `value`', at: item.source.keyAt(path) }];
      }
      if (name === undefined) {
        if (isGivenOtherwise(item, path, 'alertProperty')) return [];
        return [{ message: 'The dynamic property has no `alertProperty`', at: item.source.keyAt(path) }];
      }
      return unknownWord(item, [...path, 'alertProperty'], 'dynamic alert property');
    });
  },
};
