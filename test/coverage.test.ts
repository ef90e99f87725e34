// Coverage by tested detections: the techniques, what is missing, and the layer that MITRE's Navigator reads.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleText } from './content/a-rule.ts';
import { createProject, type TestProject } from './stories/command-line.ts';

const rule = (number: number, techniques: string) =>
  ruleText({
    id: `00000000-0000-4000-8000-00000000000${number}`,
    name: `Rule ${number}`,
    relevantTechniques: techniques,
  });
const fires =
  '- { name: fires, seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe }] }, alerts: 1 }';
const silent = '- { name: silent, seed: {}, none: true }';
const gap =
  '- { name: unseen, seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: b.exe }] }, gap: renamed }';

let project: TestProject;
beforeAll(() => {
  project = createProject({
    'sentinel-sync.yaml': '',
    'analytics-rules/one.yaml': rule(1, '[T1213.003, t1567.001]'),
    'analytics-rules/two.yaml': rule(2, '[T1213.003]'),
    'analytics-rules/three.yaml': rule(3, '[]'),
    'analytics-rules/four.yaml': rule(4, '[T1562.001]'),
    'test/analytics-rules/one/cases.yaml': `cases:\n  ${fires}\n  ${silent}\n  ${gap}\n`,
    'test/analytics-rules/two/cases.yaml': `cases:\n  ${fires}\n`,
    'test/analytics-rules/three/cases.yaml': `cases:\n  ${fires}\n  ${silent}\n`,
    'test/analytics-rules/four/cases.yaml': `cases:\n  ${silent}\n`,
  });
});
afterAll(() => project.dispose());

test('the table has a line for each technique and says what is missing', async () => {
  const { stdout, code } = await project.run('coverage');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^technique +score +detections +fire +silent +gaps +name\n/);
  expect(stdout).toMatch(/^T1213\.003 +50 +2 +2 +1 +1 +Code Repositories$/m);
  expect(stdout).toMatch(/^T1567\.001 +100 +1 +1 +1 +1 +Exfiltration to Code Repository$/m);
  expect(stdout).toMatch(/^T1562\.001 +0 +1 +0 +1 +0 +\(not in ATT&CK Enterprise now\)$/m);
  expect(stdout).toMatch(/^Collection +1 +1 +\d+$/m);
  expect(stdout).toContain(`Missing:
  analytics-rules/four.yaml has no case that fires
  analytics-rules/two.yaml has no case that stays silent
  analytics-rules/three.yaml names no technique

Coverage: 4 detections of 3 techniques, 2 of them tested.
`);
});

test('the CSV has a line for each technique and detection', async () => {
  const { stdout } = await project.run('coverage --format csv');
  expect(stdout).toBe(`technique,name,tactics,score,detection,file,fire,silent,gaps
T1213.003,Code Repositories,Collection,50,Rule 1,analytics-rules/one.yaml,1,1,1
T1213.003,Code Repositories,Collection,50,Rule 2,analytics-rules/two.yaml,1,0,0
T1562.001,,,0,Rule 4,analytics-rules/four.yaml,0,1,0
T1567.001,Exfiltration to Code Repository,Exfiltration,100,Rule 1,analytics-rules/one.yaml,1,1,1
`);
});

/** Format 4.5 as its page defines it: https://github.com/mitre-attack/attack-navigator/blob/master/layers/LAYERFORMATv4_5.md */
const closed = { type: 'object', additionalProperties: false } as const;
const text = { type: 'string' } as const;
const pairs = (...keys: readonly string[]) => ({
  type: 'array',
  items: { ...closed, required: keys, properties: Object.fromEntries(keys.map((key) => [key, text])) },
});
const colour = { type: 'string', pattern: '^#[0-9A-Fa-f]{6}$' } as const;
const layerSchema = {
  ...closed,
  required: ['name', 'domain'],
  properties: {
    name: text,
    description: text,
    domain: { enum: ['enterprise-attack', 'mobile-attack', 'ics-attack'] },
    versions: {
      ...closed,
      required: ['navigator', 'layer'],
      properties: {
        attack: text,
        navigator: { type: 'string', pattern: '^(4\\.9|[5-9]\\.)' },
        layer: { const: '4.5' },
      },
    },
    sorting: { enum: [0, 1, 2, 3] },
    layout: {
      ...closed,
      properties: {
        layout: { enum: ['side', 'flat', 'mini'] },
        showID: { type: 'boolean' },
        showName: { type: 'boolean' },
        expandedSubtechniques: { enum: ['none', 'all', 'annotated'] },
      },
    },
    techniques: {
      type: 'array',
      items: {
        ...closed,
        required: ['techniqueID'],
        properties: {
          techniqueID: { type: 'string', pattern: '^T\\d{4}(\\.\\d{3})?$' },
          tactic: text,
          comment: text,
          enabled: { type: 'boolean' },
          score: { type: 'number', minimum: 0, maximum: 100 },
          metadata: pairs('name', 'value'),
        },
      },
    },
    gradient: {
      ...closed,
      required: ['colors', 'minValue', 'maxValue'],
      properties: {
        colors: { type: 'array', minItems: 2, items: colour },
        minValue: { type: 'number' },
        maxValue: { type: 'number' },
      },
    },
    legendItems: {
      type: 'array',
      items: { ...closed, required: ['label', 'color'], properties: { label: text, color: colour } },
    },
  },
};

describe('the layer for the Navigator', () => {
  test('is of format 4.5, with a score for each technique of the matrix', async () => {
    const layer = JSON.parse((await project.run('coverage --format navigator')).stdout);
    const validate = new Ajv().compile(layerSchema);
    expect(validate(layer), JSON.stringify(validate.errors)).toBe(true);
    expect(layer.techniques).toMatchObject([
      {
        techniqueID: 'T1213.003',
        score: 50,
        comment: 'Rule 1: 1 fire, 1 stay silent, 1 known gaps\nRule 2: 1 fire, 0 stay silent, 0 known gaps',
      },
      { techniqueID: 'T1567.001', score: 100 },
    ]);
  });

  test('is written to a file beside the table', async () => {
    const { stdout } = await project.run('coverage --report navigator=layer.json');
    expect(stdout).toContain('Coverage:');
    const layer = JSON.parse(readFileSync(project.path('layer.json'), 'utf8'));
    expect(layer.versions.layer).toBe('4.5');
  });
});

test('--format navigator is for coverage alone', async () => {
  const { code, stderr } = await project.run('lint --format navigator');
  expect(code).toBe(3);
  expect(stderr).toContain('lint has no form in the format navigator');
});
