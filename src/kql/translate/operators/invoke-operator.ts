// invoke: calls a lambda or stored function with the piped rows as its first argument.
import { calledScope } from '../lambda.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const invokeOperator: TabularOperator = {
  syntaxKind: 'InvokeOperator',
  see: 'invoke-operator',
  translate: piped((node, input, scope) => {
    const call =
      node.child('Function') ?? node.children().find((child) => child.kind === 'FunctionCallExpression');
    const called = call === undefined ? undefined : calledScope(call, scope, input);
    if (called !== undefined) return scope.query.table(called.result, called.scope);
    return scope.query.unsupported({
      code: 'kql/unsupported-source',
      message: `What ${call?.get('Name').name ?? 'invoke'}() gives is not known here: its body is not part of the query.`,
      node: call ?? node,
      see: 'invoke-operator',
    });
  }),
};
