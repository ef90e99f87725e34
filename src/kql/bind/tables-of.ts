// The tables of a workspace that a query reads: told from the bound tree, so that a let, a column or a comment never counts as one.

import type { Syntax } from '../syntax.ts';
import { type BindOptions, bindQuery } from './bind.ts';

export interface QueryTables {
  /** Tables the query cannot do without, known to the catalogue or not, sorted. A name nobody knows may also be a saved function. */
  readonly required: readonly string[];
  /** Tables below `union isfuzzy=true`: the service goes on without those that are missing. */
  readonly fuzzy: readonly string[];
  /** What a name cannot be told from: `Security*`, `_Im_Dns()`, another workspace's tables, a table whose name is computed. */
  readonly notTold: readonly string[];
}

interface Found {
  readonly required: Set<string>;
  readonly fuzzy: Set<string>;
  readonly notTold: Set<string>;
}

/** Reads the names off the text bound against `options.tables`; bodies of called functions are read too. Never throws. */
export function tablesOf(query: string, options: BindOptions): QueryTables {
  const { root } = bindQuery(query, options);
  const found: Found = { required: new Set(), fuzzy: new Set(), notTold: new Set() };
  if (root !== undefined) visit(root, false, found, new Set());
  for (const name of found.required) found.fuzzy.delete(name);
  const sorted = (names: ReadonlySet<string>) => [...names].sort();
  return { required: sorted(found.required), fuzzy: sorted(found.fuzzy), notTold: sorted(found.notTold) };
}

/** `inFuzzy`: below an operand of a fuzzy union. `bodies` are those being read, since functions may call each other. */
function visit(node: Syntax, inFuzzy: boolean, found: Found, bodies: Set<string>): void {
  if (node.isToken) return;
  if (node.kind === 'PathExpression' && isElsewhere(node)) {
    found.notTold.add(node.text);
    return;
  }
  if (node.kind === 'NameReference') visitName(node, inFuzzy, found, bodies);
  if (node.kind === 'FunctionCallExpression' && visitCall(node, inFuzzy, found, bodies)) return;
  const isFuzzy = inFuzzy || (node.kind === 'UnionOperator' && isFuzzyUnion(node));
  for (const child of node.children()) visit(child, isFuzzy, found, bodies);
}

function visitName(node: Syntax, inFuzzy: boolean, found: Found, bodies: Set<string>): void {
  const { symbol } = node;
  const add = (name: string) => (inFuzzy ? found.fuzzy : found.required).add(name);
  if (/^[\w*]*\*[\w*]*$/.test(node.text)) found.notTold.add(node.text);
  else if (symbol?.kind === 'table') add(symbol.name);
  else if (symbol?.kind === 'function' && symbol.family === 'workspace' && !isCalled(node)) {
    visitBody(node, found, inFuzzy, bodies);
  } else if (isUnknownSource(node)) {
    add(node.name);
  }
}

/** A name that nobody knows where rows come from: a table that the catalogue lacks, or a saved function. */
export function isUnknownSource(node: Syntax): boolean {
  return node.symbol === undefined && !isCalled(node) && isSource(node);
}

/** Of `table("T")` the table; of a workspace function its body. True when nothing below is to be read. */
function visitCall(node: Syntax, inFuzzy: boolean, found: Found, bodies: Set<string>): boolean {
  const symbol = node.get('Name').symbol;
  if (symbol?.kind !== 'function') return false;
  if (symbol.name === 'table' && symbol.family !== 'declared') {
    const name = node.child('ArgumentList')?.list('Expressions')[0]?.stringValue;
    if (name === undefined) found.notTold.add(node.text);
    else (inFuzzy ? found.fuzzy : found.required).add(name);
    return true;
  }
  if (symbol.family === 'workspace') visitBody(node, found, inFuzzy, bodies);
  return false;
}

function visitBody(node: Syntax, found: Found, inFuzzy: boolean, bodies: Set<string>): void {
  const body = node.calledBody();
  const name = node.text.replace(/\(.*$/s, '');
  if (body === undefined) {
    found.notTold.add(`${name}()`);
  } else if (!bodies.has(name)) {
    visit(body, inFuzzy, found, new Set([...bodies, name]));
  }
}

/** The name of a call is no source of its own. */
function isCalled(node: Syntax): boolean {
  return node.parent?.kind === 'FunctionCallExpression' && node.parent.child('Name')?.start === node.start;
}

/** A name the binder does not know stands for a table where it takes it for one, or where it is the whole of a statement. */
function isSource(node: Syntax): boolean {
  const { parent } = node;
  if (node.result.kind === 'table') return true;
  if (parent?.kind === 'ExpressionStatement' || parent?.kind === 'LetStatement') return true;
  // `in (T)` binds to neither a table nor a column; the suffix says which is meant.
  return node.name.endsWith('_CL') && parent?.kind === 'ExpressionList';
}

function isFuzzyUnion(node: Syntax): boolean {
  return /^union\b[^|(]*?\bisfuzzy\s*=\s*true\b/is.test(node.text);
}

/** `workspace("x").T`, `app("x").T`, `cluster(...)...`: not this workspace's. A path into a column is none. */
function isElsewhere(node: Syntax): boolean {
  return /^(workspace|app|resource|cluster|database|adx|arg)\s*\(/i.test(node.text);
}
