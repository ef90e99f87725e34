// Missing tables, adoption from another id and --recreate as a user meets them on the command line.
import { afterEach, expect, it } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';

let project: TestProject;
afterEach(() => project.dispose());

const id = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;
const ruleA = (changes: Readonly<Record<string, string>> = {}) =>
  ruleText({ id: id('a'), name: 'Rule A', ...changes });
const ruleB = ruleText({ id: id('b'), name: 'Rule B', query: 'AuditLogs | where OperationName == "x"' });
const environment = (more = '') => `workspace:\n  embedded:\n    tables: [DeviceProcessEvents]\n${more}`;

interface PlanJson {
  readonly changes: readonly Readonly<Record<string, unknown>>[];
}
const requests = (stderr: string, what: RegExp) => stderr.split('\n').filter((line) => what.test(line));

it('a missing table blocks its rule only; the list is read once, and not when nothing is to be written', async () => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/local.yaml': environment(),
    'analytics-rules/a.yaml': ruleA(),
    'analytics-rules/b.yaml': ruleB,
  });
  const plan = await project.json<PlanJson>('plan');
  expect(plan.changes).toMatchObject([
    { action: 'create', id: id('a') },
    { action: 'blocked', id: id('b'), status: 'missing-tables', missingTables: ['AuditLogs'] },
  ]);
  const applied = await project.run('apply --auto-approve --verbose');
  expect(applied.code).toBe(1);
  expect(requests(applied.stderr, /^GET .*\/tables\?/)).toHaveLength(1);
  expect(requests(applied.stderr, /^PUT .*\/alertRules\//)).toHaveLength(1);

  project.write('environments/local.yaml', environment('onMissingTables: skip\n'));
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
  project.remove('analytics-rules/b.yaml');
  const settled = await project.run('plan --verbose');
  expect(requests(settled.stderr, /\/tables\?/)).toEqual([]);
});

it('the embedded workspace refuses what the plan would have blocked: a table it was not given does not exist', async () => {
  project = createProject({ 'environments/local.yaml': environment(), 'analytics-rules/b.yaml': ruleB });
  const { emulatorOptions } = await import('../../src/project/open-workspace.ts');
  const { openEnvironment } = await import('../../src/project/open-environment.ts');
  const { openProject } = await import('../../src/project/open-project.ts');
  const opened = openProject({ folder: project.folder, project: project.folder });
  const opening = { opened, environment: openEnvironment(opened, {}, { env: {} }) };
  const { queries } = await emulatorOptions({ ...opening, clock: () => new Date() });
  try {
    expect((await queries.tables()).map(({ name }) => name)).toEqual(['DeviceProcessEvents']);
    expect(await queries.checkQuery('AuditLogs | take 1')).toMatchObject({ missingTable: true });
    expect(await queries.checkQuery('DeviceProcessEvents | take 1')).toBeUndefined();
  } finally {
    queries.close?.();
  }
});

it('a table nobody knows cannot be given to the embedded workspace', async () => {
  project = createProject({
    'environments/local.yaml': 'workspace: { embedded: { tables: [NoSuch_CL] } }\n',
    'analytics-rules/a.yaml': ruleA(),
  });
  const { code, stderr } = await project.run('plan');
  expect(code).toBe(3);
  expect(stderr).toContain('the table NoSuch_CL, which nobody knows');
  expect(stderr).toContain('tables/NoSuch_CL.json');
});

it('what another repository deployed under another id is duplicate-of, and adopt --from takes it over', async () => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/old\n',
    'analytics-rules/a.yaml': ruleA({ id: id('1'), severity: 'Low' }),
  });
  await project.run('apply --auto-approve');
  project.write('sentinel-sync.yaml', 'owner: contoso/new\n');
  project.write('analytics-rules/a.yaml', ruleA());

  const blocked = await project.run('plan');
  expect(blocked.stdout).toContain('(duplicate-of)');
  expect(blocked.stdout).toContain(`Run adopt ${id('a')} --from ${id('1')}`);
  expect(await project.run(`adopt ${id('a')} ${id('b')} --from x`)).toMatchObject({ code: 3 });
  expect(await project.run(`adopt ${id('a')} --from Nothing`)).toMatchObject({ code: 1 });

  const adopted = await project.runWords(['adopt', id('a'), '--from', 'Rule A']);
  expect(adopted).toMatchObject({ code: 0, stdout: `adopted Rule A from ${id('1')}\n` });
  const plan = await project.run('plan');
  expect(plan.stdout).toContain(`analytics-rules/a.yaml deployed as ${id('1')}`);
  expect(plan.stdout).toContain('severity: "Low" -> "Medium"');
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
  expect(await project.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });

  expect(await project.run('export')).toMatchObject({ code: 0 });
  expect((await project.json<PlanJson>('plan')).changes).toMatchObject([
    { action: 'no-op', id: id('a'), file: 'analytics-rules/a.yaml' },
  ]);
});

it('a saved plan made with --recreate is applied as such', async () => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'analytics-rules/a.yaml': ruleA(),
  });
  await project.run('apply --auto-approve');
  project.write('analytics-rules/a.yaml', ruleA({ id: id('1') }));
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 1 });
  expect(await project.run('plan --recreate --out plan.json')).toMatchObject({ code: 0 });
  const applied = await project.run('apply plan.json');
  expect(applied).toMatchObject({ code: 0 });
  expect(applied.stdout).toContain('2 applied');
  expect((await project.json<PlanJson>('plan')).changes).toMatchObject([{ action: 'no-op', id: id('1') }]);
});
