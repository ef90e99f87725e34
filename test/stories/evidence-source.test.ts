// Evidence that a pull request could write opens no gate: the file, and what its records say of where they come from.
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';

const kept = '.sentinel-sync/evidence.jsonl';
const actions = { GITHUB_RUN_ID: '4711', GITHUB_REPOSITORY: 'contoso/detections', GITHUB_SHA: 'c0ffee0' };
let project: TestProject;
const git = (...args: string[]) => project.git(...args);
const run = (args: string, env: Readonly<Record<string, string>> = actions) => project.run(args, { env });

beforeEach(async () => {
  project = createProject({
    'analytics-rules/rare.yaml': ruleText(),
    'test/analytics-rules/rare/cases.yaml':
      'cases:\n  - name: fires\n    seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe }] }\n    alerts: 1\n',
    'environments/dev.yaml':
      'workspace:\n  embedded:\n    name: ${DEV:-dev-one}\n    tables: [DeviceProcessEvents]\n',
    'environments/prod.yaml': `${smallWorkspace}promotion: { from: dev, require: [tests, validation], maxAge: 7d }\n`,
    '.gitignore': '.sentinel-sync/\n',
  });
  expect(await run('test --as prod')).toMatchObject({ code: 0 });
  expect(await run('validate -e dev --as prod')).toMatchObject({ code: 0 });
});
afterEach(() => project.dispose());

const asked = `plan -e prod --evidence ${kept} --detailed-exitcode`;

test('a record says its repository, commit, run and workspace', () => {
  const records = readFileSync(project.path(kept), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const origin = { repository: 'contoso/detections', commit: 'c0ffee0', runId: '4711' };
  expect(records).toMatchObject([
    { kind: 'tests', ...origin },
    { kind: 'validation', ...origin, workspace: expect.stringMatching(/\/workspaces\/dev-one$/) },
  ]);
});

test.each<[string, string, Readonly<Record<string, string>>, number, string]>([
  ['of this run, opens the gate', '--evidence-run 4711', {}, 2, '1 to create'],
  ['of another run does not', '--evidence-run 4712', {}, 1, 'No tests of this run (there is some of 4711)'],
  ['of another repository does not', '', { GITHUB_REPOSITORY: 'contoso/fork' }, 1, 'of this repository'],
  [
    'of another commit does not',
    '',
    { GITHUB_SHA: 'abcdef0' },
    1,
    'at this commit (there is some at c0ffee0)',
  ],
  ['of another workspace does not', '', { DEV: 'dev-two' }, 1, 'in the workspace that its file names now'],
])('evidence %s', async (_, flag, env, code, words) => {
  const planned = await run(`${asked} ${flag}`.trim(), { ...actions, ...env });
  expect(planned.stdout).toContain(words);
  expect(planned.code).toBe(code);
  const applied = await run(`apply -e prod --auto-approve ${flag}`.trim(), { ...actions, ...env });
  expect(applied.code).toBe(code === 2 ? 0 : 1);
});

test('a run without an id is a variable that is not set', async () => {
  const words = ['apply', '-e', 'prod', '--auto-approve', '--evidence-run', ''];
  const { code, stderr } = await project.runWords(words, { env: actions });
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('names no run') });
});

test.each(['plan -e prod', 'apply -e prod --auto-approve'])(
  '%s: a named file that does not exist is an error',
  async (command) => {
    const { code, stderr } = await run(`${command} --evidence gone.jsonl`);
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('There is no evidence file gone.jsonl'),
    });
  },
);

describe('in a repository', () => {
  beforeEach(() => {
    git('init', '-q');
    copyFileSync(project.path(kept), project.path('evidence.jsonl'));
    writeFileSync(project.path('.gitignore'), '.sentinel-sync/\n');
  });

  test.each<[string, string, () => void]>([
    ['in the index', 'evidence.jsonl', () => git('add', '-A')],
    [
      'in the commit alone',
      'evidence.jsonl',
      () => {
        git('add', '-A');
        git('commit', '-q', '-m', 'all');
        git('rm', '-q', '--cached', 'evidence.jsonl');
      },
    ],
    ['at the default place, added by force', kept, () => git('add', '-f', kept)],
    [
      'behind a link',
      'link.jsonl',
      () => {
        git('add', '-A');
        symlinkSync('evidence.jsonl', project.path('link.jsonl'));
      },
    ],
  ])('a file that Git tracks is refused: %s', async (_, file, arrange) => {
    arrange();
    const { code, stderr } = await run(`apply -e prod --auto-approve --evidence ${file}`);
    expect(stderr).toContain('promotion/evidence-tracked');
    expect(code).toBe(3);
  });
});
