// Calls of `_GetWatchlist`: which watchlist they mean, and the columns it has for a query.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Column } from '../../tables/schema.ts';
import { getWatchlist, unknownWatchlist } from '../../tables/watchlists.ts';
import type { Syntax } from '../syntax.ts';
import { openColumnNames } from './open-columns.ts';

export interface WatchlistCall {
  readonly call: Syntax;
  /** Undefined where the alias is computed, or a parameter. */
  readonly alias: string | undefined;
  /** The arguments: the alias, and the keys where there are any. */
  readonly arguments: readonly Syntax[];
}

/** The call that a node is of `_GetWatchlist` as Microsoft Sentinel has it. */
export function watchlistCall(node: Syntax): WatchlistCall | undefined {
  if (node.kind !== 'FunctionCallExpression') return undefined;
  const { symbol } = node.get('Name');
  if (symbol?.kind !== 'function' || symbol.name !== getWatchlist || symbol.family !== 'workspace')
    return undefined;
  const args = node.child('ArgumentList')?.list('Expressions') ?? [];
  return { call: node, alias: textOf(args[0]), arguments: args };
}

/** A text, or the name that a `let` gives it. */
function textOf(node: Syntax | undefined): string | undefined {
  if (node?.kind !== 'NameReference') return node?.stringValue;
  return node.symbol?.kind === 'variable' ? node.symbol.source?.stringValue : undefined;
}

/** The columns of a watchlist. One that nobody described has, as a text, each column that the query reads of whatever has no fixed ones. */
export function watchlistColumns(
  alias: string,
  { root, tables }: { readonly root: Syntax | undefined; readonly tables: TableCatalogue },
): readonly Column[] {
  const { columns, open } = tables.watchlist(alias) ?? unknownWatchlist(alias);
  if (!open || root === undefined) return columns;
  const known = new Set(columns.map(({ name }) => name));
  const names = openColumnNames(root, tables).filter((name) => !known.has(name));
  return [...columns, ...names.map((name): Column => ({ name, type: 'string' }))];
}
