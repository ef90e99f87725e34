// Reports KQL that a Sentinel workspace does not offer.
import type { ContentKind } from '../content/content-item.ts';
import { definitionOf, queryOf } from '../content/kinds/kinds.ts';
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { mayNameNotOffered, notOfferedAt } from './reading/not-offered.ts';
import { inQuery } from './reading/query-view.ts';

export const notInSentinel: Check = {
  code: 'kql/not-in-sentinel',
  severity: 'error',
  refused: 'never',
  kinds: everyKind,
  summary:
    'The query uses a function, operator or statement that Azure Data Explorer has and a workspace does not.',
  why: 'The query runs elsewhere and fails in the workspace.',
  fix: 'Rewrite the query with what Microsoft Sentinel offers.',
  see: pages.kql,
  run(item, context) {
    if (!mayNameNotOffered(queryOf(item) ?? '')) return [];
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return (
      notOfferedAt(query)
        // `cluster(...).database(...)` is one thing.
        .filter((place, _, all) => !all.some((before) => before.end + 1 === place.start))
        .map(({ name, reason, start, end }) => ({
          message: `Microsoft Sentinel does not offer \`${name}\`${reason === '' ? '' : `: ${reason}`}`,
          at: inQuery(item, start, end),
          ...levelOf(name, item.kind),
        }))
    );
  },
};

/**
 * A query of Log Analytics can join what Azure Data Explorer and Azure Resource Graph hold. A rule cannot read the former; of the
 * latter nobody has said.
 * https://learn.microsoft.com/azure/azure-monitor/logs/azure-monitor-data-explorer-proxy
 */
function levelOf(name: string, kind: ContentKind): Pick<Finding, 'severity' | 'refused'> {
  if (name !== 'adx()' && name !== 'arg()') return {};
  if (!definitionOf(kind).makesAlerts) return { severity: 'info' };
  return name === 'adx()' ? { refused: 'always' } : { severity: 'warning' };
}
