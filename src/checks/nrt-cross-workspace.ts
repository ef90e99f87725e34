// Reports an NRT rule that reads another workspace.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { kindOfRule } from './reading/item-values.ts';
import { calledName, nodeInQuery } from './reading/query-view.ts';

export const nrtCrossWorkspace: Check = {
  code: 'kql/nrt-cross-workspace',
  severity: 'warning',
  kinds: alertingKinds,
  summary: 'An NRT rule queries another workspace.',
  why: 'Microsoft’s pages contradict each other on whether NRT rules may; it has not been tried on a live workspace.',
  fix: 'Put the rule into the other workspace, or make it a scheduled rule.',
  see: pages.nrtRules,
  run(item, context) {
    const query = context.query(item);
    if (kindOfRule(item) !== 'NRT' || query?.isSound !== true) return [];
    return query
      .ofKind('FunctionCallExpression')
      .filter((call) => calledName(call) === 'workspace')
      .map((call) => ({
        message: `The NRT rule reads another workspace with \`${call.text}\``,
        at: nodeInQuery(item, call),
      }));
  },
};
