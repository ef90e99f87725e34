// Calls of functions that are saved in the workspace, and the bodies behind them.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import { type Syntax, walk } from '../syntax.ts';

export interface StoredCall {
  /** The call, or the name without parentheses. */
  readonly call: Syntax;
  readonly function: WorkspaceFunction;
}

/** The calls of functions of the workspace below a node; what their bodies call is not among them. */
export function storedCalls(node: Syntax, tables: TableCatalogue): readonly StoredCall[] {
  const calls: StoredCall[] = [];
  if (tables.functionNames().length === 0) return calls;
  walk(node, (one) => {
    if (one.isToken) return false;
    const stored = storedFunction(one, tables);
    if (stored !== undefined) calls.push({ call: one, function: stored });
    return undefined;
  });
  return calls;
}

/** The function of the workspace that a call, or a name without parentheses, means. */
export function storedFunction(node: Syntax, tables: TableCatalogue): WorkspaceFunction | undefined {
  if (node.kind === 'NameReference' ? isCalled(node) : node.kind !== 'FunctionCallExpression')
    return undefined;
  const symbol = node.kind === 'NameReference' ? node.symbol : node.get('Name').symbol;
  const isStored = symbol?.kind === 'function' && symbol.family === 'workspace';
  return isStored ? tables.function(symbol.name) : undefined;
}

/** Whether a name is that of a call with parentheses: the call is what counts. */
export function isCalled(node: Syntax): boolean {
  return node.parent?.kind === 'FunctionCallExpression' && node.parent.child('Name')?.start === node.start;
}

/** The body of a function as the binder takes it: a comment at its end must not hide the brace. */
export function bodyText({ body }: WorkspaceFunction): string {
  return `{${body}\n}`;
}

/** The offset into the body of an offset into `bodyText`, as nodes of a bound body have them. */
export const bodyOffset = (offset: number) => offset - 1;
