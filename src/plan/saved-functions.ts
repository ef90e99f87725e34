// The functions a query calls that somebody must have saved in the workspace; those that Microsoft Sentinel brings are not among them.

import { bindQuery } from '../kql/bind/bind.ts';
import type { BindOptions } from '../kql/bind/bind-options.ts';
import { sourceTexts } from '../kql/bind/query-sources.ts';
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

/**
 * Names of those without which the service refuses the query, sorted: called by the query itself or in the bodies of what it calls. A
 * fuzzy union goes on without them. https://learn.microsoft.com/kusto/query/union-operator#parameters
 */
export function requiredFunctionsIn(query: string, scope: BindOptions): readonly string[] {
  const { tables } = scope;
  const { root } = bindQuery(query, scope);
  const texts = root === undefined ? [] : sourceTexts(root, tables);
  const names = texts.flatMap((text) =>
    text.sources.flatMap((source) => {
      const isCall = source.kind === 'function' || source.kind === 'unknown-call';
      return isCall && !text.inFuzzy && !source.inFuzzy && isTheirs(source.name, tables) ? [source.name] : [];
    }),
  );
  return [...new Set(names)].sort();
}

/** The name of what a node calls; a function without parameters is called without parentheses, too. */
export function calledName(node: Syntax): Syntax | undefined {
  if (node.kind === 'FunctionCallExpression') return node.child('Name');
  return node.kind === 'NameReference' && node.symbol?.kind === 'function' ? node : undefined;
}

/** A function nobody knows can only be one that the workspace's owner saved. */
function isSaved({ name, symbol }: Syntax, tables: TableCatalogue): boolean {
  const isOfWorkspace = symbol === undefined || (symbol.kind === 'function' && symbol.family === 'workspace');
  return isOfWorkspace && isTheirs(name, tables);
}

/** Microsoft Sentinel does not bring a function of this name. */
function isTheirs(name: string, tables: TableCatalogue): boolean {
  const scope = knownFunction(name, tables)?.scope;
  return scope === undefined || scope === 'solution' || scope === 'legacy';
}
