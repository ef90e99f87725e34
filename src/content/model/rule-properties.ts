// Which ARM properties each kind of alert rule takes, and where YAML keeps them.
import { toIsoDuration } from '../duration.ts';
import { isJsonMap, type JsonMap } from '../json.ts';

/** ARM property -> YAML key. https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update */
export type PropertyTable = Readonly<Record<string, string>>;

const described = {
  displayName: 'name',
  description: 'description',
  severity: 'severity',
  enabled: 'enabled',
  query: 'query',
  tactics: 'tactics',
} as const;

/** `techniques` and `subTechniques` are split from `relevantTechniques`, so they are not in the table. */
const alerting = {
  suppressionEnabled: 'suppressionEnabled',
  suppressionDuration: 'suppressionDuration',
  customDetails: 'customDetails',
  entityMappings: 'entityMappings',
  sentinelEntitiesMappings: 'sentinelEntitiesMappings',
  alertDetailsOverride: 'alertDetailsOverride',
  eventGroupingSettings: 'eventGroupingSettings',
  incidentConfiguration: 'incidentConfiguration',
  alertRuleTemplateName: 'alertRuleTemplateName',
  templateVersion: 'templateVersion',
} as const;

const schedule = {
  queryFrequency: 'queryFrequency',
  queryPeriod: 'queryPeriod',
  triggerOperator: 'triggerOperator',
  triggerThreshold: 'triggerThreshold',
  startTimeUtc: 'startTimeUtc',
} as const;

export const ruleProperties = {
  Scheduled: { ...described, ...schedule, ...alerting },
  NRT: { ...described, ...alerting },
  Fusion: {
    alertRuleTemplateName: 'alertRuleTemplateName',
    enabled: 'enabled',
    sourceSettings: 'sourceSettings',
    scenarioExclusionPatterns: 'scenarioExclusionPatterns',
  },
  MicrosoftSecurityIncidentCreation: {
    displayName: 'name',
    description: 'description',
    enabled: 'enabled',
    productFilter: 'productFilter',
    severitiesFilter: 'severitiesFilter',
    displayNamesFilter: 'displayNamesFilter',
    displayNamesExcludeFilter: 'displayNamesExcludeFilter',
    alertRuleTemplateName: 'alertRuleTemplateName',
  },
  MLBehaviorAnalytics: { alertRuleTemplateName: 'alertRuleTemplateName', enabled: 'enabled' },
  // The specification calls displayName read-only here, practitioners report that the service asks for it.
  ThreatIntelligence: {
    alertRuleTemplateName: 'alertRuleTemplateName',
    enabled: 'enabled',
    displayName: 'name',
  },
} as const satisfies Record<string, PropertyTable>;

export type RuleKind = keyof typeof ruleProperties;

export const ruleKinds = Object.keys(ruleProperties) as readonly RuleKind[];

/** The kind in ARM's spelling, whatever the case of the file's; undefined when there is no such kind. */
export function ruleKindOf(value: unknown): RuleKind | undefined {
  if (typeof value !== 'string') return undefined;
  return ruleKinds.find((kind) => kind.toLowerCase() === value.trim().toLowerCase());
}

/** Kinds that run a query of ours; the others only switch on what Microsoft runs. */
export function isQueryRule(kind: RuleKind | undefined): kind is 'Scheduled' | 'NRT' {
  return kind === 'Scheduled' || kind === 'NRT';
}

/** YAML spelling -> ARM spelling; ARM's own is accepted too. */
export const triggerSpellings = {
  gt: 'GreaterThan',
  lt: 'LessThan',
  eq: 'Equal',
  ne: 'NotEqual',
  GreaterThan: 'GreaterThan',
  LessThan: 'LessThan',
  Equal: 'Equal',
  NotEqual: 'NotEqual',
} as const satisfies Record<string, string>;

/** ARM's trigger operator, or the value itself when it is none: a check reports it, ARM refuses it. */
export function toTriggerOperator(value: unknown): unknown {
  return typeof value === 'string' && Object.hasOwn(triggerSpellings, value)
    ? triggerSpellings[value as keyof typeof triggerSpellings]
    : value;
}

const durationProperties = ['queryFrequency', 'queryPeriod', 'suppressionDuration'] as const;

/** Properties with durations as ISO 8601 and the trigger operator as ARM spells it; applied to files and to what ARM returns. */
export function withArmValues(properties: JsonMap): JsonMap {
  const result: Record<string, unknown> = { ...properties };
  for (const name of durationProperties) {
    if (Object.hasOwn(result, name)) result[name] = toIsoDuration(result[name]);
  }
  if (Object.hasOwn(result, 'triggerOperator')) {
    result['triggerOperator'] = toTriggerOperator(result['triggerOperator']);
  }
  const incident = result['incidentConfiguration'];
  if (isJsonMap(incident) && isJsonMap(incident['groupingConfiguration'])) {
    const grouping = incident['groupingConfiguration'];
    if (Object.hasOwn(grouping, 'lookbackDuration')) {
      const lookbackDuration = toIsoDuration(grouping['lookbackDuration']);
      result['incidentConfiguration'] = {
        ...incident,
        groupingConfiguration: { ...grouping, lookbackDuration },
      };
    }
  }
  return result;
}
