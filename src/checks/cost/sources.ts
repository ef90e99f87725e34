// Factors of where rows come from: every table, tables by a wildcard, sides of a join that nothing filters.
import type { Syntax } from '../../kql/syntax.ts';
import { pages } from '../pages.ts';
import type { CostFactor } from './factor.ts';
import { type Rows, rowsBefore, rowsOf } from './rows-before.ts';

export const sourceFactors: readonly CostFactor[] = [
  {
    name: 'every-table',
    points: 50,
    what: '`search` and `find` that name no table, `union *`',
    why: 'Every table of the workspace is read.',
    instead: 'Name the tables: `search in (T1, T2)`, `union T1, T2`.',
    see: pages.optimizeQueries,
    find: ({ ofKind }) => [
      ...ofKind('SearchOperator').filter((search) => !isPiped(search) && !namesTables(search)),
      ...ofKind('FindOperator').filter((find) => !namesTables(find)),
      ...ofKind('UnionOperator').filter((union) => union.list('Expressions').some(isStar)),
    ],
  },
  {
    name: 'tables-by-wildcard',
    points: 20,
    what: '`union Sec*`, `search in (Sec*)`, `find in (Sec*)`',
    why: 'Tables that come to match are read as well, and rows are told apart only after they are read.',
    instead: 'Name the tables.',
    see: pages.kqlBestPractices,
    find: ({ ofKind }) =>
      [...ofKind('UnionOperator'), ...ofKind('FindInClause')]
        .flatMap((node) => node.list('Expressions'))
        .filter((table) => table.child('Name')?.kind === 'WildcardedName' && !isStar(table)),
  },
  {
    name: 'unfiltered-join',
    points: 15,
    what: 'a side of `join`, or the right side of `lookup`, that is a table without any filter but one on time; not where the other side has few rows',
    why: 'All its rows are matched with the other side; memory and processor time grow with both.',
    instead: 'Filter or summarize each side before the join, the smaller one on the left.',
    see: pages.kqlBestPractices,
    find: ({ ofKind }) => [
      ...ofKind('JoinOperator').flatMap((join) => {
        const right = join.get('Expression');
        const sides = [
          { node: join, rows: rowsBefore(join) },
          { node: right, rows: rowsOf(right) },
        ];
        return sides.some(({ rows }) => rows === 'few') ? [] : sides.flatMap(unfiltered);
      }),
      ...ofKind('LookupOperator')
        .map((lookup) => lookup.get('Expression'))
        .filter((side) => rowsOf(side) === 'all'),
    ],
  },
];

const unfiltered = ({ node, rows }: { readonly node: Syntax; readonly rows: Rows }) =>
  rows === 'all' ? [node] : [];

const isStar = (node: Syntax) => node.text === '*';

function namesTables(search: Syntax): boolean {
  const clause = search.child('InClause');
  return clause !== undefined && !clause.list('Expressions').some(isStar);
}

/** `T | search "x"` reads T alone. */
function isPiped({ parent, start }: Syntax): boolean {
  return parent?.kind === 'PipeExpression' && parent.get('Expression').end <= start;
}
