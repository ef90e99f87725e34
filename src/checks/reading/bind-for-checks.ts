// Binds an item's query for the checks: what nothing known has is taken to be in the workspace, unless it looks like a slip.
import { type BoundQuery, bindQuery } from '../../kql/bind/bind.ts';
import type { BindOptions } from '../../kql/bind/bind-options.ts';
import { queryDiagnostics } from '../../kql/bind/diagnostics.ts';
import { undeclaredNames } from '../../kql/bind/undeclared-sources.ts';
import { type Syntax, walk } from '../../kql/syntax.ts';

/**
 * The bound query. A table or parameterless function that nobody declared binds, in the bodies of called functions too, with any
 * column, so that the rest of the query is checked; a name close to a known one, or one that exists only elsewhere, stays unknown.
 * An arm of a fuzzy union stays out, as it does in the service. https://learn.microsoft.com/kusto/query/union-operator#parameters
 */
export function bindForChecks(text: string, options: BindOptions): BoundQuery {
  const first = bindQuery(text, options);
  if (first.root === undefined || first.diagnostics.length === 0) return first;
  const columnsOnly = tablesMeantAsColumns(first.root);
  const scope = columnsOnly.length === 0 ? options : { ...options, columnsOnly };
  const bound = bindQuery(text, scope);
  const { unknownSources = [] } = bound;
  if (unknownSources.length === 0 && !bound.diagnostics.some(({ code }) => unknown.has(code))) return bound;
  const maybeThere = queryDiagnostics(bound, options.tables).filter(
    ({ isNearMiss, isElsewhere }) => isNearMiss === false && isElsewhere === false,
  );
  const names = undeclaredNames(bound.root, text, maybeThere);
  const undeclared = [...new Set([...names, ...unknownSources])].sort();
  return undeclared.length === 0 ? bound : bindQuery(text, { ...scope, undeclared });
}

const unknown: ReadonlySet<string> = new Set(['KS204', 'KS211']);

/** Operators whose operands are values of a row. */
const takesValues =
  /^(?:Filter|Extend|Project|ProjectAway|ProjectReorder|Summarize|Sort|Distinct|MvExpand|Top)Operator$/;

/** Where a name may stand for rows. */
const takesRows =
  /^(?:PipeExpression|FunctionCallExpression|LetStatement|ExpressionStatement|ExpressionList)$/;

/**
 * Tables that the query names only where a value stands, as `Event` in `ZoomLogs | where Event == "x"`: a column of a source whose
 * columns nobody knows goes before a table of that name. https://learn.microsoft.com/kusto/query/schema-entities/entity-names
 */
function tablesMeantAsColumns(root: Syntax): readonly string[] {
  const meantAsColumn = new Map<string, boolean>();
  walk(root, (node) => {
    if (node.kind === 'NameReference' && node.symbol?.kind === 'table') {
      meantAsColumn.set(node.name, (meantAsColumn.get(node.name) ?? true) && isValue(node));
    }
    return undefined;
  });
  return [...meantAsColumn].flatMap(([name, isColumn]) => (isColumn ? [name] : [])).sort();
}

function isValue(node: Syntax): boolean {
  let place = node.parent;
  while (place !== undefined && !takesValues.test(place.kind)) {
    if (takesRows.test(place.kind)) return false;
    place = place.parent;
  }
  return place !== undefined;
}
