// Analytics rules: YAML to ARM, create defaults, the canonical form, and what an update keeps.
import { describe, expect, it } from 'vitest';
import { createBody, differences } from '../../src/content/compare.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { contentHash } from '../../src/content/hash.ts';
import type { ResourceBody } from '../../src/content/kinds/content-kind.ts';
import { definitionOf } from '../../src/content/kinds/kinds.ts';
import { armExample, hasArmExamples } from './arm-examples.ts';

const rule = definitionOf('analytics-rule');

function body(yaml: string): ResourceBody {
  const { item, diagnostics } = parseContent(yaml, {
    file: 'analytics-rules/a.yaml',
    kind: 'analytics-rule',
  });
  expect(diagnostics).toEqual([]);
  return rule.toBody(item!);
}

const everything = `
id: 73e01a99-5cd7-4139-a149-9f2736ff2ab5
name: My scheduled rule
description: |
  An example for a scheduled rule
kind: scheduled
severity: High
status: Available
requiredDataConnectors:
  - connectorId: A
    dataTypes: [Heartbeat]
query: Heartbeat
queryFrequency: 1h
queryPeriod: 2.01:30:00
triggerOperator: gt
triggerThreshold: 0
suppressionDuration: 1h
suppressionEnabled: false
tactics: [Persistence, LateralMovement]
relevantTechniques: [T1037.001, T1037.002, T1021]
eventGroupingSettings:
  aggregationKind: AlertPerResult
customDetails:
  OperatingSystemName: OSName
  OperatingSystemType: OSType
entityMappings:
  - entityType: Host
    fieldMappings:
      - identifier: FullName
        columnName: Computer
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: ComputerIP
sentinelEntitiesMappings:
  - columnName: Entities
alertDetailsOverride:
  alertDisplayNameFormat: Alert from {{Computer}}
  alertDescriptionFormat: Suspicious activity was made by {{ComputerIP}}
  alertDynamicProperties:
    - alertProperty: ProductComponentName
      value: ProductComponentNameCustomColumn
    - alertProperty: ProductName
      value: ProductNameCustomColumn
    - alertProperty: AlertLink
      value: Link
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    enabled: true
    reopenClosedIncident: false
    lookbackDuration: 5h
    matchingMethod: Selected
    groupByEntities: [Host]
    groupByAlertDetails: [DisplayName]
    groupByCustomDetails: [OperatingSystemType, OperatingSystemName]
tags: [one]
metadata:
  source: { kind: Community }
version: 1.2.3
`;

