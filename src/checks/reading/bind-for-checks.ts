// Binds an item's query for the checks: what nothing known has is taken to be in the workspace, unless it looks like a slip.
import { type BindOptions, type BoundQuery, bindQuery } from '../../kql/bind.ts';
import { queryDiagnostics } from '../../kql/diagnostics.ts';
import { undeclaredNames } from '../../kql/undeclared-sources.ts';

/**
 * The bound query. A table or parameterless function that nobody declared binds with any column, so that the rest of the query is
 * checked; a name close to a known one, or one that exists only elsewhere, stays unknown. An arm of a fuzzy union stays out, as it
 * does in the service. https://learn.microsoft.com/kusto/query/union-operator#parameters
 */
export function bindForChecks(text: string, options: BindOptions): BoundQuery {
  const bound = bindQuery(text, options);
  if (bound.root === undefined || !bound.diagnostics.some(({ code }) => unknown.has(code))) return bound;
  const maybeThere = queryDiagnostics(bound, options.tables).filter(
    ({ isNearMiss, isElsewhere }) => isNearMiss === false && isElsewhere === false,
  );
  const undeclared = undeclaredNames(bound.root, text, maybeThere);
  return undeclared.length === 0 ? bound : bindQuery(text, { ...options, undeclared });
}

const unknown: ReadonlySet<string> = new Set(['KS204', 'KS211']);
