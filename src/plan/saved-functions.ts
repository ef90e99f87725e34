// The functions a query calls that somebody must have saved in the workspace; those that Microsoft Sentinel brings are not among them.

import { bindQuery } from '../kql/bind/bind.ts';
import type { BindOptions } from '../kql/bind/bind-options.ts';
import { type Syntax, walk } from '../kql/syntax.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { knownFunction } from '../tables/known-functions.ts';

/** Their names, sorted. A query that does not parse calls nothing: lint reports it. */
export function savedFunctionsIn(query: string, scope: BindOptions): readonly string[] {
  const { tables } = scope;
  const { root } = bindQuery(query, scope);
  const names = new Set<string>();
  if (root !== undefined) {
    walk(root, (node) => {
      const called = calledName(node);
      if (called !== undefined && isSaved(called, tables)) names.add(called.name);
      return undefined;
    });
  }
  return [...names].sort();
}

/** The name of what a node calls; a function without parameters is called without parentheses, too. */
export function calledName(node: Syntax): Syntax | undefined {
  if (node.kind === 'FunctionCallExpression') return node.child('Name');
  return node.kind === 'NameReference' && node.symbol?.kind === 'function' ? node : undefined;
}

/** A function nobody knows can only be one that the workspace's owner saved. */
function isSaved({ name, symbol }: Syntax, tables: TableCatalogue): boolean {
  const isTheirs = symbol === undefined || (symbol.kind === 'function' && symbol.family === 'workspace');
  const scope = knownFunction(name, tables)?.scope;
  return isTheirs && (scope === undefined || scope === 'solution' || scope === 'legacy');
}
