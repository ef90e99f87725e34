// `_GetWatchlist('alias')`: the items of a watchlist as rows, all of them or those with given keys.

import { getWatchlist, watchlistTable } from '../../tables/watchlists.ts';
import type { Syntax } from '../syntax.ts';
import type { Scope } from './context.ts';
import { knownString } from './expression.ts';
import { projection } from './operators/projection.ts';
import type { Relation } from './relation.ts';
import { openRows } from './rows.ts';
import { isKey } from './scalar/membership.ts';
import { sql } from './sql.ts';

/** The rows of a call. https://learn.microsoft.com/azure/sentinel/watchlists-queries */
export function watchlistRows(node: Syntax, scope: Scope): Relation | undefined {
  const { query } = scope;
  const [first, second] = node.child('ArgumentList')?.list('Expressions') ?? [];
  const plain = { ...scope, rows: undefined };
  const alias = knownString(first && query.scalar(argumentValue(first), plain));
  if (alias === undefined) {
    return query.unsupported({
      code: 'kql/unsupported-source',
      message: `The rows of ${getWatchlist}() are not known here where its alias is not known before the query runs.`,
      node,
    });
  }
  const relation = query.source(watchlistTable(alias), query.watchlistColumns(alias));
  if (second === undefined) return relation;
  const rows = openRows(relation, query);
  const keys = query.scalar(argumentValue(second), plain);
  const key = rows.column('SearchKey');
  if (keys === undefined || key === undefined) return undefined;
  const isChosen = isKey(key, keys, { ...scope, rows });
  const outputs = relation.columns.map((column) => ({ column }));
  return projection(rows, outputs, query, sql`where ${isChosen}`);
}

/** An argument by its name is that argument: there are but two. */
function argumentValue(node: Syntax): Syntax {
  return node.kind === 'SimpleNamedExpression' ? node.get('Expression') : node;
}
