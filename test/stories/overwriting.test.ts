// What a command would write over is asked for first: text that no commit holds, and files that are no outputs.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleBody, ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';
import { editRule } from './portal.ts';

const file = 'analytics-rules/rare.yaml';
const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
let project: TestProject;
const git = (...args: string[]) => project.git(...args);
const text = () => readFileSync(project.path(file), 'utf8');

beforeEach(() => {
  project = createProject({
    [file]: ruleText(),
    'environments/local.yaml': smallWorkspace,
    '.gitignore': '.sentinel-sync/\n',
  });
});
afterEach(() => project.dispose());

const template = JSON.stringify({
  name: id,
  type: 'Microsoft.SecurityInsights/alertRules',
  ...ruleBody({
    displayName: 'Rare process seen',
    description: 'Identifies a process that is rarely seen.',
    severity: 'High',
    query: 'DeviceProcessEvents\n| where FileName == "rare.exe"',
    tactics: ['Execution'],
  }),
});

describe.each(['export', 'convert export.json'])('%s', (command) => {
  beforeEach(async () => {
    project.write('export.json', template);
    expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
    await editRule(project, id, (properties) => ({ ...properties, severity: 'High' }));
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'all');
  });

  test('what is committed is brought up to date', async () => {
    expect(await project.run(command)).toMatchObject({ code: 0 });
    expect(text()).toContain('severity: High');
  });

  test.each<[string, () => void]>([
    ['an edit', () => project.write(file, `${ruleText()}tags: [mine]\n`)],
    [
      'an edit that is staged',
      () => {
        project.write(file, `${ruleText()}tags: [mine]\n`);
        git('add', '-A');
      },
    ],
    ['a file that Git does not track', () => git('rm', '-q', '--cached', file)],
    [
      'a file that Git ignores',
      () => {
        project.write('.gitignore', '.sentinel-sync/\n*.yaml\n');
        git('rm', '-q', '--cached', file);
        git('commit', '-q', '-m', 'none');
      },
    ],
  ])('%s is kept, unless --force is given', async (_, edit) => {
    edit();
    const before = text();
    const refused = await project.run(command);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('export/uncommitted');
    expect(refused.stderr).toContain(`${file} would be changed`);
    expect(text()).toBe(before);
    expect(await project.run(`${command} --force`)).toMatchObject({ code: 0 });
    expect(text()).toContain('severity: High');
  });

  test('another file with edits is no hindrance', async () => {
    project.write('analytics-rules/other.yaml', ruleText({ id: id.replace('6f', '7f'), name: 'Other' }));
    expect(await project.run(command)).toMatchObject({ code: 0 });
  });

  test('a dry run shows the lines and writes nothing', async () => {
    const before = text();
    const { code, stdout } = await project.run(`${command} --dry-run`);
    expect(code).toBe(0);
    expect(stdout).toContain(`updated ${file} (severity)`);
    expect(stdout).toMatch(/^ {4}- severity: Medium$/m);
    expect(stdout).toMatch(/^ {4}\+ severity: High$/m);
    expect(stdout).toContain('Nothing was written: this was a dry run.');
    expect(text()).toBe(before);
  });
});

test('a dry run of new files writes none, and its JSON has their text', async () => {
  project.write('export.json', template.replace(id, id.replace('6f', '7f')));
  const { files } = await project.json<{ files: { file: string; text: string }[] }>(
    'convert export.json --dry-run',
  );
  expect(files).toMatchObject([
    { file: 'analytics-rules/rare-process-seen.yaml', text: expect.stringContaining('severity: High') },
  ]);
  expect(() => readFileSync(project.path('analytics-rules/rare-process-seen.yaml'))).toThrow('ENOENT');
});

test('outside a repository nothing is known of commits: the file is edited', async () => {
  project.write('export.json', template);
  expect(await project.run('convert export.json')).toMatchObject({ code: 0 });
});

test.each([
  `plan --out ${file}`,
  `lint --write-baseline ${file}`,
  `lint --report json=${file}`,
  `test --report junit=${file}`,
  `seed --parameters ${file}`,
  `test --evidence ${file}`,
  `test --mutate --mutation-record ${file}`,
  `test --evade --evasion-record ${file}`,
])('%s does not write over a content file', async (command) => {
  const before = text();
  project.write('test/analytics-rules/rare/cases.yaml', 'cases: [{ name: a, seed: {}, alerts: 0 }]\n');
  const { code, stderr } = await project.run(command);
  expect(stderr).toMatch(/cli\/overwrites-source|promotion\/evidence-unwritable/);
  expect(code).toBe(3);
  expect(text()).toBe(before);
});
