// Reports fields without which an item cannot be deployed.
import type { ContentItem } from '../content/content-item.ts';
import type { RuleKind } from '../content/rule-properties.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { kindOfRule, rawValue } from './reading/item-values.ts';

const requiredByKind = {
  Scheduled: [
    'description',
    'severity',
    'requiredDataConnectors',
    'queryFrequency',
    'queryPeriod',
    'triggerOperator',
    'triggerThreshold',
    'query',
  ],
  NRT: ['description', 'severity', 'query'],
  Fusion: ['alertRuleTemplateName'],
  MLBehaviorAnalytics: ['alertRuleTemplateName'],
  MicrosoftSecurityIncidentCreation: ['productFilter'],
  ThreatIntelligence: ['alertRuleTemplateName'],
} as const satisfies Record<RuleKind, readonly string[]>;

export const missingField: Check = {
  code: 'content/missing-field',
  severity: 'error',
  kinds: everyKind,
  summary: 'A required field is absent or empty.',
  why: 'The service refuses the item, or Microsoft’s own validation of templates does.',
  fix: 'Add the field.',
  see: pages.templateValidation,
  run(item) {
    return requiredFields(item)
      .filter((field) => isEmpty(rawValue(item, [field])))
      .map((field) => {
        const isAbsent = !Object.hasOwn(item.values, field);
        return {
          message: `The required field \`${field}\` is ${isAbsent ? 'missing' : 'empty'}`,
          at: isAbsent ? item.source.keyAt([]) : item.source.keyAt([field]),
          hint: isAbsent ? `Add \`${field}\`.` : `Give \`${field}\` a value.`,
        };
      });
  },
};

/** Until the kind is known, nothing is asked of the rest. */
function requiredFields(item: ContentItem): readonly string[] {
  if (item.kind === 'hunting-query') return ['id', 'name', 'query'];
  const kind = kindOfRule(item);
  return ['id', 'name', 'kind', ...(kind === undefined ? [] : requiredByKind[kind])];
}

/** An empty list of connectors is an answer; an empty text is none. */
function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}