describe('toBody', () => {
  it('spells everything as ARM does, and sends nothing that ARM does not know', () => {
    expect(body(everything)).toEqual({
      kind: 'Scheduled',
      properties: {
        displayName: 'My scheduled rule',
        description: 'An example for a scheduled rule\n',
        severity: 'High',
        query: 'Heartbeat',
        queryFrequency: 'PT1H',
        queryPeriod: 'P2DT1H30M',
        triggerOperator: 'GreaterThan',
        triggerThreshold: 0,
        suppressionDuration: 'PT1H',
        suppressionEnabled: false,
        tactics: ['Persistence', 'LateralMovement'],
        techniques: ['T1037', 'T1021'],
        subTechniques: ['T1037.001', 'T1037.002'],
        eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
        customDetails: { OperatingSystemName: 'OSName', OperatingSystemType: 'OSType' },
        entityMappings: [
          { entityType: 'Host', fieldMappings: [{ identifier: 'FullName', columnName: 'Computer' }] },
          { entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'ComputerIP' }] },
        ],
        sentinelEntitiesMappings: [{ columnName: 'Entities' }],
        alertDetailsOverride: {
          alertDisplayNameFormat: 'Alert from {{Computer}}',
          alertDescriptionFormat: 'Suspicious activity was made by {{ComputerIP}}',
          alertDynamicProperties: [
            { alertProperty: 'ProductComponentName', value: 'ProductComponentNameCustomColumn' },
            { alertProperty: 'ProductName', value: 'ProductNameCustomColumn' },
            { alertProperty: 'AlertLink', value: 'Link' },
          ],
        },
        incidentConfiguration: {
          createIncident: true,
          groupingConfiguration: {
            enabled: true,
            reopenClosedIncident: false,
            lookbackDuration: 'PT5H',
            matchingMethod: 'Selected',
            groupByEntities: ['Host'],
            groupByAlertDetails: ['DisplayName'],
            groupByCustomDetails: ['OperatingSystemType', 'OperatingSystemName'],
          },
        },
      },
    });
  });

  it.skipIf(!hasArmExamples)(
    'gives the request of the public example (skipped without ../shared/arm-examples)',
    () => {
      const example = armExample('alertRules/preview-2025-07-01.CreateScheduledAlertRule.json', 'request');
      const yaml = everything.replace('T1037.001, T1037.002', 'T1037').concat('enabled: true\n');
      const ours = rule.canonical(body(yaml));
      const { etag: _, ...theirs } = example as ResourceBody & { etag?: string };
      expect(ours).toEqual(rule.canonical(theirs));
    },
  );

  it.each([
    ['gt', 'GreaterThan'],
    ['lt', 'LessThan'],
    ['eq', 'Equal'],
    ['ne', 'NotEqual'],
    ['GreaterThan', 'GreaterThan'],
    ['GT', 'GT'],
  ])('trigger operator %s becomes %s', (yaml, arm) => {
    expect(body(`kind: Scheduled\ntriggerOperator: ${yaml}\n`).properties).toEqual({ triggerOperator: arm });
  });

  it.each([
    ['relevantTechniques: [T1593.003]', ['T1593'], ['T1593.003']],
    ['relevantTechniques: [T1593, T1593.003, T1567.001]', ['T1593', 'T1567'], ['T1593.003', 'T1567.001']],
    ['relevantTechniques: []', [], []],
    ['techniques: [T1593]\nsubTechniques: [T1593.003]', ['T1593'], ['T1593.003']],
  ])('%s', (yaml, techniques, subTechniques) => {
    expect(body(`kind: NRT\n${yaml}\n`).properties).toEqual({ techniques, subTechniques });
  });

  it('sends the version as templateVersion only beside a template name', () => {
    expect(body('kind: Scheduled\nversion: 1.0.0\n').properties).toEqual({});
    expect(body('kind: Scheduled\nversion: 1.0.0\nalertRuleTemplateName: t\n').properties).toEqual({
      alertRuleTemplateName: 't',
      templateVersion: '1.0.0',
    });
    expect(
      body('kind: Scheduled\nversion: 1.0.0\nalertRuleTemplateName: t\ntemplateVersion: 2.0.0\n').properties,
    ).toEqual({ alertRuleTemplateName: 't', templateVersion: '2.0.0' });
  });

  it('sends `enabled` only when it is written, and nothing for a key with no value', () => {
    expect(body('kind: NRT\nenabled: false\nalertDetailsOverride:\n').properties).toEqual({ enabled: false });
    expect(
      body('kind: NRT\nincidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n')
        .properties,
    ).toEqual({
      incidentConfiguration: { createIncident: true },
    });
  });

  it('leaves a value that ARM will refuse as it is', () => {
    expect(body('kind: Scheduled\nqueryFrequency: soon\n').properties).toEqual({ queryFrequency: 'soon' });
  });

  it('an NRT rule has no schedule', () => {
    const yaml =
      'kind: nrt\nquery: T\nqueryFrequency: 1h\nqueryPeriod: 1h\ntriggerOperator: gt\ntriggerThreshold: 0\n';
    expect(body(yaml)).toEqual({ kind: 'NRT', properties: { query: 'T' } });
  });

  it.each([
    [
      'Fusion',
      'name: f\nseverity: High\nalertRuleTemplateName: t\nenabled: true\nscenarioExclusionPatterns: []\n',
      { alertRuleTemplateName: 't', enabled: true, scenarioExclusionPatterns: [] },
    ],
    [
      'MicrosoftSecurityIncidentCreation',
      'name: m\nproductFilter: Azure Security Center\nseveritiesFilter: [High]\nquery: no\n',
      { displayName: 'm', productFilter: 'Azure Security Center', severitiesFilter: ['High'] },
    ],
    ['MLBehaviorAnalytics', 'name: m\nalertRuleTemplateName: t\n', { alertRuleTemplateName: 't' }],
    [
      'ThreatIntelligence',
      'name: m\nalertRuleTemplateName: t\n',
      { alertRuleTemplateName: 't', displayName: 'm' },
    ],
  ])('%s passes its own few properties through', (kind, yaml, properties) => {
    expect(body(`kind: ${kind}\n${yaml}`)).toEqual({ kind, properties });
  });

  it('an unknown or absent kind is not guessed', () => {
    expect(body('kind: Sheduled\nname: x\n')).toEqual({ kind: 'Sheduled', properties: { displayName: 'x' } });
    expect(body('name: x\n')).toEqual({ properties: { displayName: 'x' } });
  });
});

