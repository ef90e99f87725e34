// For every refusal of a rule in itself: changes to a good rule that provoke it, and the exact reason.
import { grouping } from '../content/a-rule.ts';

export const mapping = (entityType: string, ...identifiers: string[]) => ({
  entityType,
  fieldMappings: identifiers.map((identifier) => ({ identifier, columnName: 'Column' })),
});
const many = (count: number, make: (index: number) => [string, unknown]) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));

/** Refusal id -> changes to a good rule that provoke it, and the exact reason. */
export const contentCases: Readonly<Record<string, readonly [Record<string, unknown>, string][]>> = {
  'query-length': [
    [
      { query: '' },
      "Invalid Properties for alert rule: 'query' length should be between 1 and 10000 characters, it is 0",
    ],
    [
      { query: 'x'.repeat(10_001) },
      "Invalid Properties for alert rule: 'query' length should be between 1 and 10000 characters, it is 10001",
    ],
  ],
  'query-search-union-star': [
    [{ query: 'search * | take 1' }, "Invalid Properties for alert rule: 'query' can't contain 'search *'"],
    [{ query: 'union * | take 1' }, "Invalid Properties for alert rule: 'query' can't contain 'union *'"],
    [{ query: 'union isfuzzy=true *' }, "Invalid Properties for alert rule: 'query' can't contain 'union *'"],
  ],
  'query-adx': [
    [{ query: "adx('c').T" }, "Invalid Properties for alert rule: 'query' can't use the function 'adx'"],
  ],
  'schedule-range': [
    [
      { queryFrequency: 'PT4M' },
      "Invalid Properties for Scheduled alert rule: 'queryFrequency' should be between 5 minutes and 14 days",
    ],
    [
      { queryPeriod: 'P15D' },
      "Invalid Properties for Scheduled alert rule: 'queryPeriod' should be between 5 minutes and 14 days",
    ],
  ],
  'period-not-below-frequency': [
    [
      { queryPeriod: 'PT59M' },
      "Invalid Properties for Scheduled alert rule: 'queryPeriod' should be greater than or equal to 'queryFrequency'",
    ],
  ],
  'long-period-hourly': [
    [
      { queryPeriod: 'P2D', queryFrequency: 'PT59M' },
      "Invalid Properties for Scheduled alert rule: When 'queryPeriod' greater than or equal to 2 days, the 'queryFrequency' should be greater than or equal to 1 hour.",
    ],
  ],
  'suppression-length': [
    [
      { suppressionDuration: 'PT25H' },
      "Invalid Properties for alert rule: 'suppressionDuration' should be at most 24 hours",
    ],
  ],
  'suppression-shorter-than-frequency': [
    [
      { suppressionEnabled: true, suppressionDuration: 'PT30M' },
      "Invalid Properties for Scheduled alert rule: 'suppressionDuration' should be greater than or equal to 'queryFrequency'",
    ],
  ],
  'trigger-threshold': [
    [
      { triggerThreshold: 10_001 },
      "Invalid Properties for Scheduled alert rule: 'triggerThreshold' should be between 0 and 10000",
    ],
    [
      { triggerThreshold: -1 },
      "Invalid Properties for Scheduled alert rule: 'triggerThreshold' should be between 0 and 10000",
    ],
  ],
  'displayName-length': [
    [
      { displayName: 'x'.repeat(257) },
      "Invalid Properties for alert rule: 'displayName' length should be at most 256 characters",
    ],
  ],
  'description-length': [
    [
      { description: 'x'.repeat(5001) },
      "Invalid Properties for alert rule: 'description' length should be at most 5000 characters",
    ],
  ],
  'template-version-needs-template': [
    [
      { templateVersion: '1.0.0' },
      "Invalid Properties for alert rule: 'templateVersion' can only be used if 'alertRuleTemplateName' is not empty.",
    ],
  ],
  'template-version-form': [
    [
      { templateVersion: '1.0', alertRuleTemplateName: 't' },
      "Invalid Properties for alert rule: 'templateVersion' should have the format <a.b.c>",
    ],
  ],
  'technique-form': [
    [
      { techniques: ['T1098.003'], tactics: ['Persistence'] },
      "technique 'T1098.003' is invalid. The expected format is 'T####'",
    ],
  ],
  'sub-technique-form': [
    [{ subTechniques: ['T1098'] }, "sub-technique 'T1098' is invalid. The expected format is 'T####.###'"],
  ],
  'technique-needs-tactic': [
    [
      { techniques: ['T1593'], tactics: ['Collection'] },
      'No valid tactic corresponding to the technique T1593 was provided in the tactics field.',
    ],
    [
      { subTechniques: ['T1593.003'], tactics: [] },
      'No valid tactic corresponding to the technique T1593.003 was provided in the tactics field.',
    ],
  ],
  'custom-details': [
    [
      { customDetails: many(21, (index) => [`k${index}`, 'Column']) },
      "Invalid Properties for alert rule: 'customDetails' should have at most 20 entries, it has 21",
    ],
    [
      { customDetails: { '1x': 'Column' } },
      "Invalid Properties for alert rule: 'customDetails' has an invalid entry '1x'",
    ],
    [
      { customDetails: { x: 'a b' } },
      "Invalid Properties for alert rule: 'customDetails' has an invalid entry 'x'",
    ],
  ],
  'entity-mapping-count': [
    [
      { entityMappings: Array.from({ length: 11 }, () => mapping('IP', 'Address')) },
      "Invalid Properties for alert rule: 'entityMappings' should have at most 10 mappings, it has 11",
    ],
    [
      { entityMappings: [mapping('IP')] },
      "Invalid Properties for alert rule: an entity mapping of type 'IP' should have 1 to 3 identifiers, it has 0",
    ],
  ],
  'entity-identifier': [
    [
      { entityMappings: [mapping('RegistryKey', 'Path')] },
      "Invalid identifier 'Path' for entity type 'RegistryKey' encountered. Valid identifiers are: [Hive, Key]",
    ],
  ],
  'entity-identifier-twice': [
    [
      { entityMappings: [mapping('Host', 'HostName', 'HostName')] },
      "Invalid Properties for alert rule: identifier 'HostName' of entity type 'Host' is mapped twice",
    ],
  ],
  'entity-required-identifiers': [
    [
      { entityMappings: [mapping('FileHash', 'Value')] },
      "Missing required identifiers in entity mapping of type 'FileHash'. One of these is required: [Algorithm and Value]",
    ],
  ],
  'entity-column': [
    [
      {
        entityMappings: [{ entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'a b' }] }],
      },
      "Invalid Properties for alert rule: 'a b' is not a valid column name in 'entityMappings'",
    ],
  ],
  'alertDisplayNameFormat-form': [
    [
      { alertDetailsOverride: { alertDisplayNameFormat: '{{a}} {{b}} {{c}} {{d}}' } },
      "Invalid Properties for alert rule: 'alertDisplayNameFormat' should have at most 3 parameters, it has 4",
    ],
    [
      { alertDetailsOverride: { alertDisplayNameFormat: '' } },
      "Invalid Properties for alert rule: 'alertDisplayNameFormat' length should be between 1 and 256 characters",
    ],
  ],
  'alertDescriptionFormat-form': [
    [
      { alertDetailsOverride: { alertDescriptionFormat: 'x'.repeat(5001) } },
      "Invalid Properties for alert rule: 'alertDescriptionFormat' length should be between 1 and 5000 characters",
    ],
  ],
  'incident-grouping': [
    [
      grouping({}),
      "Invalid Properties for alert rule: with 'matchingMethod' Selected at least one of groupByEntities, groupByAlertDetails, groupByCustomDetails should not be empty",
    ],
    [
      grouping({ groupByCustomDetails: ['Repo'] }),
      "Invalid Properties for alert rule: 'groupByCustomDetails' names 'Repo', which is not in 'customDetails'",
    ],
    [
      { ...grouping({ groupByEntities: ['Host'] }), entityMappings: [mapping('IP', 'Address')] },
      "Invalid Properties for alert rule: 'groupByEntities' names 'Host', which is not in 'entityMappings'",
    ],
  ],
};
