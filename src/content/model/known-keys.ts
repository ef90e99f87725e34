// The keys of Azure-Sentinel YAML at every level, per content kind; anything else in a file is an unknown key.
import type { ContentKind } from '../content-item.ts';
import type { KeySchema } from '../yaml/key-schema.ts';

const requiredDataConnectors = { each: { connectorId: {}, dataTypes: {} } } as const;

const entityMappings = {
  each: { entityType: {}, fieldMappings: { each: { identifier: {}, columnName: {} } } },
} as const;

const metadata = {
  keys: {
    source: { keys: { kind: {}, name: {}, sourceId: {} } },
    author: { keys: { name: {}, email: {}, link: {} } },
    support: { keys: { name: {}, email: {}, link: {}, tier: {} } },
    categories: { keys: { domains: {}, verticals: {} } },
  },
} as const;

/** Tags are words, or pairs such as Schema and SchemaVersion of ASIM rules. */
const tags = { userKeys: true } as const;

/** Keys every kind has. https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide */
const everyKind = {
  id: {},
  name: {},
  displayName: { aliasOf: 'name' },
  version: {},
  description: {},
  requiredDataConnectors,
  tactics: {},
  relevantTechniques: {},
  techniques: {},
  subTechniques: {},
  query: {},
  entityMappings,
  customDetails: { userKeys: true },
  tags,
  metadata,
  status: {},
} as const satisfies KeySchema;

const incidentConfiguration = {
  keys: {
    createIncident: {},
    groupingConfiguration: {
      keys: {
        enabled: {},
        reopenClosedIncident: {},
        lookbackDuration: {},
        matchingMethod: {},
        groupByEntities: {},
        groupByAlertDetails: {},
        groupByCustomDetails: {},
      },
    },
  },
} as const;

const alertDetailsOverride = {
  keys: {
    alertDisplayNameFormat: {},
    alertDescriptionFormat: {},
    alertTacticsColumnName: {},
    alertSeverityColumnName: {},
    alertDynamicProperties: { each: { alertProperty: {}, value: {} } },
  },
} as const;

const analyticsRule = {
  ...everyKind,
  kind: {},
  severity: {},
  enabled: {},
  queryFrequency: {},
  queryPeriod: {},
  triggerOperator: {},
  triggerThreshold: {},
  startTimeUtc: {},
  suppressionEnabled: {},
  suppressionDuration: {},
  eventGroupingSettings: { keys: { aggregationKind: {} } },
  incidentConfiguration,
  alertDetailsOverride,
  sentinelEntitiesMappings: { each: { columnName: {} } },
  alertRuleTemplateName: {},
  templateVersion: {},
  // MicrosoftSecurityIncidentCreation
  productFilter: {},
  severitiesFilter: {},
  displayNamesFilter: {},
  displayNamesExcludeFilter: {},
  // Fusion
  sourceSettings: {
    each: {
      enabled: {},
      sourceName: {},
      sourceSubTypes: {
        each: {
          enabled: {},
          sourceSubTypeName: {},
          severityFilters: { keys: { filters: { each: { enabled: {}, severity: {} } } } },
        },
      },
    },
  },
  scenarioExclusionPatterns: { each: { exclusionPattern: {}, dateAddedInUTC: {} } },
} as const satisfies KeySchema;

/** Known keys per kind, in canonical spelling, with their nested structure. */
export const knownKeys = {
  'analytics-rule': analyticsRule,
  'hunting-query': everyKind,
} as const satisfies Record<ContentKind, KeySchema>;
