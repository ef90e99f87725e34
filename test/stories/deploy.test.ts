// The everyday story on the embedded workspace: deploy, do nothing, change by hand, remove, add, converge.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';
import { editRule } from './portal.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'analytics-rules/a.yaml': ruleText({ id: '00000000-0000-4000-8000-00000000000a', name: 'Rule A' }),
    'analytics-rules/b.yaml': ruleText({ id: '00000000-0000-4000-8000-00000000000b', name: 'Rule B' }),
    'hunting-queries/h.yaml':
      'id: 00000000-0000-4000-8000-00000000000c\nname: Hunt\ndescription: Looks.\ntactics: [Execution]\nquery: |\n  DeviceProcessEvents | take 10\n',
  });
});
afterEach(() => project.dispose());

interface PlanJson {
  readonly changes: readonly {
    action: string;
    status?: string;
    id: string;
    fields: readonly { path: string }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

const requests = (stderr: string, method: string) =>
  stderr.split('\n').filter((line) => line.startsWith(`${method} `));

describe('apply', () => {
  test('twice: the second writes nothing and costs the list pages only', async () => {
    const first = await project.run('apply --auto-approve --verbose');
    expect(first).toMatchObject({ code: 0 });
    // Each of the three items and its ownership record.
    expect(requests(first.stderr, 'PUT')).toHaveLength(6);
    const second = await project.run('apply --auto-approve --verbose');
    expect(second.code).toBe(0);
    expect(requests(second.stderr, 'PUT')).toEqual([]);
    expect(requests(second.stderr, 'DELETE')).toEqual([]);
    expect(requests(second.stderr, 'GET')).toHaveLength(3);
    const plan = await project.run('plan --detailed-exitcode --verbose');
    expect(plan.code).toBe(0);
    expect(requests(plan.stderr, 'GET')).toHaveLength(3);
  });

  test('asks on a terminal, and writes nothing without consent', async () => {
    const refused = await project.run('apply', { confirm: async () => false });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('nothing was written');
    const nobody = await project.run('apply');
    expect(nobody).toMatchObject({ code: 3 });
    expect(nobody.stderr).toContain('--auto-approve');
    expect((await project.run('plan --detailed-exitcode')).code).toBe(2);
    expect(await project.run('apply', { confirm: async () => true })).toMatchObject({ code: 0 });
  });

  test('of a saved plan writes just that plan, and refuses it once anything moved', async () => {
    expect(await project.run('plan --out plan.json')).toMatchObject({ code: 0 });
    expect(await project.run('apply plan.json')).toMatchObject({ code: 0 });
    const stale = await project.run('apply plan.json');
    expect(stale.code).not.toBe(0);
    expect(stale.stderr).toContain('stale');
  });

  test('of a saved plan goes to the environment it was made for, and to no other', async () => {
    project.write('environments/dev.yaml', smallWorkspace);
    expect(await project.run('plan --environment dev --out plan.json')).toMatchObject({ code: 0 });
    const elsewhere = await project.run('apply plan.json --environment local');
    expect(elsewhere).toMatchObject({ code: 3 });
    expect(elsewhere.stderr).toContain('plan/other-workspace');
    const applied = await project.run('apply plan.json');
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.stdout).toMatch(/on dev\.\n$/);
    expect((await project.run('plan --environment dev --detailed-exitcode')).code).toBe(0);
  });
});

test('a removed file is orphaned, a portal edit is drift, a new file is create; apply --prune converges', async () => {
  await project.run('apply --auto-approve');
  project.remove('analytics-rules/a.yaml');
  await editRule(project, '00000000-0000-4000-8000-00000000000b', (properties) => ({
    ...properties,
    severity: 'Low',
  }));
  project.write(
    'analytics-rules/d.yaml',
    ruleText({ id: '00000000-0000-4000-8000-00000000000d', name: 'Rule D' }),
  );

  const plan = await project.json<PlanJson>('plan --prune');
  const byId = Object.fromEntries(plan.changes.map((change) => [change.id.at(-1), change]));
  expect(byId['a']).toMatchObject({ action: 'delete', status: 'orphaned' });
  expect(byId['b']).toMatchObject({
    action: 'update',
    status: 'drift',
    fields: [expect.objectContaining({ path: 'severity' })],
  });
  expect(byId['c']).toMatchObject({ action: 'no-op' });
  expect(byId['d']).toMatchObject({ action: 'create' });

  expect(await project.run('apply --prune --auto-approve')).toMatchObject({ code: 0 });
  const after = await project.json<PlanJson>('plan --prune');
  expect(after.summary).toMatchObject({ create: 0, update: 0, delete: 0, blocked: 0, orphaned: 0 });
});

test('without --prune an orphan is listed and left alone', async () => {
  await project.run('apply --auto-approve');
  project.remove('analytics-rules/a.yaml');
  const plan = await project.json<PlanJson>('plan');
  expect(plan.changes.find((change) => change.id.endsWith('a'))).toMatchObject({
    action: 'no-op',
    status: 'orphaned',
  });
  expect(await project.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
});
