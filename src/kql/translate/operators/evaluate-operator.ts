// evaluate: calls a plugin.
import { pluginsNotRun } from '../not-run.ts';
import { plugins } from '../plugins/index.ts';
import type { TabularOperator } from './tabular-operator.ts';

export const evaluateOperator: TabularOperator = {
  syntaxKind: 'EvaluateOperator',
  see: 'evaluate-operator',
  translate(node, input, scope) {
    const call = node.get('FunctionCall');
    const name = call.get('Name').name;
    const entry = plugins.get(name);
    if (entry !== undefined) return entry.translate(call, input, scope, node);
    const reason = pluginsNotRun.get(name)?.reason;
    return scope.query.unsupported({
      code: 'kql/unsupported-plugin',
      message: `The plugin ${name} is not supported${reason === undefined ? '' : `: ${reason}`}.`,
      node: call,
      see: `${name.replaceAll('_', '-')}-plugin`,
    });
  },
};
