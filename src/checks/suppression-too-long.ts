// Reports a suppression longer than the service takes.
import { dayMs } from '../content/duration.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { durationOf } from './reading/item-values.ts';
import { spanText } from './reading/query-time.ts';

export const suppressionTooLong: Check = {
  code: 'content/suppression-too-long',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary: 'suppressionDuration is longer than 24 hours.',
  why: 'The service refuses the rule.',
  fix: 'Suppress for 24h at most.',
  see: pages.createRule,
  run(item) {
    const ms = durationOf(item, ['suppressionDuration'])?.ms ?? 0;
    if (ms <= dayMs) return [];
    const message = `The rule is suppressed for ${spanText(ms)}; at most 24 h are allowed`;
    return [{ message, at: item.source.valueAt(['suppressionDuration']) }];
  },
};
