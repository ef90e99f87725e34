// The fields of every analytics rule kind, as the specification has them (2025-09-01 and 2025-07-01-preview).
import { sentinelTactics } from '../tables/attack.ts';
import { entityTypes } from '../tables/entity-types.ts';
import {
  aggregationKinds,
  alertProperties,
  groupedAlertDetails,
  matchingMethods,
  severities,
  triggerOperators,
} from '../tables/rule-words.ts';
import type { Fields } from './shape.ts';

/** ARM still takes and returns PreAttack; no file may write it. */
const tactics = [...sentinelTactics, 'PreAttack'];
const productFilters = [
  'Microsoft Cloud App Security',
  'Azure Security Center',
  'Azure Advanced Threat Protection',
  'Azure Active Directory Identity Protection',
  'Azure Security Center for IoT',
  'Office 365 Advanced Threat Protection',
  'Microsoft Defender Advanced Threat Protection',
] as const;

const alertDetailsOverride = {
  alertDisplayNameFormat: { type: 'string' },
  alertDescriptionFormat: { type: 'string' },
  alertTacticsColumnName: { type: 'string', nullWhenAbsent: true },
  alertSeverityColumnName: { type: 'string', nullWhenAbsent: true },
  alertDynamicProperties: {
    type: 'objects',
    fields: {
      alertProperty: { type: 'string', oneOf: alertProperties, required: true },
      value: { type: 'string', required: true },
    },
  },
} satisfies Fields;

const groupingConfiguration = {
  enabled: { type: 'boolean', required: true },
  reopenClosedIncident: { type: 'boolean', required: true },
  lookbackDuration: { type: 'duration', required: true },
  matchingMethod: { type: 'string', oneOf: matchingMethods, required: true },
  groupByEntities: { type: 'strings', oneOf: Object.keys(entityTypes) },
  groupByAlertDetails: { type: 'strings', oneOf: groupedAlertDetails },
  groupByCustomDetails: { type: 'strings' },
} satisfies Fields;

const queryRule = {
  displayName: { type: 'string', required: true },
  enabled: { type: 'boolean', required: true },
  severity: { type: 'string', oneOf: severities, required: true },
  query: { type: 'string', required: true },
  suppressionEnabled: { type: 'boolean', required: true },
  suppressionDuration: { type: 'duration', required: true },
  description: { type: 'string' },
  tactics: { type: 'strings', oneOf: tactics },
  techniques: { type: 'strings' },
  subTechniques: { type: 'strings', preview: true },
  customDetails: { type: 'map' },
  entityMappings: {
    type: 'objects',
    fields: {
      entityType: { type: 'string', oneOf: Object.keys(entityTypes), required: true },
      fieldMappings: {
        type: 'objects',
        required: true,
        fields: {
          identifier: { type: 'string', required: true },
          columnName: { type: 'string', required: true },
        },
      },
    },
  },
  sentinelEntitiesMappings: {
    type: 'objects',
    preview: true,
    fields: { columnName: { type: 'string', required: true } },
  },
  alertDetailsOverride: { type: 'object', fields: alertDetailsOverride },
  eventGroupingSettings: {
    type: 'object',
    fields: { aggregationKind: { type: 'string', oneOf: aggregationKinds } },
  },
  incidentConfiguration: {
    type: 'object',
    fields: {
      createIncident: { type: 'boolean', required: true },
      groupingConfiguration: { type: 'object', fields: groupingConfiguration },
    },
  },
  alertRuleTemplateName: { type: 'string', nullWhenAbsent: true },
  templateVersion: { type: 'string' },
  lastModifiedUtc: { type: 'string' },
} satisfies Fields;

/** Fields that only a scheduled rule has. */
export const scheduleFields = {
  queryFrequency: { type: 'duration', required: true },
  queryPeriod: { type: 'duration', required: true },
  triggerOperator: {
    type: 'string',
    oneOf: triggerOperators,
    required: true,
  },
  triggerThreshold: { type: 'integer', required: true },
} satisfies Fields;

const ownedByService = { type: 'string', readOnly: true } as const;
const templateRule = {
  alertRuleTemplateName: { type: 'string', required: true },
  enabled: { type: 'boolean', required: true },
  displayName: ownedByService,
  description: ownedByService,
  severity: ownedByService,
  tactics: { type: 'strings', readOnly: true },
  techniques: { type: 'strings', readOnly: true },
  lastModifiedUtc: { type: 'string' },
} satisfies Fields;

const anything = { type: 'any' } as const;

/** ARM `kind` -> its properties. https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update */
export const ruleFields = {
  Fusion: { ...templateRule, sourceSettings: anything, scenarioExclusionPatterns: anything },
  MLBehaviorAnalytics: templateRule,
  MicrosoftSecurityIncidentCreation: {
    displayName: { type: 'string', required: true },
    enabled: { type: 'boolean', required: true },
    productFilter: { type: 'string', oneOf: productFilters, required: true },
    severitiesFilter: { type: 'strings', oneOf: severities, nullWhenAbsent: true },
    displayNamesFilter: { type: 'strings', nullWhenAbsent: true },
    displayNamesExcludeFilter: { type: 'strings' },
    description: { type: 'string', nullWhenAbsent: true },
    alertRuleTemplateName: { type: 'string', nullWhenAbsent: true },
    lastModifiedUtc: { type: 'string' },
  },
  NRT: queryRule,
  Scheduled: { ...queryRule, ...scheduleFields },
  ThreatIntelligence: { ...templateRule, displayName: { type: 'string' } },
} satisfies Record<string, Fields>;

export type RuleKind = keyof typeof ruleFields;

/** The kinds that a stable api-version knows. */
export const stableKinds: readonly string[] = ['Fusion', 'MicrosoftSecurityIncidentCreation', 'Scheduled'];
