// Calls in scalar expressions: KQL's own functions from the tables, and the query's lambdas.
import type { KqlType } from '../../../tables/schema.ts';
import type { FunctionSymbol, ResultType, Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { scalarFunctions } from '../functions/index.ts';
import { calledScope } from '../lambda.ts';
import { translateArguments, unsupportedCall } from './call-arguments.ts';
import { callContext, callEntry } from './entry-call.ts';
import { lookedUpByKey } from './lookup-functions.ts';
import { scopeFunctions } from './scope-functions.ts';

/** Translates a FunctionCallExpression, or a name that calls a function without parentheses. */
export function scalarCall(node: Syntax, scope: Scope): Expression | undefined {
  const { symbol } = node;
  if (symbol?.kind !== 'function') return unsupportedCall(node, scope, node.get('Name').name);
  if (symbol.family === 'aggregate') {
    if (scope.aggregate !== undefined) return scope.aggregate(node);
    return unsupportedCall(node, scope, symbol.name);
  }
  const reader = scopeFunctions.get(symbol.name);
  if (reader !== undefined) return reader.translate(node, scope);
  if (symbol.family === 'declared' || symbol.family === 'workspace') return lambdaCall(node, symbol, scope);
  const entry = scalarFunctions.get(symbol.name);
  if (entry === undefined) return unsupportedCall(node, scope, symbol.name);
  const args = translateArguments(node, scope);
  if (args === undefined) return undefined;
  const type = entry.result ?? scalarType(node.result);
  const { name } = symbol;
  const context = callContext(node, scope, { name, type, code: 'kql/unsupported-function', see: entry.see });
  return callEntry(entry, args, context, scope);
}

function scalarType(result: ResultType): KqlType {
  return result.kind === 'scalar' && result.type !== 'unknown' ? result.type : 'dynamic';
}

function lambdaCall(node: Syntax, symbol: FunctionSymbol, scope: Scope): Expression | undefined {
  const called = calledScope(node, scope);
  if (called === undefined && symbol.family === 'workspace') return lookedUpByKey(node, symbol.name, scope);
  if (called === undefined) return unsupportedCall(node, scope, symbol.name);
  if (called.result.result.kind === 'table') return unsupportedCall(node, scope, symbol.name);
  return scope.query.scalar(called.result, { ...called.scope, rows: scope.rows, aggregate: scope.aggregate });
}
