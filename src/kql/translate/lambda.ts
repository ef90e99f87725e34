// Calls of lambdas and stored functions: the body bound for this call, with its parameters as names in scope.

import type { Syntax } from '../syntax.ts';
import type { Binding, Names, Scope } from './context.ts';
import type { Relation } from './relation.ts';
import { declareStatements } from './statements.ts';

export interface CalledBody {
  /** The expression the body ends with. */
  readonly result: Syntax;
  readonly scope: Scope;
}

/** Binds the arguments of a call; undefined when the body is not known. `input` is the first argument of an invoke. */
export function calledScope(node: Syntax, scope: Scope, input?: Relation): CalledBody | undefined {
  const body = node.calledBody();
  const result = body?.child('Expression');
  if (body === undefined || result === undefined) return undefined;
  const symbol = node.symbol;
  const name = symbol?.kind === 'function' ? symbol.name : '';
  const declared = scope.names.find(name);
  const names = (declared?.kind === 'function' ? declared.scope : scope.names).child();
  bindParameters(node, declared, names, scope, input);
  const bodyScope: Scope = { query: scope.query, names, rows: scope.rows };
  return { result, scope: { ...bodyScope, names: declareStatements(body.list('Statements'), bodyScope) } };
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

function bindParameters(
  node: Syntax,
  declared: Binding | undefined,
  names: Names,
  scope: Scope,
  input: Relation | undefined,
): void {
  const args = [...(node.child('ArgumentList')?.list('Expressions') ?? [])];
  const parameters = parametersOf(node, declared);
  let position = 0;
  if (input !== undefined && parameters[0] !== undefined) {
    names.set(parameters[0].name, { kind: 'table', value: () => input });
    position = 1;
  }
  const named = new Map<string, Syntax>();
  const positional: Syntax[] = [];
  for (const arg of args) {
    if (arg.kind === 'SimpleNamedExpression') named.set(arg.get('Name').name, arg.get('Expression'));
    else positional.push(arg);
  }
  for (const parameter of parameters.slice(position)) {
    const given = named.get(parameter.name) ?? positional.shift();
    if (given !== undefined) names.set(parameter.name, argumentBinding(given, scope));
    else if (parameter.default !== undefined) {
      names.set(
        parameter.name,
        argumentBinding(parameter.default, { query: scope.query, names: scope.names }),
      );
    }
  }
}

interface Parameter {
  readonly name: string;
  readonly default: Syntax | undefined;
}

function parametersOf(node: Syntax, declared: Binding | undefined): readonly Parameter[] {
  if (declared?.kind === 'function') {
    return declared.declaration
      .get('Parameters')
      .list('Parameters')
      .map((parameter) => ({
        name: parameter.get('NameAndType').get('Name').name,
        default: parameter.child('DefaultValue')?.child('Value'),
      }));
  }
  const { symbol } = node;
  if (symbol?.kind !== 'function') return [];
  return symbol.parameters.map((name, i) => ({ name, default: symbol.defaults[i] }));
}

/** An argument is translated in the caller's scope, once. */
function argumentBinding(node: Syntax, scope: Scope): Binding {
  if (node.result.kind === 'table') {
    let table: Relation | undefined;
    return { kind: 'table', value: () => (table ??= scope.query.table(node, scope)) };
  }
  return {
    kind: 'scalar',
    rows: scope.rows,
    value: () => scope.query.scalar(node, { ...scope, filter: false }),
  };
}
