// promote, the audit trail, and the way back: each apply leaves a record, and an older commit goes through the same gates.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../src/promotion/audit.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';
import { namesIn, readRule } from './portal.ts';

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
const cases =
  'cases:\n  - name: fires\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: -5m, FileName: rare.exe }\n    alerts: 1\n';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    '.gitignore': '.sentinel-sync/\n',
    'environments/dev.yaml': smallWorkspace,
    'environments/prod.yaml': `${smallWorkspace}promotion: { from: dev }\n`,
    'analytics-rules/rare.yaml': ruleText(),
    'test/analytics-rules/rare/cases.yaml': cases,
  });
});
afterEach(() => project.dispose());

const audit = (file = '.sentinel-sync/audit.jsonl') =>
  readFileSync(project.path(file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditRecord);

describe('promote', () => {
  test('takes content to prod in one go', async () => {
    const promoted = await project.run('promote dev prod --auto-approve');
    expect(promoted).toMatchObject({ code: 0 });
    expect(promoted.stdout).toMatch(/Promoted\.\n$/);
    expect(await namesIn(project, 'alertRules', 'prod')).toEqual([id]);
    expect(audit().map(({ environment, summary }) => [environment, summary.applied])).toEqual([
      ['dev', 1],
      ['prod', 1],
    ]);
  });

  test('stops at the first step that does not pass, and says which', async () => {
    project.write(
      'environments/prod.yaml',
      `${smallWorkspace}promotion: { from: dev }\nparameters:\n  rare: { gone: 1 }\n`,
    );
    const stopped = await project.run('promote dev prod --auto-approve');
    expect(stopped).toMatchObject({ code: 1 });
    expect(stopped.stderr).toContain('Promotion stopped at test --as prod');

    project.write('environments/prod.yaml', `${smallWorkspace}promotion: { from: dev }\n`);
    project.write('test/analytics-rules/rare/cases.yaml', cases.replace('rare.exe', 'common.exe'));
    const failed = await project.run('promote dev prod --auto-approve');
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stdout).toContain('Promotion stopped: test --as prod did not pass.');
    for (const name of ['dev', 'prod']) expect(await namesIn(project, 'alertRules', name)).toEqual([]);
  });

  test('asks before each apply, and has no way around a gate', async () => {
    const questions: string[] = [];
    const confirm = async (question: string) => questions.push(question) === 1;
    expect(await project.run('promote dev prod', { confirm })).toMatchObject({ code: 1 });
    expect(questions).toHaveLength(2);
    expect(await namesIn(project, 'alertRules', 'dev')).toEqual([id]);
    expect(await namesIn(project, 'alertRules', 'prod')).toEqual([]);
    expect(await project.run('promote dev prod')).toMatchObject({ code: 3 });
    expect(await project.run('promote prod dev --auto-approve')).toMatchObject({ code: 3 });
  });
});

test('an apply leaves who wrote what where, also when nothing changed or something failed', async () => {
  const env = { GITHUB_ACTOR: 'octocat', GITHUB_RUN_ID: '7' };
  const clock = () => new Date('2026-01-15T12:00:00Z');
  expect(await project.run('apply -e dev --auto-approve', { env, clock })).toMatchObject({ code: 0 });
  expect(await project.run('apply -e dev --auto-approve', { env, clock })).toMatchObject({ code: 0 });
  expect(await project.run('apply -e dev --auto-approve --audit trail/a.jsonl', { env })).toMatchObject({
    code: 0,
  });
  const [first, second] = audit();
  expect(first).toMatchObject({
    schemaVersion: 1,
    at: '2026-01-15T12:00:00.000Z',
    who: { name: 'octocat', source: 'github' },
    runId: '7',
    environment: 'dev',
    changes: [{ action: 'create', kind: 'analytics-rule', id, result: 'applied' }],
  });
  expect(second).toMatchObject({ changes: [], summary: { unchanged: 1 } });
  expect(audit('trail/a.jsonl')).toHaveLength(1);

  project.write('analytics-rules/rare.yaml', ruleText({ severity: 'High' }));
  const refuse = { status: 400, body: { error: { code: 'BadRequest', message: 'not today' } } };
  const faults = ({ method }: { method: string }) => (method === 'PUT' ? refuse : undefined);
  const failed = await serving(project, 'dev', { faults }, () => project.run('apply -e dev --auto-approve'));
  expect(failed).toMatchObject({ code: 1 });
  expect(audit().at(-1)?.changes).toMatchObject([
    { action: 'update', id, result: 'failed', error: expect.stringContaining('not today') },
  ]);
});

