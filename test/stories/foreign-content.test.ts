// Content that somebody else made is never a defect of the tool: it is taken, or named with what is wrong with it.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyticsRuleFields } from '../../src/content/model/analytics-rule.ts';
import { fileKeys } from '../../src/content/model/fields.ts';
import { exitCodes } from '../../src/diagnostics/user-error.ts';
import { ruleBody, ruleText } from '../content/a-rule.ts';
import { objectWords } from '../content/writer-bodies.ts';
import { startProject, type TestProject } from './command-line.ts';
import { type ForeignLists, servingLists } from './foreign-workspace.ts';
import { idOf } from './workspace-content.ts';

const query = 'DeviceProcessEvents | where FileName == "rare.exe"';
const rule = (name: string, more: object = {}, top: object = {}) => ({
  name,
  etag: '"1"',
  ...ruleBody({
    displayName: 'Rare process',
    description: 'Identifies a process that is rarely seen.',
    query,
    tactics: ['Execution'],
    ...more,
  }),
  ...top,
});
const search = (name: string, more: object = {}) => ({
  name,
  etag: 'W/"x"',
  properties: { category: 'Hunting Queries', displayName: 'Hunt', query, version: 2, ...more },
});
/** A map with each key, those that are no assignment too. */
const mapOf = (keys: readonly string[], value: unknown) =>
  Object.fromEntries(keys.map((key) => [key, value]));
const parsed = (text: string) => JSON.parse(text) as object;
const wide = Array.from({ length: 60_000 }, (_, at) => `Column${at}`);
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const commands = ['export', 'export --dry-run', 'plan', 'plan --format json', 'smoke', 'doctor'] as const;

describe.each<[string, ForeignLists]>([
  [
    'names that every object has',
    {
      alertRules: [
        rule(idOf(1), {
          ...mapOf(objectWords, { prototype: { x: 1 } }),
          customDetails: mapOf(objectWords, 'FileName'),
        }),
        rule('__proto__', { displayName: '__proto__' }),
        rule('constructor', {
          displayName: 'constructor',
          severity: 'constructor',
          triggerOperator: 'toString',
          entityMappings: [
            {
              entityType: 'constructor',
              fieldMappings: [{ identifier: '__proto__', columnName: 'toString' }],
            },
          ],
          eventGroupingSettings: mapOf(objectWords, 'x'),
          incidentConfiguration: mapOf(objectWords, mapOf(objectWords, 'x')),
        }),
        { ...rule(idOf(4), { displayName: 'Kind' }), kind: 'toString' },
      ],
      savedSearches: [
        search('toString', {
          ...mapOf(objectWords, 'x'),
          tags: objectWords.map((name) => ({ name, value: name })),
        }),
      ],
      metadata: [
        {
          name: '__proto__',
          properties: {
            ...mapOf(objectWords, 'x'),
            parentId: '/x/alertRules/constructor',
            source: mapOf(objectWords, 'x'),
          },
        },
      ],
    },
  ],
  [
    'values of other types',
    {
      alertRules: [
        rule(idOf(1), { displayName: 42, description: [], severity: {}, query: {}, tactics: 'Execution' }),
        rule(idOf(2), {
          enabled: 'yes',
          queryPeriod: {},
          triggerThreshold: 'x',
          entityMappings: {},
          customDetails: [],
        }),
        rule(idOf(3), {
          techniques: 7,
          subTechniques: [null, {}],
          incidentConfiguration: 'x',
          alertDetailsOverride: 3,
        }),
        rule(idOf(4), {
          entityMappings: [
            null,
            'x',
            { entityType: 1, fieldMappings: [null, { identifier: [], columnName: {} }] },
          ],
        }),
        { name: idOf(5), kind: 7, etag: 3, properties: null },
        { name: idOf(6), kind: 'Scheduled', properties: [] },
        { name: idOf(7) },
        { name: idOf(8), kind: 'Fusion', properties: { sourceSettings: [null, { sourceSubTypes: 'x' }] } },
      ],
      savedSearches: [
        search('a', { tags: 'x', query: 1, displayName: {} }),
        search('b', { tags: [null, 1, 'x', { name: 1, value: {} }, { name: 'tactics', value: [] }] }),
        { name: 'c', properties: 'x' },
      ],
      metadata: [
        { name: 'a', properties: { parentId: 5, source: 'x' } },
        {
          name: 'b',
          properties: {
            parentId: `/x/alertRules/${idOf(1)}`,
            source: { kind: 1, name: {} },
            version: [],
            customVersion: 9,
          },
        },
        { name: 'c', properties: null },
      ],
    },
  ],
  ['items that are none', { alertRules: [null, 'x', 3] }],
  ['items without a name', { alertRules: [ruleBody(), { id: 5, ...ruleBody() }] }],
  ['one id twice', { alertRules: [rule(idOf(1)), rule(idOf(1), { severity: 'Low' })] }],
  [
    'values nested without end',
    { alertRules: `{"value":[{"name":"x","properties":{"deep":${deep(100_000)}}}]}` },
  ],
  [
    'values nested as deep as is read',
    { alertRules: [rule(idOf(1), { deep: parsed(deep(57)), customDetails: { a: parsed(deep(55)) } })] },
  ],
  [
    'a map as wide as is read',
    { alertRules: [rule(idOf(1), { customDetails: mapOf(wide.slice(0, 4_900), 'x') })] },
  ],
  ['a map wider than a file may be', { alertRules: [rule(idOf(1), { customDetails: mapOf(wide, 'x') })] }],
  ['a key that is empty', { alertRules: [rule(idOf(1), { customDetails: { '': 'FileName' } })] }],
  [
    'a key that is very long',
    { alertRules: [rule(idOf(1), { customDetails: { ['k'.repeat(5000)]: 'FileName' } })] },
  ],
  ['answers that are no JSON', { alertRules: '<html>', metadata: '{"value":[' }],
])('%s', (_, lists) => {
  test.each(commands)('%s', async (command) => {
    const project = startProject({
      'analytics-rules/rare.yaml': ruleText({ id: idOf(1), customDetails: '{ constructor: FileName }' }),
      'analytics-rules/other.yaml': ruleText({ id: idOf(2), name: 'Other' }),
    });
    const { code, stderr, stdout } = await servingLists(project, lists, () => project.run(command));
    expect(stderr).not.toContain('internal error');
    expect(code, stdout + stderr).not.toBe(exitCodes.internal);
    expect(readdirSync(project.path('analytics-rules')).every((file) => file.endsWith('.yaml'))).toBe(true);
  });
});

