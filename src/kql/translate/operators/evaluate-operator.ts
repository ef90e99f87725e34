// evaluate: calls a plugin.
import { pluginsNotRun } from '../not-run.ts';
import { plugins } from '../plugins/index.ts';
import { pluginArguments, refusedPlugin } from '../plugins/plugin-entry.ts';
import { emptyForNoRows, onlyWithoutRows } from './only-without-rows.ts';
import type { TabularOperator } from './tabular-operator.ts';

export const evaluateOperator: TabularOperator = {
  syntaxKind: 'EvaluateOperator',
  see: 'evaluate-operator',
  translate(node, input, scope) {
    const call = node.get('FunctionCall');
    const name = call.get('Name').name;
    const entry = plugins.get(name);
    if (entry === undefined) {
      const reason = pluginsNotRun.get(name)?.reason;
      const empty =
        input !== undefined && reason !== undefined && emptyForNoRows.has(name)
          ? onlyWithoutRows(node, { name, reason, input }, scope)
          : undefined;
      if (empty !== undefined) return empty;
      return scope.query.unsupported({
        code: 'kql/unsupported-plugin',
        message: `The plugin ${name} is not supported${reason === undefined ? '' : `: ${reason}`}.`,
        node: call,
        see: `${name.replaceAll('_', '-')}-plugin`,
      });
    }
    if (input === undefined) return refusedPlugin(call, scope, 'without rows piped into it');
    return entry.translate({ ...pluginArguments(call), input, call, node }, scope);
  },
};