describe('rollback', () => {
  const git = (...args: string[]) => project.git(...args);
  const commit = (message: string) => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  const edited = ruleText({ severity: 'High' });

  let good: string;
  beforeEach(async () => {
    git('init', '-q');
    good = commit('good');
    expect(await project.run('promote dev prod --auto-approve')).toMatchObject({ code: 0 });
    project.write('analytics-rules/rare.yaml', edited);
    project.write(
      'analytics-rules/new.yaml',
      ruleText({ id: '00000000-0000-4000-8000-00000000000b', name: 'New' }),
    );
    commit('worse');
    expect(await project.run('apply -e dev --auto-approve')).toMatchObject({ code: 0 });
  });

  test('what was tried out before it was committed proves nothing of the commit', async () => {
    const weak = cases.replace('rare.exe }', 'rare.exe, ProcessCommandLine: x }');
    project.write('test/analytics-rules/rare/cases.yaml', weak);
    for (const command of ['test --as prod', 'validate -e dev --as prod', 'smoke -e dev --as prod']) {
      expect(await project.run(command)).toMatchObject({ code: 0 });
    }
    const dirty = await project.run('plan -e prod --evidence .sentinel-sync/evidence.jsonl');
    expect(dirty.stdout).toContain('~ update analytics-rule Rare process seen');
    project.write('test/analytics-rules/rare/cases.yaml', cases);
    const refused = await project.run('apply -e prod --auto-approve');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toMatch(
      /No tests at this commit \(there is some at [0-9a-f]{7} with uncommitted changes\)/,
    );
  });

  test('an older commit is deployed without touching the working tree', async () => {
    expect(await readRule(project, id, 'dev')).toMatchObject({ severity: 'High' });
    project.write('environments/dev.yaml', `${smallWorkspace}# changed since\n`);
    const before = git('status', '--porcelain');
    expect(await project.run(`apply -e dev --ref ${good.slice(0, 10)} --auto-approve`)).toMatchObject({
      code: 0,
    });
    expect(await readRule(project, id, 'dev')).toMatchObject({ severity: 'Medium' });
    expect(git('status', '--porcelain')).toBe(before);
    expect(readFileSync(project.path('analytics-rules/rare.yaml'), 'utf8')).toBe(edited);
    expect(audit().at(-1)).toMatchObject({ environment: 'dev', commit: good });
  });

  test('it can be planned, reviewed and applied as reviewed', async () => {
    const ref = `-e dev --ref ${good}`;
    const planned = await project.json<{ commit: string; changes: { action: string }[] }>(
      `plan ${ref} --out back.json`,
    );
    expect(planned.commit).toBe(good);
    expect(planned.changes.map(({ action }) => action)).toContain('update');
    // The same plan does not hold for the content as it stands.
    expect(await project.run('apply back.json -e dev')).not.toMatchObject({ code: 0 });
    expect(await project.run(`apply back.json ${ref}`)).toMatchObject({ code: 0 });
    expect(await readRule(project, id, 'dev')).toMatchObject({ severity: 'Medium' });
  });

  test('into prod it needs evidence of that very commit, as fresh as any', async () => {
    const gate = `${smallWorkspace}promotion: { from: dev, maxAge: 1h }\n`;
    for (const name of ['second', 'third']) project.write(`environments/${name}.yaml`, gate);
    expect(await project.run(`apply -e second --ref ${good} --auto-approve`)).toMatchObject({ code: 0 });
    expect(await namesIn(project, 'alertRules', 'second')).toEqual([id]);

    const newer = await project.run('apply -e second --ref HEAD --auto-approve');
    expect(newer).toMatchObject({ code: 1 });
    expect(newer.stdout).toContain('no validation in dev');

    const clock = () => new Date(Date.now() + 86_400_000);
    const old = await project.run(`apply -e third --ref ${good} --auto-approve`, { clock });
    expect(old).toMatchObject({ code: 1 });
    expect(old.stdout).toContain('as young as asked for');
  });

  test('an unknown revision and one without content are refused', async () => {
    expect(await project.run('apply -e dev --ref nope --auto-approve')).toMatchObject({ code: 3 });
    const empty = git('commit-tree', git('mktree'), '-m', 'empty');
    const refused = await project.run(`apply -e dev --ref ${empty} --prune --auto-approve`);
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain('no content at revision');
    expect(await namesIn(project, 'alertRules', 'dev')).toHaveLength(2);
  });

  test('parameters of items the commit does not have are no misspelt ones', async () => {
    project.write('environments/dev.yaml', `${smallWorkspace}parameters:\n  new: { since: 1 }\n`);
    project.write(
      'analytics-rules/new.yaml',
      ruleText({
        id: '00000000-0000-4000-8000-00000000000b',
        name: 'New',
        query: '|\n  // parameters\n  let since = 2;\n\n  DeviceProcessEvents | where ProcessId == since',
      }),
    );
    expect(await project.run('apply -e dev --auto-approve')).toMatchObject({ code: 0 });
    expect(await project.run(`apply -e dev --ref ${good} --auto-approve`)).toMatchObject({ code: 0 });
  });
});
