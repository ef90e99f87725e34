// seed and validate --seed tables: detection tests over tables of the workspace, through the real Azure clients.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workspaceResourceId } from '../../src/emulator/identity.ts';
import { findRunning } from '../../src/emulator/lock.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { ruleText } from '../content/a-rule.ts';
import { bodiesOf } from '../seeding/template-bodies.ts';
import { createProject, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';
import { passesEitherWay } from './seeded-either-way.ts';

const query = (last = '| project TimeGenerated, FileName, DeviceName') =>
  `|\n  // parameters\n  let watched = dynamic(["rare.exe"]);\n\n  let known = DeviceInfo | where TimeGenerated > ago(1d) | distinct DeviceName;\n  DeviceProcessEvents\n  | where ingestion_time() > ago(1h) and TimeGenerated < now()\n  | where FileName in (watched) and DeviceName !in (known)\n  ${last}`;

const cases = `cases:
  - name: fires
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -5m, FileName: rare.exe, DeviceName: one }
    alerts: 1
  - name: late, but ingested long ago
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -20m, _IngestionTime: -2h, FileName: rare.exe, DeviceName: one }
    none: true
  - name: a device that is known
    seed:
      DeviceInfo: [{ TimeGenerated: -30m, DeviceName: one }]
      DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe, DeviceName: one }]
    none: true
`;

const hunt = {
  'hunting-queries/old.yaml': ruleText({
    id: '00000000-0000-4000-8000-00000000000c',
    name: 'Old process',
    queryPeriod: '14d',
    queryFrequency: '1d',
    query: '|\n  DeviceProcessEvents\n  | where TimeGenerated > ago(10d)\n  | where FileName == "old.exe"',
  }),
};

const oldCases = `cases:
  - name: a week ago
    seed:
      DeviceProcessEvents: [{ TimeGenerated: -7d, FileName: old.exe }]
    alerts: 1
  - name: today
    seed:
      DeviceProcessEvents: [{ TimeGenerated: -2h, FileName: old.exe }]
    alerts: 1
`;

/** What the cases read: to list every table takes longer than the rest of a plan. */
const twoTables = 'workspace: { embedded: { tables: [DeviceInfo, DeviceProcessEvents] } }\n';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/dev.yaml': twoTables,
    'environments/prod.yaml': `${twoTables}promotion: { from: dev, require: [validation] }\n`,
    'analytics-rules/rare.yaml': ruleText({ query: query() }),
    'test/analytics-rules/rare/cases.yaml': cases,
  });
});
afterEach(() => project.dispose());

interface SeedJson {
  readonly runId: string;
  readonly tables: readonly { readonly name: string; readonly action: string; readonly rows: number }[];
  readonly rules: readonly { readonly name: string; readonly action: string }[];
  readonly cases: readonly { readonly case: string; readonly way: string; readonly why?: string }[];
}

