// Reports a rule over every table of the workspace.
import { queryOf } from '../content/kinds/kinds.ts';
import type { Syntax } from '../kql/syntax.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

export const unboundedSource: Check = {
  code: 'kql/unbounded-source',
  severity: 'error',
  refused: 'never',
  kinds: alertingKinds,
  summary:
    'The query of a rule reads every table: with `search *` or `union *`, or (a warning) with `search` that names none.',
  why: 'The service refuses `search *` and `union *`; any search without tables reads the whole workspace at every run.',
  fix: 'Name the tables.',
  see: pages.scheduledRules,
  run(item, context) {
    // A plan asks this of every rule, and binding costs more than all the rest.
    if (!/\b(?:union|search)\b/.test(queryOf(item) ?? '')) return [];
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    const unions = query
      .ofKind('UnionOperator')
      .filter((union) => union.list('Expressions').some((arm) => arm.text === '*'));
    const searches = query
      .ofKind('SearchOperator')
      .filter(
        (search) => (isStarSearch(search) || !isPiped(search)) && search.child('InClause') === undefined,
      );
    return [...unions, ...searches].map((node) => {
      const isStar = node.kind === 'UnionOperator' || isStarSearch(node);
      const name = node.kind === 'UnionOperator' ? 'union *' : isStar ? 'search *' : 'search';
      return {
        message: `The rule reads every table with \`${name}\``,
        at: nodeInQuery(item, node),
        severity: isStar ? ('error' as const) : ('warning' as const),
        refused: isStar ? ('always' as const) : ('never' as const),
      };
    });
  },
};

const isStarSearch = (search: Syntax) => search.child('Condition')?.kind === 'StarExpression';

/** `T | search "x"` reads T alone. */
function isPiped(search: Syntax): boolean {
  const { parent } = search;
  return parent?.kind === 'PipeExpression' && parent.get('Expression').end <= search.start;
}
