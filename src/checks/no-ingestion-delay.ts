// Tells of a rule whose window leaves no room for events that arrive late.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { spanText } from './reading/query-time.ts';
import { soundSchedule } from './reading/schedule.ts';

export const noIngestionDelay: Check = {
  code: 'content/no-ingestion-delay',
  severity: 'info',
  kinds: alertingKinds,
  summary: 'queryFrequency equals queryPeriod, so nothing covers ingestion delay.',
  why: 'An event that arrives after the run whose window it belongs to is never looked at.',
  fix: 'Look back further than the rule runs, and keep what is new: `| where ingestion_time() > ago(<queryFrequency>)`.',
  see: pages.ingestionDelay,
  run(item) {
    const schedule = soundSchedule(item);
    if (schedule === undefined || schedule.periodMs !== schedule.frequencyMs) return [];
    const message = `The rule looks back ${spanText(schedule.periodMs)}, exactly as long as between two runs: late events are missed`;
    return [{ message, at: item.source.valueAt(['queryPeriod']) }];
  },
};
