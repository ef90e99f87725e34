// Reports a long look-back on a rule that runs too often for it.
import { hourMs } from '../content/duration.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { spanText } from './reading/query-time.ts';
import { longPeriodMs, scheduleOf } from './reading/schedule.ts';

export const frequencyTooShortForPeriod: Check = {
  code: 'content/frequency-too-short-for-period',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: alertingKinds,
  summary: 'queryPeriod is 2 days or more and queryFrequency below 1 hour.',
  why: 'The service refuses the rule.',
  fix: 'Run the rule every hour or less often, or look back less than two days.',
  see: pages.templateValidation,
  run(item) {
    const schedule = scheduleOf(item);
    if (schedule === undefined || schedule.periodMs < longPeriodMs || schedule.frequencyMs >= hourMs)
      return [];
    const { frequencyMs, periodMs } = schedule;
    const message = `A rule that looks back ${spanText(periodMs)} may run every hour at most, not every ${spanText(frequencyMs)}`;
    return [{ message, at: item.source.valueAt(['queryFrequency']) }];
  },
};
