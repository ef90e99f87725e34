// Reports a trigger threshold outside what the service takes.
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { numberOf } from './reading/item-values.ts';

export const invalidTriggerThreshold: Check = {
  code: 'content/invalid-trigger-threshold',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: analyticsRules,
  summary: 'The trigger threshold is not a whole number from 0 to 10,000.',
  why: 'The service refuses the rule.',
  fix: 'Write a whole number from 0 to 10000.',
  see: pages.templateValidation,
  run(item) {
    const threshold = numberOf(item, ['triggerThreshold']);
    if (threshold === undefined) return [];
    if (Number.isInteger(threshold) && threshold >= 0 && threshold <= 10_000) return [];
    const message = `The trigger threshold ${threshold} is not a whole number from 0 to 10000`;
    return [{ message, at: item.source.valueAt(['triggerThreshold']) }];
  },
};
