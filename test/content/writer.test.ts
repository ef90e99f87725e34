// The canonical writer: what it writes says what the body says, and writing what was read gives the same bytes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContentItem, ContentKind } from '../../src/content/content-item.ts';
import { parseContent } from '../../src/content/files/load.ts';
import type { ResourceBody } from '../../src/content/kinds/content-kind.ts';
import { definitionOf } from '../../src/content/kinds/kinds.ts';
import { writeItem } from '../../src/content/writing/write-item.ts';
import { repository } from '../stories/command-line.ts';
import { armExample, hasArmExamples } from './arm-examples.ts';
import { huntingBody, ruleBody } from './writer-bodies.ts';

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';

function read(kind: ContentKind, text: string): ContentItem {
  // Through UTF-8, as a file would go.
  const { item, diagnostics } = parseContent(Buffer.from(text).toString(), { file: 'item.yaml', kind });
  if (item === undefined) throw new Error(JSON.stringify(diagnostics));
  return item;
}

function canonicalOf(kind: ContentKind, body: ResourceBody) {
  return definitionOf(kind).canonical(body);
}

function canonicalOfFile(kind: ContentKind, text: string) {
  return canonicalOf(kind, definitionOf(kind).toBody(read(kind, text)));
}

const scheduled: ResourceBody = {
  kind: 'Scheduled',
  properties: {
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    queryPeriod: 'P14D',
    queryFrequency: 'PT1H',
    query: 'Heartbeat\r\n| where Computer == "a: b" // #1\r\n',
    displayName: 'Silent host: no heartbeat',
    description: 'Finds hosts.\n\nTwo paragraphs.',
    severity: 'Medium',
    enabled: true,
    tactics: ['Persistence', 'DefenseEvasion'],
    techniques: ['T1547', 'T1562'],
    subTechniques: ['T1562.001', 'T1562.004'],
    customDetails: { Yes: 'no', Count: 'Count' },
    alertDetailsOverride: { alertDisplayNameFormat: '{{Computer}} is silent', alertTacticsColumnName: null },
    incidentConfiguration: {
      groupingConfiguration: {
        matchingMethod: 'AllEntities',
        lookbackDuration: 'PT5H',
        enabled: false,
        groupByEntities: [],
      },
      createIncident: true,
    },
    suppressionDuration: 'PT90M',
    suppressionEnabled: false,
    lastModifiedUtc: '2026-01-01T00:00:00Z',
  },
};

test('a scheduled rule is written in the order and the spelling of published files', () => {
  expect(writeItem({ kind: 'analytics-rule', id, body: scheduled, version: '1.0.0' })).toEqual({
    notHeld: [],
    text: `id: ${id}
name: 'Silent host: no heartbeat'
description: |
  Finds hosts.

  Two paragraphs.
severity: Medium
enabled: true
queryFrequency: 1h
queryPeriod: 14d
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Persistence
  - DefenseEvasion
relevantTechniques:
  - T1547
  - T1562.001
  - T1562.004
query: |
  Heartbeat
  | where Computer == "a: b" // #1
suppressionEnabled: false
suppressionDuration: 90m
customDetails:
  'Yes': 'no'
  Count: Count
alertDetailsOverride:
  alertDisplayNameFormat: '{{Computer}} is silent'
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    enabled: false
    lookbackDuration: 5h
    matchingMethod: AllEntities
version: 1.0.0
kind: Scheduled
`,
  });
});

test('a hunting query is written from its saved search, in either spelling of the service', () => {
  const body: ResourceBody = {
    properties: {
      Category: 'Hunting Queries',
      DisplayName: 'Rare clones',
      Query: 'GitHubAuditData\n| take 1',
      Version: 2,
      Tags: [
        { Name: 'Description', Value: 'Looks for clones.' },
        { Name: 'tactics', Value: 'Collection, Exfiltration' },
        { Name: 'techniques', Value: 'T1213' },
        { Name: 'createdBy', Value: 'SOC' },
      ],
    },
  };
  expect(writeItem({ kind: 'hunting-query', id, body }).text).toBe(`id: ${id}
name: Rare clones
description: |
  Looks for clones.
tactics:
  - Collection
  - Exfiltration
relevantTechniques:
  - T1213
query: |
  GitHubAuditData
  | take 1
`);
});