describe('createDefaults', () => {
  it('give what ARM requires and the file does not state', () => {
    expect(rule.createDefaults(body('kind: Scheduled\n'))).toEqual({
      enabled: true,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
    });
    expect(rule.createDefaults(body('kind: NRT\nenabled: false\nsuppressionDuration: 1h\n'))).toEqual({
      suppressionEnabled: false,
    });
    expect(rule.createDefaults(body('kind: Fusion\nalertRuleTemplateName: t\n'))).toEqual({ enabled: true });
  });

  it('complete a grouping that is stated in part', () => {
    const yaml = 'kind: NRT\nincidentConfiguration:\n  groupingConfiguration:\n    enabled: true\n';
    expect(createBody(rule, body(yaml)).properties['incidentConfiguration']).toEqual({
      createIncident: true,
      groupingConfiguration: {
        enabled: true,
        reopenClosedIncident: false,
        lookbackDuration: 'PT5H',
        matchingMethod: 'AllEntities',
      },
    });
  });
});

describe('canonical', () => {
  const stated = body(
    'kind: Scheduled\nname: x\nquery: |\n  T\n  | count\nqueryFrequency: 1d\ntactics: [B, A]\n',
  );

  it.each([
    ['another spelling of a duration', { queryFrequency: 'PT24H' }],
    ['other line ends', { query: 'T\r\n| count' }],
    ['another order of a set', { tactics: ['A', 'B'] }],
    [
      'explicit nulls and empties',
      { customDetails: null, entityMappings: [], alertDetailsOverride: { alertDynamicProperties: [] } },
    ],
    ['what the service owns', { lastModifiedUtc: '2024-01-01T00:00:00Z' }],
  ])('%s is no difference', (_name, change) => {
    const deployed = { kind: 'Scheduled', properties: { ...stated.properties, ...change } };
    expect(rule.canonical(deployed)).toEqual(rule.canonical(stated));
    expect(differences(rule, stated, deployed)).toEqual([]);
    expect(contentHash(rule, deployed)).toBe(contentHash(rule, stated));
  });

  it('keeps properties it does not know', () => {
    expect(rule.canonical({ kind: 'NRT', properties: { brandNew: { a: 1 } } })).toEqual({
      kind: 'NRT',
      brandNew: { a: 1 },
    });
  });

  it('of its own canonical form is the same', () => {
    const { kind, ...properties } = rule.canonical(body(everything));
    expect(rule.canonical({ kind: kind as string, properties })).toEqual(rule.canonical(body(everything)));
  });
});

describe('contentHash', () => {
  it('differs when the content does, and not under another order of keys', () => {
    const a = body('kind: NRT\nname: x\nquery: T\n');
    expect(contentHash(rule, a)).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHash(rule, body('query: T\nname: x\nkind: NRT\n'))).toBe(contentHash(rule, a));
    expect(contentHash(rule, body('kind: NRT\nname: x\nquery: U\n'))).not.toBe(contentHash(rule, a));
    expect(contentHash(rule, body('kind: Scheduled\nname: x\nquery: T\n'))).not.toBe(contentHash(rule, a));
  });
});

