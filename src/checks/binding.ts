// Reports what Microsoft's KQL parser and binder find in a query, under the parser's own codes.
import type { ContentItem } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { type QueryDiagnostic, queryDiagnostics } from '../kql/bind/diagnostics.ts';
import { isSourceCall } from '../kql/bind/undeclared-sources.ts';
import type { Syntax } from '../kql/syntax.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { notOfferedAt } from './reading/not-offered.ts';
import { nodeInQuery } from './reading/query-view.ts';

/** What tables of another service hold, nobody here knows. */
const unknownColumn = 'KS142';

const unknownFunction = 'KS211';

/** A table and a function. */
const unknownSources: ReadonlySet<string> = new Set(['KS204', unknownFunction]);

/**
 * Whether a name that nothing known has is left to the workspace; one close to a known name is a slip. A saved search is stored
 * whatever it names, since that may come later; a rule may call a parser of a solution that gives rows.
 * https://learn.microsoft.com/rest/api/loganalytics/saved-searches/create-or-update
 * https://learn.microsoft.com/azure/sentinel/normalization-parsers-overview
 */
function isLeftToWorkspace(item: ContentItem, found: QueryDiagnostic, root: Syntax | undefined): boolean {
  if (!unknownSources.has(found.code) || found.isNearMiss === true) return false;
  if (!definitionOf(item).isCheckedOnWrite) return true;
  if (found.code !== unknownFunction || found.isElsewhere === true || root === undefined) return false;
  return isSourceCall(root, found.start);
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
      .map((found) => ({
        code: found.code,
        severity: isLeftToWorkspace(item, found, query.bound.root) ? ('warning' as const) : found.severity,
        message: found.message,
        at: nodeInQuery(item, found),
        hint: found.hint,
        see: found.see,
      }));
  },
};
