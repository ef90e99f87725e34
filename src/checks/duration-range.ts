// Reports a query frequency or period outside what the service takes.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { durationOf, kindOfRule } from './reading/item-values.ts';
import { spanText } from './reading/query-time.ts';
import { longestMs, shortestMs } from './reading/schedule.ts';

export const durationRange: Check = {
  code: 'content/duration-range',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: alertingKinds,
  summary: 'queryFrequency or queryPeriod is below 5 minutes or above 14 days.',
  why: 'The service refuses the rule.',
  fix: 'Choose a length from 5m to 14d.',
  see: pages.createRule,
  run(item) {
    if (kindOfRule(item) !== 'Scheduled') return [];
    return ['queryFrequency', 'queryPeriod'].flatMap((field) => {
      const ms = durationOf(item, [field])?.ms;
      if (ms === undefined || (ms >= shortestMs && ms <= longestMs)) return [];
      const message = `\`${field}\` is ${spanText(ms)}; it must be from 5 min to 14 d`;
      return [{ message, at: item.source.valueAt([field]) }];
    });
  },
};
