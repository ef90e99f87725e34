// convert: the content of ARM JSON, whoever wrote it, becomes content files; anything else is an error at its place.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ruleBody } from '../content/a-rule.ts';
import { startProject, type TestProject } from './command-line.ts';

function start(files: Readonly<Record<string, unknown>> = {}): TestProject {
  const texts = Object.entries(files).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  ]);
  return startProject(Object.fromEntries(texts));
}

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
const otherId = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a02';

const { properties } = ruleBody({
  displayName: 'Rare process',
  description: 'Detects a rare process.',
  query: 'DeviceProcessEvents\r\n| where FileName == "rare.exe"\r\n| extend Parts = [1]',
  tactics: ['Execution'],
  techniques: ['T1204'],
  alertRuleTemplateName: null,
});

const text = `id: ${id}
name: Rare process
description: |
  Detects a rare process.
severity: Medium
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Execution
relevantTechniques:
  - T1204
query: |
  DeviceProcessEvents
  | where FileName == "rare.exe"
  | extend Parts = [1]
version: 1.0.0
kind: Scheduled
`;

/** As the portal exports it. */
const portalResource = {
  id: `[concat(resourceId('Microsoft.OperationalInsights/workspaces/providers', parameters('workspace'), 'Microsoft.SecurityInsights'),'/alertRules/${id}')]`,
  name: `[concat(parameters('workspace'),'/Microsoft.SecurityInsights/${id}')]`,
  type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
  kind: 'Scheduled',
  apiVersion: '2023-12-01-preview',
  properties,
};
const template = (resources: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { workspace: { type: 'String' } },
  ...more,
  resources,
});
const restAnswer = {
  id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w/providers/Microsoft.SecurityInsights/alertRules/${id}`,
  name: id,
  etag: '"1"',
  type: 'Microsoft.SecurityInsights/alertRules',
  kind: 'Scheduled',
  properties: { ...properties, lastModifiedUtc: '2026-01-01T00:00:00Z' },
};

describe('every form gives the same file', () => {
  test.each<[string, unknown]>([
    ['a portal export', template([portalResource])],
    [
      'a template of an extension resource, values in parameters and variables',
      template(
        [
          {
            type: 'Microsoft.SecurityInsights/alertRules',
            scope: "[format('Microsoft.OperationalInsights/workspaces/{0}', parameters('workspace'))]",
            name: "[parameters('ruleId')]",
            kind: 'Scheduled',
            properties: { ...properties, displayName: "[concat('Rare', ' ', variables('what'))]" },
          },
        ],
        {
          parameters: { workspace: { type: 'string' }, ruleId: { defaultValue: id } },
          variables: { what: 'process' },
        },
      ),
    ],
    ['a template with symbolic names', template({ rule: portalResource })],
    [
      'a name built by format',
      template([
        {
          ...portalResource,
          name: `[format('{0}/Microsoft.SecurityInsights/${id}', parameters('workspace'))]`,
        },
      ]),
    ],
    ['one resource of a template', portalResource],
    [
      'a kind in another case, as SentinelARConverter spells some',
      template([{ ...portalResource, kind: 'scheduled' }]),
    ],
    ['a REST answer', restAnswer],
    ['a REST answer of a list', { value: [restAnswer] }],
    ['a list of rules', [restAnswer]],
    ['a REST answer whose id alone says the name', { ...restAnswer, name: undefined }],
    ['a list of rules that say no type', [{ name: id, kind: 'Scheduled', properties }]],
  ])('%s', async (_, json) => {
    const project = start({ 'export.json': json });
    const { stdout, code } = await project.run('convert export.json');
    expect(stdout).toBe(
      'created analytics-rules/rare-process.yaml\n1 item: 1 created, 0 updated, 0 unchanged.\n',
    );
    expect(code).toBe(0);
    expect(readFileSync(project.path('analytics-rules/rare-process.yaml'), 'utf8')).toBe(text);
  });
});

describe('what a template says beside its resources', () => {
  const rule = { ...portalResource, name: id };
  const workspace = { type: 'Microsoft.OperationalInsights/workspaces', name: "[parameters('workspace')]" };
  const one = '1 item: 1 created, 0 updated, 0 unchanged.\n';
  const none = '0 items: 0 created, 0 updated, 0 unchanged.\n';
  test.each<[string, unknown, Readonly<Record<string, unknown>>, number, string, string | undefined]>([
    [
      'an existing resource deploys nothing',
      { ws: { ...workspace, existing: true }, rule },
      {},
      0,
      one,
      undefined,
    ],
    [
      'an existing rule is none of the template',
      { rule: { ...rule, existing: true } },
      {},
      0,
      none,
      undefined,
    ],
    ['existing may be false', { rule: { ...rule, existing: false } }, {}, 0, one, undefined],
    ['a condition that is true', [{ ...rule, condition: true }], {}, 0, one, undefined],
    [
      'a condition that is not known',
      [{ ...rule, condition: "[equals(parameters('workspace'), 'x')]" }],
      {},
      0,
      one,
      'convert/condition',
    ],
    ['a condition that is false', [{ ...rule, condition: false }], {}, 0, none, 'left out'],
    [
      'a condition by a parameter with a default',
      [{ ...rule, condition: "[parameters('deploy')]" }],
      { parameters: { deploy: { type: 'bool', defaultValue: false } } },
      0,
      none,
      'left out',
    ],
    ['a loop', [{ ...rule, copy: { name: 'loop', count: 3 } }], {}, 1, none, 'convert/loop'],
    [
      'another type is named',
      [rule, { type: 'Microsoft.Insights/workbooks', name: 'w' }],
      {},
      1,
      one,
      'Microsoft.Insights/workbooks',
    ],
    [
      'a resource inside another one',
      [{ ...workspace, properties: {}, resources: [{ ...rule, type: 'providers/alertRules' }] }],
      {},
      1,
      one,
      'A resource of type Microsoft.OperationalInsights/workspaces',
    ],
    [
      'a variable over a parameter over a variable',
      [{ ...rule, name: "[variables('name')]" }],
      {
        parameters: { first: { defaultValue: "[variables('part')]" } },
        variables: { part: id.slice(0, 8), name: `[concat(parameters('first'), '${id.slice(8)}')]` },
      },
      0,
      one,
      undefined,
    ],
    [
      'a variable that refers to itself has no value',
      [{ ...rule, name: "[variables('a')]" }],
      { variables: { a: "[variables('b')]", b: "[variables('a')]" } },
      1,
      none,
      'convert/no-id',
    ],
  ])('%s', async (_, resources, more, code, counts, words) => {
    const project = start({ 'export.json': template(resources, more) });
    const result = await project.run('convert export.json');
    expect(result.stdout).toContain(counts);
    if (words === undefined) expect(result.stdout).not.toContain('convert/');
    else expect(result.stdout).toContain(words);
    expect(result.code, result.stdout).toBe(code);
  });
});

test('a hunting query, and two files at once', async () => {
  const hunt = {
    type: 'Microsoft.OperationalInsights/workspaces/savedSearches',
    name: `[concat(parameters('workspace'), '/', '${otherId}')]`,
    properties: {
      category: 'Hunting Queries',
      displayName: 'Rare clones',
      query: 'GitHubAuditData',
      version: 2,
      tags: [{ name: 'tactics', value: 'Collection' }],
    },
  };
  const project = start({ 'a.json': template([hunt]), 'b.json': template([portalResource]) });
  const { stdout } = await project.run('convert a.json b.json --out content');
  expect(stdout).toContain('2 items: 2 created');
  expect(readdirSync(project.path('content')).sort()).toEqual(['analytics-rules', 'hunting-queries']);
  expect(readFileSync(project.path('content/hunting-queries/rare-clones.yaml'), 'utf8')).toContain(
    `id: ${otherId}\n`,
  );
});

test('converting again changes nothing; an edit goes into the same file', async () => {
  const project = start({ 'export.json': template([portalResource]) });
  await project.run('convert export.json');
  expect((await project.run('convert export.json')).stdout).toBe(
    '1 item: 0 created, 0 updated, 1 unchanged.\n',
  );
  project.write(
    'export.json',
    JSON.stringify(template([{ ...portalResource, properties: { ...properties, severity: 'High' } }])),
  );
  expect((await project.run('convert export.json')).stdout).toContain(
    'updated analytics-rules/rare-process.yaml (severity)\n',
  );
});

test('brackets in a template: two at the start are a text, and outside of templates every bracket is', async () => {
  const named = (displayName: string) => ({ ...properties, displayName });
  const project = start({
    'template.json': template([{ ...portalResource, properties: named('[[Prod]') }]),
    'rest.json': { ...restAnswer, name: otherId, properties: named('[Prod]') },
  });
  await project.run('convert template.json rest.json');
  const names = readdirSync(project.path('analytics-rules')).map(
    (name) => readFileSync(project.path(`analytics-rules/${name}`), 'utf8').split('\n')[1],
  );
  expect(names).toEqual(["name: '[Prod]'", "name: '[Prod]'"]);
});

test('comments, a byte order mark and UTF-16 are read', async () => {
  const json = `\uFEFF// exported in May\n${JSON.stringify(template([portalResource]))} /* end */`;
  const project = start({ 'utf8.json': json });
  expect((await project.run('convert utf8.json')).code).toBe(0);
  project.write('utf16.json', Buffer.from(json, 'utf16le'));
  expect((await project.run('convert utf16.json')).stdout).toContain('1 unchanged');
});