const seed = (args = '') => project.json<SeedJson>(`seed -e dev ${args}`);
const actions = ({ tables, rules }: SeedJson) => [...tables, ...rules].map(({ action }) => action);
const evidence = () =>
  readFileSync(project.path('.sentinel-sync/evidence.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function addOldRule(): void {
  project.write('analytics-rules/old.yaml', hunt['hunting-queries/old.yaml']);
  project.write('test/analytics-rules/old/cases.yaml', oldCases);
}

test('validate --seed tables seeds, waits and validates; its evidence opens the gate', async () => {
  const validated = await project.run('validate -e dev --seed tables');
  expect(validated).toMatchObject({ code: 0 });
  expect(validated.stderr).toContain('create table Test_DeviceProcessEvents_CL');
  expect(validated.stderr).toContain('4 of 4 rows can be queried');
  expect(validated.stdout).toMatch(
    /3 over test tables of run \d{8}T\d{9}Z-[0-9a-f]{8}, 0 with the prologue\.\n$/,
  );
  expect(evidence()).toMatchObject([
    { kind: 'validation', environment: 'dev', result: 'passed', seed: { tables: 3, prologue: 0 } },
  ]);
  expect(await project.run('apply -e prod --auto-approve')).toMatchObject({ code: 0 });
});

test('promote may take that way as well', async () => {
  const promoted = await project.run('promote dev prod --seed tables --auto-approve');
  expect(promoted).toMatchObject({ code: 0 });
  expect(promoted.stdout).toContain('3 over test tables of run ');
});

test('seed writes tables, rule and rows; a second one writes nothing but rows', async () => {
  const first = await seed();
  expect(first.tables).toMatchObject([
    { name: 'Test_DeviceInfo_CL', action: 'create', rows: 1 },
    { name: 'Test_DeviceProcessEvents_CL', action: 'create', rows: 3 },
  ]);
  expect(actions(first)).toEqual(['create', 'create', 'create']);
  const traced = await project.run('seed -e dev --verbose');
  expect(traced).toMatchObject({ code: 0 });
  const written = traced.stderr.split('\n').filter((line) => /^(PUT|POST|DELETE) /.test(line));
  expect(written.filter((line) => line.startsWith('PUT '))).toEqual([]);
  expect(written.filter((line) => /\/streams\//.test(line))).toHaveLength(2);
  expect(traced.stdout).toContain('as wanted  Test_DeviceInfo_CL (1 row)');
});

test('a run is taken again by its id: nothing is sent, and only its own rows count', async () => {
  const { runId } = await seed();
  await seed();
  const validated = await project.run(`validate -e dev --seed tables --run-id ${runId} --verbose`);
  expect(validated).toMatchObject({ code: 0 });
  expect(validated.stdout).toContain(`3 over test tables of run ${runId}`);
  expect(validated.stderr).not.toMatch(/^PUT |\/streams\//m);
  const { seedRun, rules } = await project.json<{
    seedRun: string;
    rules: { cases: { seed: object }[] }[];
  }>(`validate -e dev --seed tables --run-id ${runId}`);
  expect(seedRun).toBe(runId);
  expect(rules[0]!.cases.map((one) => one.seed)).toEqual(Array(3).fill({ way: 'tables' }));
});

test('rows that a run does not hold: the case has changed since, or the run is none', async () => {
  const { runId } = await seed();
  project.write('test/analytics-rules/rare/cases.yaml', cases.replace('-30m', '-40m'));
  const changed = await project.run(`validate -e dev --seed tables --run-id ${runId}`);
  expect(changed).toMatchObject({ code: 1, stdout: '' });
  expect(changed.stderr).toContain('seeding/not-seeded');
  expect(changed.stderr).toContain('"6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01 a device that is known');
  expect(changed.stderr).toContain('Seed again');
  expect(existsSync(project.path('.sentinel-sync/evidence.jsonl'))).toBe(false);

  const unknown = await project.run('validate -e dev --seed tables --run-id 20260115T120000000Z-1f2e3d4c');
  expect(unknown).toMatchObject({ code: 1 });
  expect(await project.run('validate -e dev --seed tables --run-id latest')).toMatchObject({ code: 3 });
});

test('a case with old rows stays with the prologue and says so, in every report', async () => {
  addOldRule();
  const why = 'is older than 2 days, so that Log Analytics would replace it on arrival';
  const seeded = await seed('analytics-rules/old.yaml');
  expect(seeded.cases).toMatchObject([
    { case: 'a week ago', way: 'prologue', why: expect.stringContaining(why) },
    { case: 'today', way: 'tables' },
  ]);
  const reports = '--report junit=j.xml --report markdown=m.md --report json=r.json';
  const { code, stdout } = await project.run(`validate -e dev --seed tables ${reports}`);
  expect(code).toBe(0);
  expect(stdout).toMatch(/with the prologue a week ago: TimeGenerated \S+ is older than 2 days/);
  expect(stdout).toContain('4 over test tables of run');
  expect(stdout).toContain('1 with the prologue');
  const read = (file: string) => readFileSync(project.path(file), 'utf8');
  expect(read('j.xml')).toContain('seed rows: test tables');
  expect(read('j.xml')).toMatch(/seed rows: prologue \(TimeGenerated \S+ is older than 2 days/);
  expect(read('m.md')).toContain('Cases with the prologue');
  expect(read('r.json')).toContain(why);
  expect(evidence()).toContainEqual(
    expect.objectContaining({
      itemName: 'Old process',
      result: 'passed',
      seed: { tables: 1, prologue: 1, runId: expect.stringMatching(/Z-/) },
    }),
  );
});

test('a broken rule fails at its place in the YAML, behind all that was put into the query', async () => {
  project.write('analytics-rules/rare.yaml', ruleText({ query: query('| where Nope == "x"') }));
  const failed = await project.run('validate -e dev --seed tables');
  expect(failed).toMatchObject({ code: 1 });
  const source = readFileSync(project.path('analytics-rules/rare.yaml'), 'utf8').split('\n');
  const line = source.findIndex((text) => text.includes('Nope')) + 1;
  const column = source[line - 1]!.indexOf('Nope') + 1;
  expect(failed.stdout).toContain(`analytics-rules/rare.yaml:${line}:${column}: SEM0100`);
  expect(evidence()).toMatchObject([{ result: 'failed', seed: { tables: 3 } }]);
});

test('a place in a line in which something was put is one of the YAML too', async () => {
  project.write(
    'analytics-rules/rare.yaml',
    ruleText({ query: '|\n  DeviceProcessEvents | where TimeGenerated > ago(1h) and Nope == now()' }),
  );
  const { stdout } = await project.run('validate -e dev --seed tables');
  const source = readFileSync(project.path('analytics-rules/rare.yaml'), 'utf8').split('\n');
  const line = source.findIndex((text) => text.includes('Nope')) + 1;
  expect(stdout).toContain(`analytics-rules/rare.yaml:${line}:${source[line - 1]!.indexOf('Nope') + 1}: `);
});

test('a rule that finds nothing fails as it would with the prologue', async () => {
  project.write('analytics-rules/rare.yaml', ruleText({ query: query('| where DeviceName == "two"') }));
  for (const way of ['prologue', 'tables']) {
    const failed = await project.run(`validate -e dev --seed ${way} --format junit`);
    expect(failed, way).toMatchObject({ code: 1 });
    expect(failed.stdout).toContain(`seed rows: ${way === 'tables' ? 'test tables' : 'prologue'}`);
    expect(failed.stdout).toContain('but got 0 alerts from 0 result rows');
  }
});

test('content that grows: a table gets what it lacks, what is there stays', async () => {
  const before = await seed();
  addOldRule();
  project.write(
    'analytics-rules/audit.yaml',
    ruleText({
      id: '00000000-0000-4000-8000-00000000000d',
      name: 'Audit',
      query: '|\n  AuditLogs\n  | where Category == "x"',
    }),
  );
  project.write(
    'test/analytics-rules/audit/cases.yaml',
    'cases:\n  - name: fires\n    seed: { AuditLogs: [{ Category: x }] }\n    alerts: 1\n',
  );
  const after = await seed('analytics-rules/audit.yaml');
  expect(after.tables).toMatchObject([{ name: 'Test_AuditLogs_CL', action: 'create' }]);
  expect(after.rules).toMatchObject([
    {
      name: before.rules[0]!.name,
      action: 'update',
      tables: ['Test_DeviceInfo_CL', 'Test_DeviceProcessEvents_CL', 'Test_AuditLogs_CL'],
    },
  ]);
  expect(
    await project.run(`validate -e dev --seed tables --run-id ${before.runId} analytics-rules/rare.yaml`),
  ).toMatchObject({ code: 0 });
});

test('--dry-run says what would be made, and makes nothing', async () => {
  const dry = await project.run('seed -e dev --dry-run');
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.stdout).toContain('create     Test_DeviceProcessEvents_CL (3 rows)');
  expect(dry.stdout).toContain('4 rows of 3 cases would be written to 2 test tables');
  expect(dry.stdout).not.toContain('--run-id');
  expect(actions(await seed())).toEqual(['create', 'create', 'create']);
});

test('a platform team deploys the template: seed finds all as wanted', async () => {
  const written = await project.run('seed -e dev --parameters infra/dev.parameters.json');
  expect(written).toMatchObject({ code: 0 });
  const parameters = readFileSync(project.path('infra/dev.parameters.json'), 'utf8');
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'dev',
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error('dev is not embedded');
  const workspaceId = workspaceResourceId(identityOf(target));
  const { tables, rules } = bodiesOf(parameters, workspaceId);
  const group = workspaceId.replace(/\/providers\/.*/, '');
  await serving(project, 'dev', {}, async () => {
    const { url } = (await findRunning(target.stateFolder))!;
    const put = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', authorization: 'Bearer embedded' };
      const response = await fetch(`${url}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
      expect(response.ok, `${path}: ${response.status}`).toBe(true);
    };
    for (const { name, body } of tables)
      await put(`${workspaceId}/tables/${name}?api-version=2022-10-01`, body);
    for (const { name, body } of rules) {
      await put(
        `${group}/providers/Microsoft.Insights/dataCollectionRules/${name}?api-version=2023-03-11`,
        body,
      );
    }
    expect(actions(await seed())).toEqual(['as wanted', 'as wanted', 'as wanted']);
  });
});

describe('the bound of the wait', () => {
  test('is an error that names tables and counts, and nothing is recorded', async () => {
    const run = () => project.run('validate -e dev --seed tables --wait 0s');
    const stopped = await serving(
      project,
      'dev',
      { variants: { 'ingested-rows-visible': 'after-two-queries' } },
      run,
    );
    expect(stopped).toMatchObject({ code: 1, stdout: '' });
    expect(stopped.stderr).toContain('seeding/rows-not-there');
    expect(stopped.stderr).toMatch(/Test_DeviceProcessEvents_CL 0 of 3 rows/);
    expect(stopped.stderr).toMatch(/validate --seed tables --run-id \d{8}T/);
    expect(existsSync(project.path('.sentinel-sync/evidence.jsonl'))).toBe(false);
  });

  test.each([
    ['validate -e dev --seed tables --wait soon', 'is no length of time'],
    ['seed -e dev --wait 15', 'is no length of time'],
    ['validate -e dev --wait 5m', '--wait is for rows in test tables'],
    ['validate -e dev --run-id 20260115T120000000Z-1f2e3d4c', '--run-id is for rows in test tables'],
  ])('%s', async (args, words) => {
    const refused = await project.run(args);
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain(words);
  });
});

test('where a let shadows no table, only the cases that need the prologue are skipped', async () => {
  addOldRule();
  const run = () => project.run('validate -e dev --seed tables');
  const { code, stdout } = await serving(
    project,
    'dev',
    { variants: { 'let-shadows-table': 'does-not-shadow' } },
    run,
  );
  expect(code).toBe(0);
  expect(stdout).toContain('Tests: 4 passed, 0 failed, 1 skipped');
  expect(stdout).toMatch(/skipped a week ago: seed rows cannot stand in for tables of a workspace/);
});

test('values of every type come back as they were', async () => {
  const types = 'Bool Datetime Decimal Dynamic Guid Int Long Real String Timespan'.split(' ');
  const columns = types.map((type) => ({ Name: `A${type}`, Type: type }));
  const all = [
    { Name: 'TimeGenerated', Type: 'Datetime' },
    ...columns,
    { Name: 'TenantId', Type: 'String' },
    { Name: '_ResourceId', Type: 'String' },
  ];
  project.write('tables/All_CL.json', JSON.stringify({ Name: 'All_CL', Properties: all }));
  project.write(
    'analytics-rules/rare.yaml',
    ruleText({
      query:
        '|\n  All_CL\n  | where AGuid == guid(74be27de-1e4e-49d9-b579-fe0b331d3642) and ATimespan > 1h and ADecimal > decimal(1.4)\n  | where isnull(ALong) == false and TenantId == "t" and ADynamic.a[1] == "b"',
    }),
  );
  const values =
    "ABool: true, ADatetime: '2026-01-02T03:04:05.1234567Z', ADecimal: '1.5', ADynamic: { a: [1, b] }, AGuid: 74be27de-1e4e-49d9-b579-fe0b331d3642, AInt: -7, ALong: 9007199254740991, AReal: 0.1, AString: \"é \\\" \\\\ \\n\", ATimespan: '1.02:03:04', _ResourceId: /x";
  project.write(
    'test/analytics-rules/rare/cases.yaml',
    `cases:\n  - name: all types\n    seed: { All_CL: [{ TenantId: t, ${values} }, { TenantId: t, AString: '' }] }\n    rowCount: 1\n    rows: [{ ${values} }]\n`,
  );
  for (const way of ['prologue', 'tables']) {
    expect(await project.run(`validate -e dev --seed ${way}`), way).toMatchObject({ code: 0 });
  }
});

// test/long/seeding.test.ts asks it of all shipped hunting queries with all their cases.
test('a shipped hunting query passes over test tables as with the prologue', () =>
  passesEitherWay('unusual-code-repository-logon', 'ordinary.yaml'));
