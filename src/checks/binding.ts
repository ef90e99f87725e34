// Reports what Microsoft's KQL parser and binder find in a query, under the parser's own codes.
import type { ContentItem } from '../content/content-item.ts';
import { queryDiagnostics } from '../kql/diagnostics.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { notOfferedAt } from './reading/not-offered.ts';
import { inQuery } from './reading/query-view.ts';

/** What tables of another service hold, nobody here knows. */
const unknownColumn = 'KS142';

/** A table and a function. */
const unknownSources: ReadonlySet<string> = new Set(['KS204', 'KS211']);

/**
 * A saved search is stored whatever tables and functions it names, since they may come later; a name close to a known one is a
 * slip. https://learn.microsoft.com/rest/api/loganalytics/saved-searches/create-or-update
 */
function isStored(item: ContentItem, code: string, isNearMiss: boolean | undefined): boolean {
  return item.kind === 'hunting-query' && unknownSources.has(code) && isNearMiss !== true;
}

export const binding: Check = {
  code: 'kql/binding',
  severity: 'error',
  kinds: everyKind,
  summary: 'The query does not parse or bind; each finding has the parser’s own code, such as KS142.',
  why: 'A query with one error fails as a whole: the service refuses the rule, or disables it.',
  fix: 'Correct the query at this place.',
  see: pages.kql,
  run(item, context) {
    const query = context.query(item);
    if (query === undefined) return [];
    const notOffered = notOfferedAt(query);
    const isElsewhere = notOffered.some(({ name }) => name === 'adx()' || name === 'arg()');
    return queryDiagnostics(query.bound, context.tables)
      .filter(({ start, end }) => !notOffered.some((place) => place.start <= start && end <= place.end))
      .filter(({ code }) => code !== unknownColumn || !isElsewhere)
      .map(({ code, severity, message, start, hint, see, isNearMiss }) => ({
        code,
        severity: isStored(item, code, isNearMiss) ? ('warning' as const) : severity,
        message,
        at: inQuery(item, start),
        hint,
        see,
      }));
  },
};
