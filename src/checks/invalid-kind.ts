// Reports a kind of analytics rule that does not exist.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { kindOfRule, oneOf } from './reading/item-values.ts';
import { ruleWords, unknownWord } from './reading/words.ts';

export const invalidKind: Check = {
  code: 'content/invalid-kind',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary: 'The kind is none of the kinds of analytics rules.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(ruleWords('kind'))}.`,
  see: pages.restApi,
  run: (item) =>
    kindOfRule(item) === undefined ? unknownWord(item, ['kind'], 'kind of analytics rule') : [],
};
