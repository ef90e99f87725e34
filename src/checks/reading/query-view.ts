// A bound query as checks read it: its nodes by kind, from one walk, and places in the file.
import type { ContentItem } from '../../content/content-item.ts';
import { queryPath } from '../../content/kinds/kinds.ts';
import type { Position } from '../../diagnostics/diagnostic.ts';
import type { BoundQuery } from '../../kql/bind/bind.ts';
import { isSyntaxError } from '../../kql/bind/diagnostics.ts';
import { type Syntax, walk } from '../../kql/syntax.ts';

export interface QueryView {
  readonly bound: BoundQuery;
  /** False when the text could not be parsed: then the tree is not what the author meant. */
  readonly isSound: boolean;
  /** Nodes of a kind, in text order. */
  ofKind(kind: string): readonly Syntax[];
}

export function createQueryView(bound: BoundQuery): QueryView {
  let nodes: ReadonlyMap<string, readonly Syntax[]> | undefined;
  return {
    bound,
    isSound: bound.root !== undefined && !bound.diagnostics.some(isSyntaxError),
    ofKind(kind) {
      nodes ??= nodesByKind(bound.root);
      return nodes.get(kind) ?? [];
    },
  };
}

/** The nodes of a tree by their kind, in text order. */
export function nodesByKind(root: Syntax | undefined): ReadonlyMap<string, readonly Syntax[]> {
  const nodes = new Map<string, Syntax[]>();
  if (root === undefined) return nodes;
  walk(root, (node) => {
    if (node.isToken) return false;
    const same = nodes.get(node.kind);
    if (same === undefined) nodes.set(node.kind, [node]);
    else same.push(node);
    return undefined;
  });
  return nodes;
}

/** Where the characters from `start` up to `end` of the item's query stand in its file. */
export function inQuery(item: ContentItem, start: number, end?: number): Position {
  return item.source.insideAt(queryPath(item), start, end);
}

/** Where a node of the item's query stands in its file. */
export function nodeInQuery(item: ContentItem, { start, end }: Pick<Syntax, 'start' | 'end'>): Position {
  return inQuery(item, start, end);
}

/** The name and arguments of a call. */
export function argumentsOf(call: Syntax): readonly Syntax[] {
  return call.child('ArgumentList')?.list('Expressions') ?? [];
}

export function calledName(call: Syntax): string {
  return call.child('Name')?.name ?? '';
}

/** The nearest node of one of the kinds above `node`. */
export function enclosing(node: Syntax, kinds: ReadonlySet<string>): Syntax | undefined {
  let above = node.parent;
  while (above !== undefined && !kinds.has(above.kind)) above = above.parent;
  return above;
}

/** Nodes of a kind at or below `node`. */
export function below(node: Syntax, kind: string): Syntax[] {
  const nodes: Syntax[] = [];
  walk(node, (inner) => {
    if (inner.kind === kind) nodes.push(inner);
    return undefined;
  });
  return nodes;
}
