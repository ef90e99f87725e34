// Editing a content file in place: the workspace's values come in, and every byte that says the same as before stays.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContentItem, ContentKind } from '../../src/content/content-item.ts';
import { parseContent } from '../../src/content/files/load.ts';
import type { ResourceBody } from '../../src/content/kinds/content-kind.ts';
import { definitionOf } from '../../src/content/kinds/kinds.ts';
import { type EditedFile, editFile } from '../../src/content/writing/edit-file.ts';
import { writeItem } from '../../src/content/writing/write-item.ts';
import { huntingBody, ruleBody } from './writer-bodies.ts';

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';

function read(text: string, kind: ContentKind = 'analytics-rule'): ContentItem {
  const { item, diagnostics } = parseContent(text, { file: 'item.yaml', kind });
  if (item === undefined) throw new Error(JSON.stringify(diagnostics));
  return item;
}

const text = `# Owner: blue team
id: ${id}
name:   Rare process   # as the SOC calls it
kind: Scheduled
severity: "Medium" # tuned in May
# runs every hour
queryFrequency: 01:00:00
queryPeriod: PT1H
triggerOperator: gt
triggerThreshold: 0
tactics: [Execution, Persistence]
relevantTechniques: [T1204, T1053.005]
query: |
    DeviceProcessEvents   // all of them
    | where FileName == "rare.exe"

# What the alert is about
entityMappings:
- entityType: Host # the device
  fieldMappings:
  # full name
  - identifier: FullName
    columnName: DeviceName
- entityType: Account
  fieldMappings:
  - {identifier: Name, columnName: AccountName}
requiredDataConnectors: []
tags: [tier-1]
version: 1.0.0
`;

const deployed: ResourceBody = (() => {
  const body = definitionOf('analytics-rule').toBody(read(text));
  const server = {
    enabled: true,
    suppressionEnabled: false,
    suppressionDuration: 'PT5H',
    eventGroupingSettings: null,
    description: null,
    lastModifiedUtc: '2026-01-01T00:00:00Z',
    incidentConfiguration: {
      createIncident: true,
      groupingConfiguration: {
        enabled: false,
        reopenClosedIncident: false,
        lookbackDuration: 'PT5M',
        matchingMethod: 'AllEntities',
        groupByEntities: [],
      },
    },
  };
  return { ...body, properties: { ...body.properties, ...server } };
})();

function edit(changes: ResourceBody['properties'], from = text, version?: string): EditedFile {
  const body = { ...deployed, properties: { ...deployed.properties, ...changes } };
  const edited = editFile({ text: from, item: read(from), body, version });
  if (edited === undefined) throw new Error('cannot be edited');
  return edited;
}

