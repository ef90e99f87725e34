// The fields without which an item cannot be deployed, or does not pass the validation that Microsoft runs on templates.
import type { ContentItem } from '../../content/content-item.ts';
import type { RuleKind } from '../../content/model/rule-properties.ts';
import { kindOfRule } from './item-values.ts';

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

/** Until the kind is known, nothing is asked of the rest. */
export function requiredFields(item: ContentItem): readonly string[] {
  if (item.kind === 'hunting-query') return ['id', 'name', 'query'];
  const kind = kindOfRule(item);
  return ['id', 'name', 'kind', ...(kind === undefined ? [] : requiredByKind[kind])];
}

/** Fields that only Microsoft's validation asks for, or that the tool itself needs: the service never sees them missing. */
export const notOfService: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'description',
  'requiredDataConnectors',
  'aggregationKind',
  'connectorId',
  'dataTypes',
]);