describe('differences and overlay', () => {
  const desired = body(
    'kind: Scheduled\nname: x\nrelevantTechniques: []\ncustomDetails: { A: a }\nincidentConfiguration:\n  createIncident: true\n',
  );
  const deployed: ResourceBody = {
    kind: 'Scheduled',
    properties: {
      displayName: 'old',
      enabled: false,
      severity: 'High',
      techniques: ['T1000'],
      customDetails: { A: 'a', B: 'b' },
      incidentConfiguration: {
        createIncident: true,
        groupingConfiguration: {
          enabled: true,
          reopenClosedIncident: true,
          lookbackDuration: 'PT1H',
          matchingMethod: 'AnyAlert',
        },
      },
      lastModifiedUtc: '2024-01-01T00:00:00Z',
      brandNew: 1,
    },
  };

  it('compare stated properties only; an empty list that is stated empties', () => {
    expect(differences(rule, desired, deployed)).toEqual([
      { path: ['displayName'], desired: 'x', deployed: 'old' },
      { path: ['customDetails'], desired: { A: 'a' }, deployed: { A: 'a', B: 'b' } },
      { path: ['techniques'], desired: undefined, deployed: ['T1000'] },
    ]);
  });

  it('an update keeps all that the file does not state', () => {
    expect(rule.overlay(desired, deployed)).toEqual({
      kind: 'Scheduled',
      properties: {
        displayName: 'x',
        enabled: false,
        severity: 'High',
        techniques: [],
        subTechniques: [],
        customDetails: { A: 'a' },
        incidentConfiguration: deployed.properties['incidentConfiguration'],
        brandNew: 1,
        suppressionEnabled: false,
        suppressionDuration: 'PT5H',
      },
    });
    expect(differences(rule, desired, rule.overlay(desired, deployed))).toEqual([]);
  });

  it('an update of a kind Microsoft runs sends only what may be written', () => {
    const fusion = body('kind: Fusion\nalertRuleTemplateName: t\nenabled: false\n');
    const read = { kind: 'Fusion', properties: { displayName: 'Advanced', severity: 'High', enabled: true } };
    expect(rule.overlay(fusion, read)).toEqual({
      kind: 'Fusion',
      properties: { alertRuleTemplateName: 't', enabled: false },
    });
  });

  it('what only the service sets in the sources of a Fusion rule is no difference, not unknown, and not sent', () => {
    const subType = (name: string, more = {}, inner = {}) => ({
      enabled: true,
      sourceSubTypeName: name,
      ...more,
      severityFilters: { filters: [{ enabled: true, severity: 'High' }], ...inner },
    });
    const ofService = [{ sourceSubTypeDisplayName: 'Shown' }, { isSupported: true }] as const;
    const fusion = (...sourceSubTypes: readonly object[]) => ({
      kind: 'Fusion',
      properties: { sourceSettings: [{ enabled: true, sourceName: 'Alert providers', sourceSubTypes }] },
    });
    const stated = fusion(subType('A'), subType('B'));
    const read = fusion(subType('B', ...ofService), subType('A', ...ofService));
    expect(differences(rule, stated, read)).toEqual([]);
    expect(rule.unknown(read)).toEqual([]);
    const sent = fusion(subType('B'), subType('A')).properties;
    expect(rule.overlay({ kind: 'Fusion', properties: {} }, read).properties).toMatchObject(sent);
    expect(JSON.stringify(rule.overlay(read, read))).not.toMatch(/isSupported|sourceSubTypeDisplayName/);
  });
});

// The preview's scheduled example is left out: its response lacks properties of its own request.
describe.skipIf(!hasArmExamples)('public examples (skipped without ../shared/arm-examples)', () => {
  it.each([
    'preview-2025-07-01.CreateNrtAlertRule.json',
    'stable-2025-09-01.CreateScheduledAlertRule.json',
    'stable-2025-09-01.CreateFusionAlertRule.json',
    'stable-2025-09-01.CreateMicrosoftSecurityIncidentCreationAlertRule.json',
  ])('%s: what was sent and what came back are the same', (file) => {
    const sent = armExample(`alertRules/${file}`, 'request');
    const received = armExample(`alertRules/${file}`, 'response');
    expect(differences(rule, sent, received)).toEqual([]);
  });
});
