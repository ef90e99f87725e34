// Reports a kind of analytics rule that does not exist.
import { ruleKinds } from '../content/model/rule-properties.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { kindOfRule, oneOf, textOf } from './reading/item-values.ts';

export const invalidKind: Check = {
  code: 'content/invalid-kind',
  severity: 'error',
  refused: 'always',
  kinds: analyticsRules,
  summary: 'The kind is none of the kinds of analytics rules.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(ruleKinds)}.`,
  see: pages.restApi,
  run(item) {
    const kind = textOf(item, ['kind']);
    if (kind === undefined || kind.trim() === '' || kindOfRule(item) !== undefined) return [];
    const near = didYouMean(kind, ruleKinds);
    return [
      {
        message: `There is no kind of analytics rule \`${kind}\``,
        at: item.source.valueAt(['kind']),
        hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
      },
    ];
  },
};
