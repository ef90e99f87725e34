// Calls of lambdas and stored functions: the body bound for this call, with its parameters as names in scope.

import type { FunctionParameter, FunctionSymbol, Syntax } from '../syntax.ts';
import type { Binding, Names, Scope } from './context.ts';
import type { Relation } from './relation.ts';
import { convert } from './scalar/conversions.ts';
import { createNames, declareStatements } from './statements.ts';

export interface CalledBody {
  /** The expression the body ends with. */
  readonly result: Syntax;
  readonly scope: Scope;
}

/** Binds the arguments of a call; undefined when the body is not known. `input` is the first argument of an invoke. */
export function calledScope(node: Syntax, scope: Scope, input?: Relation): CalledBody | undefined {
  const body = node.calledBody();
  const result = body?.child('Expression');
  const { symbol } = node;
  if (body === undefined || result === undefined || symbol?.kind !== 'function') return undefined;
  const names = namesAround(symbol, scope).child();
  bindParameters(node, { symbol, names, scope, input });
  scope.query.enter(body, node);
  const bodyScope: Scope = { query: scope.query, names, rows: scope.rows };
  return { result, scope: { ...bodyScope, names: declareStatements(body.list('Statements'), bodyScope) } };
}

/** What the body sees: a lambda the names where it is declared, a function of the workspace none of its caller's. */
function namesAround(symbol: FunctionSymbol, { names }: Scope): Names {
  if (symbol.family === 'workspace') return createNames();
  const declared = names.find(symbol.name);
  return declared?.kind === 'function' ? declared.scope : names;
}

/** The rows of a function without parameters, by its name alone: what a wildcard or search finds. */
export function viewRows(name: string, scope: Scope): Relation | undefined {
  const binding = scope.names.find(name);
  if (binding?.kind !== 'function') return undefined;
  const body = binding.declaration.get('Body');
  const inner: Scope = { query: scope.query, names: binding.scope.child() };
  const names = declareStatements(body.list('Statements'), inner);
  return scope.query.table(body.get('Expression'), { ...inner, names });
}

interface Parameters {
  readonly symbol: FunctionSymbol;
  /** Where the parameters become names. */
  readonly names: Names;
  /** Of the call. */
  readonly scope: Scope;
  readonly input: Relation | undefined;
}

function bindParameters(node: Syntax, { symbol, names, scope, input }: Parameters): void {
  const args = node.child('ArgumentList')?.list('Expressions') ?? [];
  const named = new Map<string, Syntax>();
  const positional: Syntax[] = [];
  for (const arg of args) {
    if (arg.kind === 'SimpleNamedExpression') named.set(arg.get('Name').name, arg.get('Expression'));
    else positional.push(arg);
  }
  const [first, ...others] = symbol.parameters;
  if (input !== undefined && first !== undefined)
    names.set(first.name, { kind: 'table', value: () => input });
  for (const parameter of input === undefined ? symbol.parameters : others) {
    const argument = named.get(parameter.name) ?? positional.shift();
    const value = argument ?? parameter.default;
    if (value === undefined) continue;
    const valueScope = argument === undefined ? { query: scope.query, names: scope.names } : scope;
    names.set(parameter.name, argumentBinding(value, parameter, valueScope));
  }
}

/** An argument is translated in the caller's scope, once, and has the type that its parameter declares. */
function argumentBinding(node: Syntax, { type }: FunctionParameter, scope: Scope): Binding {
  if (node.result.kind === 'table') {
    let table: Relation | undefined;
    return { kind: 'table', value: () => (table ??= scope.query.table(node, scope)) };
  }
  return {
    kind: 'scalar',
    rows: scope.rows,
    value: () => {
      const value = scope.query.scalar(node, { ...scope, filter: false });
      return value === undefined || type === undefined ? value : convert(value, type);
    },
  };
}
