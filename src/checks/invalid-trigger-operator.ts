// Reports a trigger operator that does not exist.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { oneOf } from './reading/item-values.ts';
import { ruleWords, unknownWord } from './reading/words.ts';

export const invalidTriggerOperator: Check = {
  code: 'content/invalid-trigger-operator',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: alertingKinds,
  summary: 'The trigger operator is none the service knows.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(ruleWords('triggerOperator'))}.`,
  see: pages.publishRule,
  run: (item) => unknownWord(item, ['triggerOperator'], 'trigger operator'),
};
