// The fields of an analytics rule: every key once, with its type, its place in ARM and what is asked of it.
import {
  aggregationKinds,
  alertProperties,
  groupedAlertDetails,
  matchingMethods,
  severities,
  triggerOperators,
} from '../../tables/rule-words.ts';
import type { Fields } from './field.ts';
import { armFields } from './fields.ts';
import { queryKinds, type RuleKind, ruleKinds } from './rule-kinds.ts';
import { entityTypeNames, sharedFields } from './shared-fields.ts';

const scheduled: readonly RuleKind[] = ['Scheduled'];
const fusion: readonly RuleKind[] = ['Fusion'];
const microsoftIncidents: readonly RuleKind[] = ['MicrosoftSecurityIncidentCreation'];
/** Kinds that Microsoft runs and a template describes. */
const ofTemplate: readonly RuleKind[] = ['Fusion', 'MLBehaviorAnalytics', 'ThreatIntelligence'];

const setByService = { type: 'text', serverOwned: true } as const;

const groupingFields: Fields = {
  enabled: { type: 'boolean', default: false, meaning: 'Whether alerts of one kind share an incident.' },
  reopenClosedIncident: {
    type: 'boolean',
    default: false,
    meaning: 'Whether a new alert reopens the incident that was closed.',
  },
  lookbackDuration: {
    type: 'duration',
    default: 'PT5H',
    meaning: 'How far back an incident may lie for a new alert to join it, from 5m to 7d.',
  },
  matchingMethod: {
    type: 'text',
    words: matchingMethods,
    default: 'AllEntities',
    meaning: 'What alerts must share to be grouped: all entities, nothing, or what the three lists name.',
  },
  groupByEntities: {
    type: 'words',
    words: entityTypeNames,
    compare: 'set',
    meaning: 'Entity types that grouped alerts share.',
  },
  groupByAlertDetails: {
    type: 'words',
    words: groupedAlertDetails,
    compare: 'set',
    meaning: 'Alert details that grouped alerts share.',
  },
  groupByCustomDetails: {
    type: 'words',
    compare: 'set',
    meaning: 'Keys of `customDetails` that grouped alerts share.',
  },
};

const alertDetailsFields: Fields = {
  alertDisplayNameFormat: {
    type: 'text',
    longest: 256,
    meaning: 'The name of the alert, with up to three `{{Column}}`.',
  },
  alertDescriptionFormat: {
    type: 'text',
    longest: 5000,
    meaning: 'The description of the alert, with up to three `{{Column}}`.',
  },
  alertTacticsColumnName: { type: 'text', meaning: 'The column that holds the tactics of the alert.' },
  alertSeverityColumnName: { type: 'text', meaning: 'The column that holds the severity of the alert.' },
  alertDynamicProperties: {
    type: 'maps',
    compare: 'set',
    meaning: 'Further properties of the alert, each from a column.',
    fields: {
      alertProperty: {
        type: 'text',
        words: alertProperties,
        required: 'service',
        identifies: true,
        meaning: 'The property of the alert.',
      },
      value: { type: 'text', required: 'service', meaning: 'The column that holds its value.' },
    },
  },
};

const filterFields: Fields = {
  enabled: { type: 'boolean', anyType: true, meaning: 'Whether alerts of the severity count.' },
  severity: { type: 'text', anyType: true, meaning: 'The severity.' },
};

const sourceFields: Fields = {
  enabled: { type: 'boolean', anyType: true, meaning: 'Whether the source counts.' },
  sourceName: { type: 'text', anyType: true, meaning: 'The name of the source.' },
  sourceSubTypes: {
    type: 'maps',
    anyType: true,
    compare: 'set',
    meaning: 'The parts of the source.',
    fields: {
      enabled: { type: 'boolean', anyType: true, meaning: 'Whether the part counts.' },
      sourceSubTypeName: { type: 'text', anyType: true, meaning: 'The name of the part.' },
      sourceSubTypeDisplayName: { ...setByService, meaning: 'The name of the part as it is shown.' },
      severityFilters: {
        type: 'map',
        anyType: true,
        meaning: 'The severities that count.',
        fields: {
          filters: {
            type: 'maps',
            anyType: true,
            compare: 'set',
            meaning: 'One entry a severity.',
            fields: filterFields,
          },
          isSupported: { ...setByService, meaning: 'Whether the part has severities.' },
        },
      },
    },
  },
};

