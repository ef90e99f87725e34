// `declare pattern`: each match of constants is a view of its own, chosen by the constants of the call.
// https://learn.microsoft.com/kusto/query/pattern-statement
import type { Syntax } from '../syntax.ts';
import type { Scope } from './context.ts';
import { knownString } from './expression.ts';
import { isLiteral, readLiteral } from './literals.ts';
import type { Relation } from './relation.ts';
import { declareStatements } from './statements.ts';

/** Whether a node is a call of a pattern, by its arguments alone or with a path behind them. */
export function isPatternCall(node: Syntax, scope: Scope): boolean {
  return scope.names.find(callOf(node)?.get('Name').name ?? '')?.kind === 'pattern';
}

/** The rows of the match that the constants choose; the binder has refused a call without one. */
export function patternRows(node: Syntax, scope: Scope): Relation | undefined {
  const call = callOf(node)!;
  const binding = scope.names.find(call.get('Name').name);
  if (binding?.kind !== 'pattern') return undefined;
  const values = (call.child('ArgumentList')?.list('Expressions') ?? []).map(textOf);
  if (node !== call) values.push(pathOf(node));
  const match = binding.declaration
    .list('Patterns')
    .find((one) => constantsOf(one).every((text, i) => text === values[i]));
  const body = match?.child('Body');
  if (body === undefined) return undefined;
  const inner: Scope = { query: scope.query, names: binding.scope };
  const names = declareStatements(body.list('Statements'), inner);
  return scope.query.table(body.get('Expression'), { ...inner, names });
}

/** Only of a path behind a call, or of a call itself. */
function callOf(node: Syntax): Syntax | undefined {
  const inner = node.kind === 'PathExpression' ? node.get('Expression') : node;
  return inner.kind === 'FunctionCallExpression' ? inner : undefined;
}

/** `.Alberta`, `.["New York"]`. */
function pathOf(node: Syntax): string {
  const selector = node.get('Selector');
  return selector.name !== '' ? selector.name : textOf(selector);
}

/** The constants of a match: those of its arguments, and that of its path. */
function constantsOf(match: Syntax): readonly string[] {
  const texts = match.get('ParameterValues').list('Expressions').map(textOf);
  const path = match.child('PathValue');
  return path === undefined ? texts : [...texts, textOf(path.get('Value'))];
}

/** The text of the literal that a node is or holds. */
function textOf(node: Syntax): string {
  if (isLiteral(node)) return knownString(readLiteral(node)) ?? '';
  const inner = node.children().find((child) => !child.isToken);
  return inner === undefined ? '' : textOf(inner);
}
