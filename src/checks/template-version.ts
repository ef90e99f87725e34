// Reports a template version on a rule that names no template.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { has } from './reading/item-values.ts';

export const templateVersion: Check = {
  code: 'content/template-version',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary: 'templateVersion stands without alertRuleTemplateName.',
  why: 'The service refuses the rule: the version of what?',
  fix: 'Name the template in alertRuleTemplateName, or write `version` instead.',
  see: pages.restApi,
  run(item) {
    if (!has(item, ['templateVersion']) || has(item, ['alertRuleTemplateName'])) return [];
    const message = '`templateVersion` is given and `alertRuleTemplateName` is not';
    return [{ message, at: item.source.keyAt(['templateVersion']) }];
  },
};
