// Reports a rule that looks back over less time than passes between its runs.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { spanText } from './reading/query-time.ts';
import { scheduleOf } from './reading/schedule.ts';

export const periodShorterThanFrequency: Check = {
  code: 'content/period-shorter-than-frequency',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: alertingKinds,
  summary: 'queryPeriod is shorter than queryFrequency.',
  why: 'What happens between two windows would never be looked at; the service refuses the rule.',
  fix: 'Make queryPeriod at least as long as queryFrequency.',
  see: pages.createRule,
  run(item) {
    const schedule = scheduleOf(item);
    if (schedule === undefined || schedule.periodMs >= schedule.frequencyMs) return [];
    const { frequencyMs, periodMs } = schedule;
    const message = `The rule runs every ${spanText(frequencyMs)} and looks back only ${spanText(periodMs)}`;
    return [{ message, at: item.source.valueAt(['queryPeriod']) }];
  },
};
