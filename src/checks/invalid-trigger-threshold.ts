// Reports a trigger threshold outside what the service takes.
import { analyticsRuleFields } from '../content/model/analytics-rule.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { numberOf } from './reading/item-values.ts';

export const invalidTriggerThreshold: Check = {
  code: 'content/invalid-trigger-threshold',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: alertingKinds,
  summary: 'The trigger threshold is not a whole number from 0 to 10,000.',
  why: 'The service refuses the rule.',
  fix: 'Write a whole number from 0 to 10000.',
  see: pages.templateValidation,
  run(item) {
    const threshold = numberOf(item, ['triggerThreshold']);
    if (threshold === undefined) return [];
    const [least, most] = analyticsRuleFields['triggerThreshold']?.range ?? [0, 0];
    if (Number.isInteger(threshold) && threshold >= least && threshold <= most) return [];
    const message = `The trigger threshold ${threshold} is not a whole number from ${least} to ${most}`;
    return [{ message, at: item.source.valueAt(['triggerThreshold']) }];
  },
};