/** What apply would do to the items themselves, beside taking them over. */
async function fieldChanges(project: TestProject): Promise<readonly unknown[]> {
  interface Change {
    readonly action: string;
    readonly item: boolean;
  }
  const { changes } = await project.json<{ changes: Change[] }>('plan');
  expect(changes).not.toEqual([]);
  return changes.filter(({ action, item }) => action !== 'no-op' && item);
}

describe('keys that their author chose', () => {
  // The service takes 20 custom details in a rule.
  const keys = fileKeys(analyticsRuleFields);
  const groups = Array.from({ length: Math.ceil(keys.length / 20) }, (_, at) =>
    keys.slice(at * 20, at * 20 + 20),
  );
  test.each([...groups, objectWords])(
    '%s ...: what is exported changes nothing in the plan',
    async (...keys) => {
      const project = startProject();
      const customDetails = Object.fromEntries(keys.map((key) => [key, key]));
      const lists = { alertRules: [rule(idOf(1), { customDetails }), rule(idOf(2), { displayName: 'B' })] };
      await servingLists(project, lists, async () => {
        expect(await project.run('export')).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('2 created'),
        });
        expect(await fieldChanges(project)).toEqual([]);
      });
      // Into a file that is there, and out of one.
      const edited = {
        alertRules: [
          rule(idOf(1), { customDetails: {} }),
          rule(idOf(2), { displayName: 'B', customDetails }),
        ],
      };
      await servingLists(project, edited, async () => {
        expect(await project.run('export')).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('2 updated'),
        });
        expect(await fieldChanges(project)).toEqual([]);
      });
    },
  );
});

test('what no file can hold is named, and no file is left that the project would stumble over', async () => {
  const project = startProject();
  const lists = {
    alertRules: [
      rule(idOf(1), { customDetails: { '': 'FileName' } }),
      rule(idOf(2), { displayName: 'Good' }),
    ],
  };
  const { code, stdout } = await servingLists(project, lists, () => project.run('export'));
  expect(code).toBe(exitCodes.findings);
  expect(stdout).toContain('failed analytics-rules/rare-process.yaml');
  expect(stdout).toContain('it could not be read back: A key is empty');
  expect(readdirSync(project.path('analytics-rules'))).toEqual(['good.yaml']);
});
