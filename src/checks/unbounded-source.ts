// Reports a rule over every table of the workspace.
import type { Syntax } from '../kql/syntax.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { inQuery } from './reading/query-view.ts';

export const unboundedSource: Check = {
  code: 'kql/unbounded-source',
  severity: 'error',
  kinds: analyticsRules,
  summary:
    'The query of a rule reads every table: with `search *` or `union *`, or (a warning) with `search` that names none.',
  why: 'The service refuses `search *` and `union *`; any search without tables reads the whole workspace at every run.',
  fix: 'Name the tables.',
  see: pages.scheduledRules,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    const unions = query
      .ofKind('UnionOperator')
      .filter((union) => union.list('Expressions').some((arm) => arm.text === '*'));
    const searches = query
      .ofKind('SearchOperator')
      .filter((search) => !isPiped(search) && search.child('InClause') === undefined);
    return [...unions, ...searches].map((node) => {
      const isStar = node.kind === 'UnionOperator' || node.child('Condition')?.kind === 'StarExpression';
      const name = node.kind === 'UnionOperator' ? 'union *' : isStar ? 'search *' : 'search';
      return {
        message: `The rule reads every table with \`${name}\``,
        at: inQuery(item, node.start),
        severity: isStar ? ('error' as const) : ('warning' as const),
      };
    });
  },
};

/** `T | search "x"` reads T alone. */
function isPiped(search: Syntax): boolean {
  const { parent } = search;
  return parent?.kind === 'PipeExpression' && parent.get('Expression').end <= search.start;
}
