// invoke: calls a lambda or stored function with the piped rows as its first argument; a function without a body looks up in a fixture.

import { knownFunction } from '../../../tables/known-functions.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { foundValue, functionRows, type Lookup, lookedUp } from '../fixtures.ts';
import { calledScope } from '../lambda.ts';
import { columnNamed, type Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { argumentNodes } from '../scalar/call-arguments.ts';
import { type Output, projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const invokeOperator: TabularOperator = {
  syntaxKind: 'InvokeOperator',
  see: 'invoke-operator',
  translate: piped((node, input, scope) => {
    const call =
      node.child('Function') ?? node.children().find((child) => child.kind === 'FunctionCallExpression');
    if (call === undefined) return unknownResult(node, scope);
    const { symbol } = call.get('Name');
    if (symbol?.kind === 'function' && symbol.family === 'workspace') {
      const known = knownFunction(symbol.name, scope.query.tables);
      if (known?.kind === 'invoke' && scope.query.tables.function(symbol.name) === undefined) {
        if (known.addsColumns && known.columns !== undefined && known.columns.length > 0)
          return withFound(call, { name: symbol.name, columns: known.columns, input }, scope);
        if (!known.open) return functionRows(call, symbol.name, scope);
      }
    }
    const called = calledScope(call, scope, input);
    if (called !== undefined) return scope.query.table(called.result, called.scope);
    return unknownResult(call, scope);
  }),
};

function unknownResult(call: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-source',
    message: `What ${call.child('Name')?.name ?? 'invoke'}() gives is not known here: its body is not part of the query.`,
    node: call,
    see: 'invoke-operator',
  });
}

interface Invoked {
  readonly name: string;
  /** The columns that the function adds. */
  readonly columns: Lookup['values'];
  readonly input: Relation;
}

/** By which columns of its fixture a function finds a row: one of them holds what the call asks for. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  FileProfile: ['SHA1', 'SHA256', 'MD5'],
  SeenBy: ['DeviceId'],
};

/**
 * The rows with what the fixture has for one of their columns; a column that the rows have already stays as it is.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function
 */
function withFound(call: Syntax, { name, columns, input }: Invoked, scope: Scope): Relation | undefined {
  const rows = openRows(input, scope.query);
  const key = keyOf(call, rows.column);
  if (key === undefined) {
    return scope.query.unsupported({
      code: 'kql/unsupported-form',
      message: `${name}() of what is no column of the rows piped in is not supported.`,
      node: call,
    });
  }
  const keys = keysOf[name] ?? ['key'];
  const lookup = { keys, values: columns, ignoresCase: name === 'FileProfile' };
  const all = lookedUp(key, lookup, { name, node: call, scope });
  if (all === undefined) return undefined;
  const found = rows.once(all);
  const kept = input.columns.map((column): Output => ({ column }));
  const added = columns
    .filter((column) => columnNamed(input, column.name) === undefined)
    .map((column): Output => ({ name: column.name, value: foundValue(found, column.name, column.type) }));
  return projection(rows, [...kept, ...added], scope.query);
}

/** `FileProfile(SHA256)` and `FileProfile("SHA256")` name the column; without an argument it is the parameter's default. */
function keyOf(call: Syntax, column: (name: string) => Expression | undefined): Expression | undefined {
  const { symbol } = call.get('Name');
  const [first] = argumentNodes(call);
  const argument = first?.kind === 'SimpleNamedExpression' ? first.get('Expression') : first;
  const parameter = symbol?.kind === 'function' ? symbol.parameters[1] : undefined;
  const named = argument ?? parameter?.default;
  const name = named?.stringValue ?? (named?.kind === 'NameReference' ? named.name : undefined);
  return name === undefined ? undefined : column(name);
}