/** https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update */
export const analyticsRuleFields: Fields = {
  id: sharedFields.id,
  name: {
    ...sharedFields.name,
    // The specification calls it read-only of ThreatIntelligence, practitioners report that the service asks for it.
    kinds: [...queryKinds, ...microsoftIncidents, 'ThreatIntelligence'],
    inEveryFile: true,
  },
  description: {
    ...sharedFields.description,
    kinds: [...queryKinds, ...microsoftIncidents],
    inEveryFile: true,
    required: 'templates',
    requiredOf: queryKinds,
  },
  severity: {
    type: 'text',
    words: severities,
    kinds: queryKinds,
    inEveryFile: true,
    required: 'service',
    requiredOf: queryKinds,
    meaning: 'The severity of the alerts.',
  },
  enabled: {
    type: 'boolean',
    default: true,
    meaning:
      'Whether the rule runs; without it a new rule is enabled, and the switch is then left to the SOC.',
  },
  requiredDataConnectors: {
    ...sharedFields.requiredDataConnectors,
    required: 'templates',
    requiredOf: scheduled,
  },
  queryFrequency: {
    type: 'duration',
    kinds: scheduled,
    required: 'service',
    requiredOf: scheduled,
    meaning: 'How often the query runs, from 5m to 14d.',
  },
  queryPeriod: {
    type: 'duration',
    kinds: scheduled,
    required: 'service',
    requiredOf: scheduled,
    meaning: 'How far back the query sees data, from 5m to 14d.',
  },
  triggerOperator: {
    type: 'text',
    words: triggerOperators,
    shortWords: { gt: 'GreaterThan', lt: 'LessThan', eq: 'Equal', ne: 'NotEqual' },
    kinds: scheduled,
    required: 'service',
    requiredOf: scheduled,
    meaning: 'How the number of rows must compare with the threshold for an alert.',
  },
  triggerThreshold: {
    type: 'number',
    range: [0, 10_000],
    kinds: scheduled,
    required: 'service',
    requiredOf: scheduled,
    meaning: 'The number of rows with which the result is compared.',
  },
  startTimeUtc: { type: 'text', kinds: scheduled, isLenient: true, meaning: 'When the first run is to be.' },
  productFilter: {
    type: 'text',
    kinds: microsoftIncidents,
    required: 'service',
    requiredOf: microsoftIncidents,
    meaning: 'The product whose alerts become incidents.',
  },
  severitiesFilter: {
    type: 'words',
    kinds: microsoftIncidents,
    anyType: true,
    compare: 'set',
    meaning: 'The severities of alerts that become incidents.',
  },
  displayNamesFilter: {
    type: 'words',
    kinds: microsoftIncidents,
    anyType: true,
    compare: 'set',
    meaning: 'Texts that names of alerts must hold.',
  },
  displayNamesExcludeFilter: {
    type: 'words',
    kinds: microsoftIncidents,
    anyType: true,
    compare: 'set',
    meaning: 'Texts that names of alerts must not hold.',
  },
  sourceSettings: {
    type: 'maps',
    kinds: fusion,
    anyType: true,
    compare: 'set',
    meaning: 'The sources whose signals Fusion correlates.',
    fields: sourceFields,
  },
  scenarioExclusionPatterns: {
    type: 'maps',
    kinds: fusion,
    anyType: true,
    meaning: 'Scenarios that Fusion leaves out.',
    fields: {
      exclusionPattern: { type: 'text', anyType: true, meaning: 'The pattern of the scenario.' },
      dateAddedInUTC: { type: 'text', anyType: true, meaning: 'When it was added.' },
    },
  },
  tactics: { ...sharedFields.tactics, kinds: queryKinds, inEveryFile: true },
  relevantTechniques: { ...sharedFields.relevantTechniques, kinds: queryKinds, inEveryFile: true },
  techniques: { ...sharedFields.techniques, kinds: queryKinds, inEveryFile: true },
  subTechniques: { ...sharedFields.subTechniques, kinds: queryKinds, inEveryFile: true },
  query: { ...sharedFields.query, kinds: queryKinds, requiredOf: queryKinds },
  suppressionEnabled: {
    type: 'boolean',
    kinds: queryKinds,
    default: false,
    meaning: 'Whether the rule stays silent for a while after an alert.',
  },
  suppressionDuration: {
    type: 'duration',
    kinds: queryKinds,
    default: 'PT5H',
    meaning: 'For how long it stays silent, up to 24h.',
  },
  entityMappings: { ...sharedFields.entityMappings, kinds: queryKinds, recommended: true },
  sentinelEntitiesMappings: {
    type: 'maps',
    kinds: queryKinds,
    compare: 'set',
    meaning: 'Columns of the result that hold whole entities.',
    fields: {
      columnName: { type: 'text', required: 'service', identifies: true, meaning: 'The column.' },
    },
  },
  customDetails: { ...sharedFields.customDetails, kinds: queryKinds },
  alertDetailsOverride: {
    type: 'map',
    kinds: queryKinds,
    meaning: 'What of an alert comes from its rows.',
    fields: alertDetailsFields,
  },
  eventGroupingSettings: {
    type: 'map',
    kinds: queryKinds,
    meaning: 'How rows become alerts.',
    fields: {
      aggregationKind: {
        type: 'text',
        words: aggregationKinds,
        required: 'templates',
        implied: 'SingleAlert',
        meaning: 'One alert for all rows of a run, or one for each.',
      },
    },
  },
  incidentConfiguration: {
    type: 'map',
    kinds: queryKinds,
    meaning: 'How alerts become incidents.',
    fields: {
      createIncident: { type: 'boolean', default: true, meaning: 'Whether alerts become incidents.' },
      groupingConfiguration: {
        type: 'map',
        meaning: 'Which alerts share an incident.',
        fields: groupingFields,
      },
    },
  },
  alertRuleTemplateName: {
    type: 'text',
    required: 'service',
    requiredOf: ofTemplate,
    meaning: 'The id of the template that the rule was made from.',
  },
  templateVersion: {
    type: 'text',
    kinds: queryKinds,
    meaning: 'The version of that template; the file’s own `version` stands in for it.',
  },
  version: sharedFields.version,
  kind: {
    type: 'text',
    arm: [],
    words: ruleKinds,
    anyCase: true,
    required: 'tool',
    meaning: 'The kind of the rule: with a schedule, near real time, or one that Microsoft runs.',
  },
  status: sharedFields.status,
  tags: sharedFields.tags,
  metadata: sharedFields.metadata,
  // The practice of every peer.
  lastModifiedUtc: { ...setByService, meaning: 'When the rule was last written.' },
  provisioningState: { ...setByService, meaning: 'How the last write ended.' },
  createdTimeUtc: { ...setByService, meaning: 'When the rule was made.' },
};

/** The same rows under their places in ARM. */
export const ruleArmFields = armFields(analyticsRuleFields);
