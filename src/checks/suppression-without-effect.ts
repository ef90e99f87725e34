// Reports a suppression that is over before the rule runs again.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { durationOf, kindOfRule, rawValue } from './reading/item-values.ts';
import { spanText } from './reading/query-time.ts';

export const suppressionWithoutEffect: Check = {
  code: 'content/suppression-without-effect',
  severity: 'warning',
  refused: 'never',
  kinds: alertingKinds,
  summary: 'suppressionDuration is shorter than queryFrequency.',
  why: 'The suppression ends before the next run, so it never suppresses anything.',
  fix: 'Make suppressionDuration at least as long as queryFrequency, or turn suppression off.',
  see: pages.createRule,
  run(item) {
    if (kindOfRule(item) !== 'Scheduled' || rawValue(item, ['suppressionEnabled']) === false) return [];
    const suppression = durationOf(item, ['suppressionDuration'])?.ms;
    const frequency = durationOf(item, ['queryFrequency'])?.ms;
    if (suppression === undefined || frequency === undefined || suppression >= frequency) return [];
    const message = `The rule is suppressed for ${spanText(suppression)} and runs only every ${spanText(frequency)}`;
    // Reported of one deployer; the Terraform documentation says that it merely has no effect.
    const refused = rawValue(item, ['suppressionEnabled']) === true ? 'of-scheduled' : 'never';
    return [{ message, at: item.source.valueAt(['suppressionDuration']), refused }];
  },
};
