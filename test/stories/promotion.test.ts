// From dev to prod on two embedded workspaces: nothing gets into prod without evidence of its very content.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';
import { namesIn } from './portal.ts';

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
const cases = (file: string) =>
  `cases:\n  - name: fires\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: -5m, FileName: ${file} }\n    alerts: 1\n  - name: stays silent\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: -5m, FileName: common.exe }\n    none: true\n`;

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/dev.yaml': smallWorkspace,
    'environments/prod.yaml': `${smallWorkspace}promotion:\n  from: dev\n  require: [tests, validation, smoke]\n  maxAge: 7d\n`,
    'analytics-rules/rare.yaml': ruleText(),
    'test/analytics-rules/rare/cases.yaml': cases('rare.exe'),
  });
});
afterEach(() => project.dispose());

async function gatherEvidence(): Promise<void> {
  expect(await project.run('test')).toMatchObject({ code: 0 });
  expect(await project.run('apply --environment dev --auto-approve')).toMatchObject({ code: 0 });
  expect(await project.run('validate --environment dev')).toMatchObject({ code: 0 });
  expect(await project.run('smoke --environment dev')).toMatchObject({ code: 0 });
}

test('prod refuses an item without evidence and says what would give it', async () => {
  const refused = await project.run('apply --environment prod --auto-approve');
  expect(refused).toMatchObject({ code: 1 });
  for (const words of [
    'No tests',
    'no validation in dev',
    'no smoke in dev',
    'sentinel-sync validate --environment dev',
  ]) {
    expect(refused.stdout).toContain(words);
  }
  expect(await namesIn(project, 'alertRules', 'prod')).toEqual([]);
});

test('with evidence from dev the same content goes to prod, once', async () => {
  await gatherEvidence();
  expect(await project.run('apply --environment prod --auto-approve')).toMatchObject({ code: 0 });
  expect(await namesIn(project, 'alertRules', 'prod')).toEqual([id]);
  expect(await project.run('plan --environment prod --detailed-exitcode')).toMatchObject({ code: 0 });
});

test('a changed query needs new evidence; a failed validation does not open the gate', async () => {
  await gatherEvidence();
  project.write(
    'analytics-rules/rare.yaml',
    ruleText({ query: '|\n  DeviceProcessEvents\n  | where FileName == "other.exe"' }),
  );
  const refused = await project.run('apply --environment prod --auto-approve');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toContain('another version');

  expect(await project.run('validate --environment dev')).toMatchObject({ code: 1 });
  const failed = await project.run('apply --environment prod --auto-approve');
  expect(failed.stdout).toContain('validation in dev failed: fires: Expected 1 alert, got 0');

  project.write('test/analytics-rules/rare/cases.yaml', cases('other.exe'));
  await gatherEvidence();
  expect(await project.run('apply --environment prod --auto-approve')).toMatchObject({ code: 0 });
});

test('what lacks evidence is refused, the rest goes on; a saved plan says so before anyone approves', async () => {
  await gatherEvidence();
  const other = '00000000-0000-4000-8000-00000000000b';
  project.write('analytics-rules/untested.yaml', ruleText({ id: other, name: 'Untested' }));
  const planned = await project.run(
    'plan -e prod --evidence .sentinel-sync/evidence.jsonl --out plan.json --detailed-exitcode',
  );
  expect(planned).toMatchObject({ code: 2 });
  expect(planned.stdout).toContain('! blocked analytics-rule Untested (no-evidence)');
  expect(planned.stdout).toContain('Plan: 1 to create, 1 blocked; 1 no-evidence.');
  const applied = await project.run('apply plan.json');
  expect(applied).toMatchObject({ code: 1 });
  expect(applied.stdout).toContain('Run sentinel-sync test --as prod, then sentinel-sync validate');
  expect(await namesIn(project, 'alertRules', 'prod')).toEqual([id]);
  // Now only what the gate refuses is left.
  const left = 'plan -e prod --evidence .sentinel-sync/evidence.jsonl --detailed-exitcode';
  expect(await project.run(left)).toMatchObject({ code: 1 });
});

test('a plan that was reviewed without asking the gate is written whole or not at all', async () => {
  await gatherEvidence();
  const other = '00000000-0000-4000-8000-00000000000b';
  project.write('analytics-rules/untested.yaml', ruleText({ id: other, name: 'Untested' }));
  expect(await project.run('plan -e prod --out plan.json')).toMatchObject({ code: 0 });
  const refused = await project.run('apply plan.json');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toContain('Untested: no tests for this content');
  expect(await namesIn(project, 'alertRules', 'prod')).toEqual([]);
});

test('old evidence does not count', async () => {
  await gatherEvidence();
  const later = () => new Date(Date.now() + 8 * 86_400_000);
  const refused = await project.run('apply --environment prod --auto-approve', { clock: later });
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toContain('as young as asked for');
});

test('smoke proves what is deployed, not what might be', async () => {
  const smoke = await project.json<{ items: { result: string }[] }>('smoke --environment dev');
  expect(smoke.items.map(({ result }) => result)).toEqual(['not-deployed']);
});

test('what an environment accepts not to have keeps nobody from prod, and does not get there itself', async () => {
  project.write(
    'environments/dev.yaml',
    'workspace:\n  embedded:\n    tables: [DeviceProcessEvents]\nonMissingTables: skip\n',
  );
  project.write(
    'analytics-rules/firewall.yaml',
    ruleText({
      id: '00000000-0000-4000-8000-00000000000b',
      name: 'Firewall',
      query: 'CommonSecurityLog | where DeviceAction == "deny"',
    }),
  );
  await gatherEvidence();
  const smoke = await project.run('smoke --environment dev');
  expect(smoke).toMatchObject({ code: 0 });
  expect(smoke.stdout).toContain('skipped Firewall The workspace lacks CommonSecurityLog');
  const applied = await project.run('apply --environment prod --auto-approve');
  expect(applied).toMatchObject({ code: 1 });
  expect(applied.stdout).toContain('blocked analytics-rule Firewall');
  expect(await namesIn(project, 'alertRules', 'prod')).toEqual([id]);
});
