// Reports KQL that a Sentinel workspace does not offer.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { notOfferedAt } from './reading/not-offered.ts';
import { inQuery } from './reading/query-view.ts';

export const notInSentinel: Check = {
  code: 'kql/not-in-sentinel',
  severity: 'error',
  kinds: everyKind,
  summary:
    'The query uses a function, operator or statement that Azure Data Explorer has and a workspace does not.',
  why: 'The query runs elsewhere and fails in the workspace.',
  fix: 'Rewrite the query with what Microsoft Sentinel offers.',
  see: pages.kql,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return (
      notOfferedAt(query)
        // `cluster(...).database(...)` is one thing.
        .filter((place, _, all) => !all.some((before) => before.end + 1 === place.start))
        .map(({ name, reason, start }) => ({
          message: `Microsoft Sentinel does not offer \`${name}\`${reason === '' ? '' : `: ${reason}`}`,
          at: inQuery(item, start),
        }))
    );
  },
};
