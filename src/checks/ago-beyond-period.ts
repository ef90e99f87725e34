// Reports an ago() that reaches further back than the rule is given data.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { agoCalls, spanText } from './reading/query-time.ts';
import { nodeInQuery } from './reading/query-view.ts';
import { soundSchedule } from './reading/schedule.ts';

export const agoBeyondPeriod: Check = {
  code: 'kql/ago-beyond-period',
  // The service takes such a rule, and published ones are among them.
  severity: 'warning',
  kinds: alertingKinds,
  summary: 'The query looks back further with ago() than queryPeriod.',
  why: 'The service cuts the data off at queryPeriod: a baseline of 14 days over a period of one is a baseline of one day.',
  fix: 'Raise queryPeriod to what the query looks back, or look back less.',
  see: pages.scheduledRules,
  run(item, context) {
    const query = context.query(item);
    const period = soundSchedule(item)?.periodMs;
    if (query?.isSound !== true || period === undefined) return [];
    return agoCalls(query).flatMap(({ node, ms, comparedWith }) => {
      if (ms === undefined || ms <= period || comparedWith === 'other') return [];
      const message = `\`${node.text}\` looks back ${spanText(ms)}, but queryPeriod gives the query only ${spanText(period)}`;
      return [{ message, at: nodeInQuery(item, node) }];
    });
  },
};
