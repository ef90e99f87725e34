// Files that a report is asked to show and cannot: one error that names the file and what it should hold; nothing is written.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { startProject } from '../stories/command-line.ts';

const plan = (changes: unknown) =>
  JSON.stringify({
    schemaVersion: 1,
    workspace: 'w',
    owner: 'o',
    prune: false,
    changes,
    safety: [],
    content: {},
    etags: {},
  });
const simulation = (changes: object) =>
  JSON.stringify({
    from: '2026-01-15T00:00:00Z',
    to: '2026-01-16T00:00:00Z',
    days: 1,
    rules: [],
    alerts: [],
    ...changes,
  });

test.each([
  [
    '--tests',
    '{',
    /^kept\.json error report\/not-a-result kept\.json is no result of test --format json: .* JSON at position 1/,
  ],
  ['--tests', '{"rules":[{"file":1}]}', /kept\.json is no result of test --format json\./],
  ['--tests', '{"rules":{}}', /kept\.json is no result of test --format json\./],
  ['--plan', '[]', /^kept\.json error plan\/not-a-plan kept\.json is not a plan/],
  ['--plan', plan([{ action: 'update' }]), /kept\.json is no plan of plan --out\./],
  [
    '--plan',
    plan([{ action: 'update', kind: 'k', name: 'n', id: 'i', fields: [{ path: 'p', lines: [1] }] }]),
    /kept\.json is no plan of plan --out\./,
  ],
  [
    '--plan',
    plan([{ action: 'update', kind: 'k', name: 'n', id: 'i', fields: [], reason: {} }]),
    /kept\.json is no plan of plan --out\./,
  ],
  ['--simulation', '{}', /kept\.json is no result of simulate --format json\./],
  ['--simulation', simulation({ from: 'soon' }), /kept\.json is no result of simulate --format json\./],
  ['--simulation', simulation({ alerts: [{ rule: 'a' }] }), /kept\.json is no result of simulate/],
  ['--mutation-record', '{"items":[{}]}', /kept\.json is no record of test --mutation-record\./],
  ['--evasion-record', '{"rules":[{}]}', /kept\.json is no record of test --evasion-record\./],
])('%s %s', async (flag, text, message) => {
  const project = startProject({ 'analytics-rules/rare.yaml': ruleText(), 'kept.json': text });
  const { code, stderr, stdout } = await project.run(`report --out site ${flag} kept.json`);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(message);
  expect(existsSync(project.path('site'))).toBe(false);
});

test.each(['--tests', '--plan', '--simulation', '--mutation-record', '--evasion-record'])(
  '%s with a file that is not there',
  async (flag) => {
    const project = startProject({ 'analytics-rules/rare.yaml': ruleText() });
    const { code, stderr } = await project.run(`report --out site ${flag} none.json`);
    expect(code).toBe(3);
    expect(stderr).toMatch(/none\.json.*(report|plan)\/unreadable .* cannot be read: ENOENT/);
  },
);

test('a kept record in its usual place that is none is not passed over', async () => {
  const project = startProject({ 'analytics-rules/rare.yaml': ruleText(), 'test/evasion.json': '[]' });
  const { code, stderr } = await project.run('report --out site');
  expect(code).toBe(3);
  expect(stderr).toContain('test/evasion.json is no record of test --evasion-record.');
});

test('a content file or a case file that cannot be read stops the report', async () => {
  const project = startProject({
    'analytics-rules/rare.yaml': ruleText(),
    'test/analytics-rules/rare/cases.yaml': 'cases: 1\n',
  });
  const { code, stderr } = await project.run('report --out site');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /test\/analytics-rules\/rare\/cases\.yaml:1:1 error test\/bad-value The file has no cases/,
  );
});

test('a page of a detection that is no text stops the report', async () => {
  const project = startProject({ 'analytics-rules/rare.yaml': ruleText(), 'docs/detections/rare.md': '\0' });
  const { code, stderr } = await project.run('report --out site');
  expect(code).toBe(1);
  expect(stderr).toContain('docs/detections/rare.md:1:1 error content/not-text');
});

test('without --out nothing is done', async () => {
  const project = startProject({ 'analytics-rules/rare.yaml': ruleText() });
  const { code, stderr } = await project.run('report');
  expect(code).toBe(3);
  expect(stderr).toContain("required option '--out <dir>' not specified");
});