describe('anything else is an error at its place, and the rest is converted', () => {
  const playbook = { type: 'Microsoft.Logic/workflows', name: 'p', properties: {} };
  const search = {
    type: 'Microsoft.OperationalInsights/workspaces/savedSearches',
    name: 'w/s',
    properties: { category: 'Functions' },
  };
  test.each<[string, unknown, string]>([
    [
      'broken JSON',
      '{\n  "resources": [\n    {]\n',
      'x.json:3:6 error convert/bad-json A key in double quotes was expected',
    ],
    ['a text that is not closed', '{"a": "b', 'x.json:1:7 error convert/bad-json The text is not closed'],
    ['YAML', 'id: 1', 'x.json:1:1 error convert/bad-json A value was expected, not id'],
    ['nothing', '', 'x.json:1:1 error convert/bad-json A value was expected, not the end of the file'],
    [
      'nested without end',
      '['.repeat(100_000),
      'x.json:1:202 error convert/bad-json Values are nested over 200 levels deep',
    ],
    ['no resources', { resources: [] }, 'x.json:1:1 error convert/no-content'],
    ['a text', '"rule"', 'x.json:1:1 error convert/not-a-resource'],
    [
      'some other map',
      { a: 1 },
      'x.json:1:1 error convert/not-a-resource Neither type nor kind says what this is',
    ],
    [
      'a playbook',
      template([portalResource, playbook]),
      'error convert/unsupported-resource A resource of type Microsoft.Logic/workflows is no',
    ],
    [
      'a saved search of another category',
      [search],
      'x.json:2:3 error convert/unsupported-resource The saved search is no parser and no hunting query: its category is Functions',
    ],
    ['no name', [{ ...restAnswer, name: undefined, id: undefined }], 'x.json:2:3 error convert/no-id'],
    [
      'an id nobody knows',
      template([{ ...portalResource, name: "[concat(parameters('workspace'), '/', parameters('id'))]" }]),
      'convert/no-id',
    ],
    [
      'a parameter without a value',
      template([{ ...portalResource, properties: { ...properties, severity: "[parameters('s')]" } }]),
      "convert/unknown-value [parameters('s')] cannot be worked out from the file alone",
    ],
    [
      'a function that needs Azure',
      template([{ ...portalResource, properties: { ...properties, severity: '[reference(1)]' } }]),
      'convert/unknown-value',
    ],
    ['no properties', [{ name: id, kind: 'Scheduled' }], 'x.json:2:3 error convert/not-a-resource'],
    [
      'no kind',
      [{ ...restAnswer, kind: undefined }],
      'error convert/not-a-resource The analytics rule has no kind',
    ],
  ])('%s', async (_, json, message) => {
    const project = start({ 'x.json': json, 'good.json': [{ ...restAnswer, name: otherId }] });
    const { stdout, code } = await project.run('convert x.json good.json');
    expect(stdout).toContain(message);
    expect(stdout).toContain('created analytics-rules/rare-process');
    expect(code).toBe(1);
  });

  test('one id twice: nothing is written', async () => {
    const project = start({ 'a.json': [restAnswer], 'b.json': [restAnswer] });
    const { stdout, code } = await project.run('convert a.json b.json');
    expect(stdout).toContain(`b.json error convert/repeated-id The id ${id} is in a.json already`);
    expect(code).toBe(1);
    expect(readdirSync(project.folder)).not.toContain('analytics-rules');
  });

  test('a file that is not there', async () => {
    const { stderr, code } = await start().run('convert none.json');
    expect(stderr).toContain('content/no-such-path');
    expect(code).toBe(3);
  });
});