/** Lines that differ, as `- old` and `+ new`. */
function lineDiff(after: string): string[] {
  const [a, b] = [text.split('\n'), after.split('\n')];
  const gone = a.filter((line) => !b.includes(line)).map((line) => `- ${line}`);
  return [...gone, ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line}`)];
}

test('what the service fills in, reorders or spells otherwise changes nothing', () => {
  const reordered = {
    tactics: ['Persistence', 'Execution'],
    query: 'DeviceProcessEvents   // all of them\r\n| where FileName == "rare.exe"',
  };
  expect(edit(reordered)).toEqual({ text, changed: [], notHeld: [] });
});

describe('one changed value changes its own lines', () => {
  test.each<[string, ResourceBody['properties'], string[]]>([
    [
      'a quoted word',
      { severity: 'High' },
      ['- severity: "Medium" # tuned in May', '+ severity: "High" # tuned in May'],
    ],
    [
      'a plain word',
      { displayName: 'Rarer process' },
      ['- name:   Rare process   # as the SOC calls it', '+ name:   Rarer process   # as the SOC calls it'],
    ],
    ['a number', { triggerThreshold: 5 }, ['- triggerThreshold: 0', '+ triggerThreshold: 5']],
    ['a duration', { queryFrequency: 'PT30M' }, ['- queryFrequency: 01:00:00', '+ queryFrequency: 30m']],
    [
      'a list in brackets',
      { tactics: ['Execution', 'Impact'] },
      ['- tactics: [Execution, Persistence]', '+ tactics: [Execution, Impact]'],
    ],
    [
      'a sub-technique',
      { subTechniques: ['T1053.005', 'T1204.002'] },
      ['- relevantTechniques: [T1204, T1053.005]', '+ relevantTechniques: [T1053.005, T1204.002]'],
    ],
    ['a switch that was off', { enabled: false }, ['+ enabled: false']],
    ['a key of its own', { customDetails: { Pid: 'ProcessId' } }, ['+ customDetails:', '+   Pid: ProcessId']],
  ])('%s', (_, changes, lines) => {
    expect(lineDiff(edit(changes).text)).toEqual(lines);
  });
});

test('a changed list keeps the comments and the indentation of what stays', () => {
  const [host] = deployed.properties['entityMappings'] as unknown[];
  const file = { entityType: 'File', fieldMappings: [{ identifier: 'Name', columnName: 'FileName' }] };
  expect(lineDiff(edit({ entityMappings: [host, file] }).text)).toEqual([
    '- - entityType: Account',
    '-   - {identifier: Name, columnName: AccountName}',
    '+ - entityType: File',
    '+   - identifier: Name',
    '+     columnName: FileName',
  ]);
});

test('a changed query is written as a block, and the comment behind it stays', () => {
  const { text: after, changed } = edit({ query: 'DeviceProcessEvents\n| take 1\n' });
  expect(changed).toEqual(['query']);
  expect(after).toContain('query: |\n  DeviceProcessEvents\n  | take 1\n\n# What the alert is about\n');
});

test('a property that is gone from the workspace is gone from the file, the comment in front of it stays', () => {
  const { text: after } = edit({ entityMappings: [] });
  expect(after).not.toContain('entityMappings');
  expect(after).toContain('# What the alert is about\nrequiredDataConnectors: []\n');
});

test('keys that ARM does not know stay; the version follows the workspace where it names one', () => {
  expect(lineDiff(edit({}, text, '1.0.0').text)).toEqual([]);
  expect(lineDiff(edit({}, text, '1.2.0').text)).toEqual(['- version: 1.0.0', '+ version: 1.2.0']);
});

test('Windows line ends, and no line end at the end, stay', () => {
  const windows = text.replaceAll('\n', '\r\n').trimEnd();
  const { text: after } = edit({ enabled: false, query: 'A\n| take 1' }, windows);
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(after.endsWith('version: 1.0.0')).toBe(true);
});

test('what cannot be edited safely is left alone: aliases, and keys that are not at the left margin', () => {
  const aliased = text
    .replace('identifier: FullName', 'identifier: &a FullName')
    .replace('Name, col', '*a , col');
  const body = { ...deployed, properties: { ...deployed.properties, severity: 'Low' } };
  for (const from of [aliased, JSON.stringify({ id, name: 'A', kind: 'Scheduled', severity: 'High' })]) {
    expect(editFile({ text: from, item: read(from), body })).toBeUndefined();
  }
});

test('any file can be brought to any other body of its kind, and then says it', () => {
  const pairs = fc.oneof(
    fc.tuple(fc.constant('analytics-rule' as const), ruleBody, ruleBody),
    fc.tuple(fc.constant('hunting-query' as const), huntingBody, huntingBody),
  );
  fc.assert(
    fc.property(pairs, ([kind, from, to]) => {
      const { canonical, toBody } = definitionOf(kind);
      const before = writeItem({ kind, id, body: from }).text;
      const edited = editFile({ text: before, item: read(before, kind), body: to });
      expect(edited?.notHeld).toEqual([]);
      const after = canonical(toBody(read(edited!.text, kind)));
      const wanted = canonical(to);
      // Defaults need no words: what the file says is what the workspace holds.
      for (const [name, value] of Object.entries(after))
        if (name !== 'incidentConfiguration') expect(wanted[name]).toEqual(value);
      const again = editFile({ text: edited!.text, item: read(edited!.text, kind), body: to });
      expect(again).toMatchObject({ text: edited!.text, changed: [] });
    }),
    { numRuns: 40 },
  );
});
