// Where a query takes its rows from: every place that names a table or a function of the workspace, in its own text and in the bodies of
// the functions it calls. Read off the bound tree, so that a let, a column or a comment never counts as one.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import type { Syntax } from '../syntax.ts';
import { isCalled, storedFunction } from './stored-calls.ts';

type QuerySource = {
  readonly node: Syntax;
  /** Below an operand of a fuzzy union: the service goes on without what is missing there. */
  readonly inFuzzy: boolean;
} & (
  | {
      readonly kind: 'table';
      readonly name: string;
      /** `table("T")`, which means the table whatever else has its name. */
      readonly isCall: boolean;
    }
  /** A name without parentheses that nobody knows: a table that the catalogue lacks, or a saved function. */
  | { readonly kind: 'unknown'; readonly name: string }
  /** A call of a function that nobody knows. */
  | { readonly kind: 'unknown-call'; readonly name: string }
  /** A call of a function of the workspace; `stored` where its body is known. */
  | { readonly kind: 'function'; readonly name: string; readonly stored: WorkspaceFunction | undefined }
  /** What no name can be read from: `Security*`, another workspace's tables, a table whose name is computed. */
  | { readonly kind: 'unnamed' }
);

/** The sources that one tree names, in the order of the text. */
function sourcesOf(root: Syntax, tables: TableCatalogue): readonly QuerySource[] {
  const sources: QuerySource[] = [];
  visit(root, false, { tables, sources });
  return sources;
}

/** A text that is read when a query runs: its own, or the body of a function. */
export interface SourceText {
  readonly root: Syntax;
  /** The function whose body this is; undefined for the query's own text. */
  readonly stored: WorkspaceFunction | undefined;
  /** Whether only fuzzy unions call the function. */
  readonly inFuzzy: boolean;
  readonly sources: readonly QuerySource[];
}

/** The query's own text first, then each function that it calls once, callers before those they call. */
export function sourceTexts(root: Syntax, tables: TableCatalogue): readonly SourceText[] {
  const bodies = new Map<string, SourceText>();
  const own: SourceText = { root, stored: undefined, inFuzzy: false, sources: sourcesOf(root, tables) };
  const pending = [own];
  for (let text = pending.shift(); text !== undefined; text = pending.shift()) {
    for (const source of text.sources) {
      const stored = source.kind === 'function' ? source.stored : undefined;
      const inFuzzy = text.inFuzzy || source.inFuzzy;
      const known = stored && bodies.get(stored.name);
      if (stored === undefined || (known !== undefined && (inFuzzy || !known.inFuzzy))) continue;
      const body = known?.root ?? source.node.calledBody();
      if (body === undefined) continue;
      const read = { root: body, stored, inFuzzy, sources: known?.sources ?? sourcesOf(body, tables) };
      bodies.set(stored.name, read);
      pending.push(read);
    }
  }
  return [own, ...bodies.values()];
}

interface Visit {
  readonly tables: TableCatalogue;
  readonly sources: QuerySource[];
}

function visit(node: Syntax, inFuzzy: boolean, all: Visit): void {
  if (node.isToken) return;
  const { sources } = all;
  if (node.kind === 'PathExpression' && isElsewhere(node)) {
    sources.push({ kind: 'unnamed', node, inFuzzy });
    return;
  }
  if (node.kind === 'NameReference') visitName(node, inFuzzy, all);
  if (node.kind === 'FunctionCallExpression' && visitCall(node, inFuzzy, all)) return;
  const isFuzzy = inFuzzy || (node.kind === 'UnionOperator' && isFuzzyUnion(node));
  for (const child of node.children()) visit(child, isFuzzy, all);
}

function visitName(node: Syntax, inFuzzy: boolean, { tables, sources }: Visit): void {
  const { symbol } = node;
  if (node.child('Name')?.kind === 'WildcardedName') {
    if (!isColumnPattern(node)) sources.push({ kind: 'unnamed', node, inFuzzy });
  } else if (symbol?.kind === 'table' && symbol.name !== '') {
    sources.push({ kind: 'table', name: symbol.name, isCall: false, node, inFuzzy });
  } else if (symbol?.kind === 'function' && symbol.family === 'workspace' && !isCalled(node)) {
    sources.push({
      kind: 'function',
      name: symbol.name,
      stored: storedFunction(node, tables),
      node,
      inFuzzy,
    });
  } else if (symbol === undefined && !isCalled(node) && isSource(node)) {
    sources.push({ kind: 'unknown', name: node.name, node, inFuzzy });
  }
}

/** True when nothing below is to be read. */
function visitCall(node: Syntax, inFuzzy: boolean, { tables, sources }: Visit): boolean {
  const { symbol, name: called } = node.get('Name');
  // Nobody but Microsoft makes plugins; any other function may be one that is saved in the workspace.
  if (symbol === undefined && node.parent?.kind !== 'EvaluateOperator')
    sources.push({ kind: 'unknown-call', name: called, node, inFuzzy });
  if (symbol?.kind !== 'function') return false;
  if (symbol.name === 'table' && symbol.family !== 'declared') {
    const name = node.child('ArgumentList')?.list('Expressions')[0]?.stringValue;
    if (name === undefined) sources.push({ kind: 'unnamed', node, inFuzzy });
    else sources.push({ kind: 'table', name, isCall: true, node, inFuzzy });
    return true;
  }
  if (symbol.family === 'workspace') {
    sources.push({
      kind: 'function',
      name: symbol.name,
      stored: storedFunction(node, tables),
      node,
      inFuzzy,
    });
  }
  return false;
}

/** `project-away Src*` means columns. */
export function isColumnPattern(node: Syntax): boolean {
  return /^Project\w*Operator$/.test(node.parent?.kind ?? '');
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
