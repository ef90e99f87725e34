// Reports a severity that does not exist.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { oneOf } from './reading/item-values.ts';
import { ruleWords, unknownWord } from './reading/words.ts';

export const invalidSeverity: Check = {
  code: 'content/invalid-severity',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary: 'The severity is none of Informational, Low, Medium and High.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(ruleWords('severity'))}.`,
  see: pages.restApi,
  run: (item) => unknownWord(item, ['severity'], 'severity'),
};
