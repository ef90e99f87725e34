// Generates content files of every shape the format allows, as YAML that the real loader reads.
import fc from 'fast-check';
import { stringify } from 'yaml';

const words = fc.stringMatching(/^[A-Z][a-z]{0,7}( [a-z]{1,6}){0,2}$/);
const column = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/);
const lines = fc
  .array(fc.stringMatching(/^[A-Za-z0-9 |"'=().,_é→-]{0,30}$/), { minLength: 1, maxLength: 5 })
  .map((texts) => `T${texts.join('\n')}\n`);
const duration = fc.constantFrom(
  '5m',
  '90m',
  '1h',
  '24h',
  '1d',
  '14d',
  'PT5M',
  'PT1H30M',
  'P1D',
  '00:05:00',
  '1.00:00:00',
);
const tactic = fc.constantFrom('Collection', 'Exfiltration', 'InitialAccess', 'CommandAndControl');
const technique = fc.constantFrom('T1213', 'T1213.003', 'T1567', 'T1567.001', 'T1078');
const entityType = fc.constantFrom('Account', 'Host', 'IP', 'URL', 'AzureResource', 'DNS');
const severity = fc.constantFrom('High', 'Medium', 'Low', 'Informational');

const entityMapping = fc.record({
  entityType,
  fieldMappings: fc.uniqueArray(
    fc.record({
      identifier: fc.constantFrom('Name', 'UPNSuffix', 'FullName', 'Address'),
      columnName: column,
    }),
    { minLength: 1, maxLength: 3, selector: ({ identifier }) => identifier },
  ),
});

const alertDetailsOverride = fc.record(
  {
    alertDisplayNameFormat: column.map((name) => `Seen {{${name}}}`),
    alertDescriptionFormat: fc.constantFrom('One line', 'Two\nlines {{A}}'),
    alertSeverityColumnName: column,
    alertDynamicProperties: fc.uniqueArray(
      fc.record({ alertProperty: fc.constantFrom('AlertLink', 'ProductName', 'Techniques'), value: column }),
      { selector: ({ alertProperty }) => alertProperty, maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);

const incidentConfiguration = fc.record(
  {
    createIncident: fc.boolean(),
    groupingConfiguration: fc.record(
      {
        enabled: fc.boolean(),
        reopenClosedIncident: fc.boolean(),
        lookbackDuration: duration,
        matchingMethod: fc.constantFrom('AllEntities', 'AnyAlert', 'Selected'),
        groupByEntities: fc.uniqueArray(entityType, { maxLength: 3 }),
        groupByAlertDetails: fc.uniqueArray(fc.constantFrom('DisplayName', 'Severity')),
        groupByCustomDetails: fc.uniqueArray(column, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const optionalOfRule = {
  description: fc.oneof(words, lines, fc.constant(null)),
  version: fc.constantFrom('1.0.0', '2.13.4'),
  enabled: fc.boolean(),
  tactics: fc.uniqueArray(tactic, { maxLength: 3 }),
  relevantTechniques: fc.uniqueArray(technique, { maxLength: 4 }),
  suppressionEnabled: fc.boolean(),
  suppressionDuration: duration,
  customDetails: fc.dictionary(column, column, { maxKeys: 4, noNullPrototype: true }),
  entityMappings: fc.oneof(fc.array(entityMapping, { maxLength: 4 }), fc.constant(null)),
  sentinelEntitiesMappings: fc.uniqueArray(fc.record({ columnName: column }), {
    selector: ({ columnName }) => columnName,
    maxLength: 2,
  }),
  alertDetailsOverride,
  eventGroupingSettings: fc.record({ aggregationKind: fc.constantFrom('SingleAlert', 'AlertPerResult') }),
  incidentConfiguration,
  alertRuleTemplateName: fc.constantFrom('0b000000-0000-4000-8000-00000000000A', null),
};

const requiredOfRule = { name: words, severity, query: lines };

const scheduled = fc.record(
  {
    ...requiredOfRule,
    kind: fc.constant('Scheduled'),
    queryFrequency: duration,
    queryPeriod: duration,
    triggerOperator: fc.constantFrom('gt', 'lt', 'eq', 'ne', 'GreaterThan'),
    triggerThreshold: fc.nat(10_000),
    ...optionalOfRule,
  },
  {
    requiredKeys: [
      'name',
      'severity',
      'query',
      'kind',
      'queryFrequency',
      'queryPeriod',
      'triggerOperator',
      'triggerThreshold',
    ],
  },
);

const nrt = fc.record(
  { ...requiredOfRule, kind: fc.constantFrom('NRT', 'nrt'), ...optionalOfRule },
  { requiredKeys: ['name', 'severity', 'query', 'kind'] },
);

const hunting = fc.record(
  {
    name: words,
    query: lines,
    description: fc.oneof(words, lines),
    tactics: fc.uniqueArray(tactic, { maxLength: 3 }),
    relevantTechniques: fc.uniqueArray(technique, { maxLength: 4 }),
    version: fc.constant('1.0.0'),
  },
  { requiredKeys: ['name', 'query'] },
);

export interface GeneratedFile {
  readonly file: string;
  readonly kind: 'analytics-rule' | 'hunting-query';
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A project of up to `maxLength` files with ids and names of their own. */
export function generatedProject(maxLength: number): fc.Arbitrary<readonly GeneratedFile[]> {
  const one = fc.oneof({ weight: 3, arbitrary: scheduled }, nrt, hunting);
  return fc.array(one, { minLength: 1, maxLength }).map((all) => all.map(asFile));
}

function asFile(generated: Readonly<Record<string, unknown>>, index: number): GeneratedFile {
  const id = `0a0b0c0d-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const values = { id, ...generated, name: `${String(generated['name'])} ${index}` };
  const isRule = 'severity' in generated;
  const kind = isRule ? 'analytics-rule' : 'hunting-query';
  const folder = isRule ? 'analytics-rules' : 'hunting-queries';
  return { file: `${folder}/${index}.yaml`, kind, values, text: stringify(values) };
}