describe('what the format cannot hold is named', () => {
  test.each<[string, ContentKind, ResourceBody, readonly string[]]>([
    [
      'a property the service has added since',
      'analytics-rule',
      { kind: 'NRT', properties: { displayName: 'A', somethingNew: { level: 3 } } },
      ['somethingNew'],
    ],
    [
      'a sub-technique without its technique: a file names both',
      'analytics-rule',
      { kind: 'NRT', properties: { displayName: 'A', techniques: ['T1001'], subTechniques: ['T1002.001'] } },
      ['techniques'],
    ],
    [
      'a tag of another tool, and a function alias',
      'hunting-query',
      {
        properties: {
          category: 'Hunting Queries',
          displayName: 'A',
          version: 2,
          functionAlias: 'A',
          tags: [{ name: 'owner', value: 'blue team' }],
        },
      },
      ['functionAlias', 'tags'],
    ],
    [
      'another version of the query language',
      'hunting-query',
      { properties: { category: 'Hunting Queries', displayName: 'A', query: 'T', version: 1 } },
      ['version'],
    ],
    [
      'nothing: the service itself describes the rules Microsoft runs',
      'analytics-rule',
      {
        kind: 'Fusion',
        properties: { alertRuleTemplateName: 'f', enabled: true, displayName: 'F', tactics: ['Impact'] },
      },
      [],
    ],
  ])('%s', (_, kind, body, paths) => {
    expect(writeItem({ kind, id, body, version: '1.0.0' }).notHeld).toEqual(paths);
  });
});

test('a rule made from a template of no known version gets no version of its own: it would be taken for the template’s', () => {
  const body = { kind: 'NRT', properties: { displayName: 'A', alertRuleTemplateName: 't' } };
  const written = writeItem({ kind: 'analytics-rule', id, body, version: '1.0.0' });
  expect(written.notHeld).toEqual([]);
  expect(read('analytics-rule', written.text).values).not.toHaveProperty('version');
});

describe('over generated bodies', () => {
  const items = fc.oneof(
    ruleBody.map((body) => ({ kind: 'analytics-rule', body }) as const),
    huntingBody.map((body) => ({ kind: 'hunting-query', body }) as const),
  );

  test('the file says what the body says, and nothing else', () => {
    fc.assert(
      fc.property(items, ({ kind, body }) => {
        const { text, notHeld } = writeItem({ kind, id, body, version: '1.2.3' });
        expect(notHeld).toEqual([]);
        expect(canonicalOfFile(kind, text)).toEqual(canonicalOf(kind, body));
      }),
      { numRuns: 300 },
    );
  });

  test('writing what was read gives the same bytes', () => {
    fc.assert(
      fc.property(items, ({ kind, body }) => {
        const first = writeItem({ kind, id, body, version: '1.2.3' }).text;
        const again = definitionOf(kind).toBody(read(kind, first));
        expect(writeItem({ kind, id, body: again, version: '1.2.3' }).text).toBe(first);
      }),
      { numRuns: 300 },
    );
  });
});

test('the shipped content says the same after it was written anew', () => {
  const folders = { 'analytics-rules': 'analytics-rule', 'hunting-queries': 'hunting-query' } as const;
  for (const [folder, kind] of Object.entries(folders)) {
    for (const name of readdirSync(join(repository, folder)).filter((file) => file.endsWith('.yaml'))) {
      const body = definitionOf(kind).toBody(
        read(kind, readFileSync(join(repository, folder, name), 'utf8')),
      );
      const { text, notHeld } = writeItem({ kind, id, body });
      expect(notHeld).toEqual([]);
      expect(canonicalOfFile(kind, text)).toEqual(canonicalOf(kind, body));
    }
  }
});

test.skipIf(!hasArmExamples)('the public examples of alert rules are held in full', () => {
  const files = ['stable-2025-09-01.GetScheduledAlertRule', 'preview-2025-07-01.GetNrtAlertRule'];
  const more = ['GetFusionAlertRule', 'GetMicrosoftSecurityIncidentCreationAlertRule'];
  for (const file of [...files, ...more.map((name) => `stable-2025-09-01.${name}`)]) {
    const { kind, properties } = armExample(`alertRules/${file}.json`, 'response');
    expect(writeItem({ kind: 'analytics-rule', id, body: { kind, properties } }).notHeld, file).toEqual([]);
  }
});
