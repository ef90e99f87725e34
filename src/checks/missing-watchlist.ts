// Tells of a watchlist whose items the project does not have.
import { queryOf } from '../content/kinds/kinds.ts';
import { missingWatchlist } from '../kql/bind/stand-ins.ts';
import { watchlistCall } from '../kql/bind/watchlist-calls.ts';
import { getWatchlist } from '../tables/watchlists.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

export const missingWatchlistCheck: Check = {
  code: 'kql/missing-watchlist',
  severity: 'warning',
  kinds: everyKind,
  summary: 'The query reads a watchlist, and the project has no file watchlists/<alias>.csv.',
  why: 'It is empty wherever the query runs without a workspace, and nothing tells which columns it has.',
  fix: 'Write watchlists/<alias>.csv with the columns of the watchlist; a header alone will do.',
  see: pages.watchlists,
  run(item, context) {
    // To bind a large function only to see that it reads no watchlist would take most of a second.
    if (!queryOf(item)?.includes(getWatchlist)) return [];
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return query.ofKind('FunctionCallExpression').flatMap((node) => {
      const alias = watchlistCall(node)?.alias;
      if (alias === undefined || context.tables.watchlist(alias) !== undefined) return [];
      const hint = `Write ${alias}.csv into the folder of watchlists, with the columns it has; a header alone will do.`;
      return [{ message: missingWatchlist(alias), at: nodeInQuery(item, node), hint }];
    });
  },
};
