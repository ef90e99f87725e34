// export: what a workspace holds becomes content files; then the plan changes no field, and a second export changes no byte.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { startProject, type TestProject } from './command-line.ts';
import { contents, exportsCleanly, fieldChanges } from './exported-estate.ts';
import { editRule } from './portal.ts';
import { claim, fill, hunt, idOf, portalRule, search } from './workspace-content.ts';

const exported = (project: TestProject, file: string) => readFileSync(project.path(file), 'utf8');

// test/long/export.test.ts does it with 500.
test('100 rules: no finding of lint that the writer caused, no field in the plan, no byte on the second run, no rule touched', () =>
  exportsCleanly(100));

test('a portal rule becomes the file a person would write: what is only a default goes unsaid', async () => {
  const project = startProject();
  await fill(project, [portalRule(1), hunt(2)]);
  const { stdout, code } = await project.run('export --environment local');
  expect(code).toBe(0);
  expect(stdout).toBe(
    'created analytics-rules/rule-1.yaml\ncreated hunting-queries/hunt-2.yaml\n2 items: 2 created, 0 updated, 0 unchanged.\n',
  );
  expect(exported(project, 'analytics-rules/rule-1.yaml')).toBe(`id: ${idOf(1)}
name: Rule 1
description: |
  Detects thing number 1.
severity: Medium
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 2h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Execution
relevantTechniques:
  - T1204.002
query: |
  DeviceProcessEvents
  | where ingestion_time() > ago(1h)
  | where FileName == "rare.exe"
entityMappings:
  - entityType: Host
    fieldMappings:
      - identifier: FullName
        columnName: DeviceName
version: 1.0.0
kind: Scheduled
`);
  expect(await fieldChanges(project)).toEqual([]);
  expect((await project.run(`adopt ${idOf(1)} ${idOf(2)}`)).code).toBe(0);
  expect((await project.run('apply --auto-approve')).code).toBe(0);
  expect((await project.run('plan --detailed-exitcode')).code).toBe(0);
});

test('a rule that is switched off stays so wherever its file goes', async () => {
  const project = startProject();
  await fill(project, [portalRule(1, { enabled: false })]);
  await project.run('export --environment local');
  expect(exported(project, 'analytics-rules/rule-1.yaml')).toContain('\nenabled: false\n');
});

describe('a second export', () => {
  test('brings a portal edit into the file and leaves the rest of it as somebody wrote it', async () => {
    const id = idOf(1);
    const text = `# blue team\n${ruleText({ id }).replace('severity: Medium', "severity: 'Medium' # since May")}tags: [tier-1]\n`;
    const project = startProject({ 'analytics-rules/windows/rare.yaml': text });
    expect((await project.run('apply --auto-approve')).code).toBe(0);
    expect((await project.run('export --environment local')).stdout).toBe(
      '1 item: 0 created, 0 updated, 1 unchanged.\n',
    );
    expect(exported(project, 'analytics-rules/windows/rare.yaml')).toBe(text);

    await editRule(project, id, (properties) => ({ ...properties, severity: 'High', enabled: false }));
    expect((await project.run('export --environment local')).stdout).toContain(
      'updated analytics-rules/windows/rare.yaml (severity, enabled)\n',
    );
    expect(exported(project, 'analytics-rules/windows/rare.yaml')).toBe(
      text.replace("severity: 'Medium' # since May\n", "severity: 'High' # since May\nenabled: false\n"),
    );
    expect((await project.run('plan --detailed-exitcode')).code).toBe(2);
    expect(await fieldChanges(project)).toEqual([]);
  });

  test('does not write into the file what the environment makes of it', async () => {
    const query =
      '|\n  // parameters\n  let Names = dynamic(["a.exe"]); // names\n\n  DeviceProcessEvents\n  | where FileName in (Names)';
    const files = {
      'analytics-rules/rare.yaml': ruleText({ query }),
      'environments/local.yaml':
        'workspace:\n  embedded:\n    state: .sentinel-sync/local\nparameters:\n  rare:\n    Names: [b.exe]\n',
    };
    const project = startProject(files);
    expect((await project.run('apply --auto-approve')).code).toBe(0);
    expect((await project.run('export --environment local')).stdout).toContain('1 unchanged');
    expect(exported(project, 'analytics-rules/rare.yaml')).toBe(files['analytics-rules/rare.yaml']);
  });
});

test('what another repository or a solution deploys is left out and named; --all and ids take it', async () => {
  const project = startProject();
  await fill(project, [
    portalRule(1),
    portalRule(2),
    portalRule(3),
    claim(2, { kind: 'SourceRepository', name: 'contoso/sentinel' }),
    claim(3, { kind: 'Solution', name: 'Endpoint' }),
  ]);
  const { stdout } = await project.run('export --environment local');
  expect(stdout).toContain('1 item: 1 created');
  expect(stdout).toContain('Left out: 1 item of contoso/sentinel; --all takes them too.');
  expect(stdout).toContain('Left out: 1 item of Solution Endpoint; --all takes them too.');
  expect((await project.run(`export --environment local ${idOf(3)}`)).stdout).toContain(
    'created analytics-rules/rule-3.yaml',
  );
  expect((await project.run('export --environment local --all')).stdout).toContain(
    '3 items: 1 created, 0 updated, 2 unchanged.',
  );
  expect(exported(project, 'analytics-rules/rule-2.yaml')).toContain('version: 2.0.0\n');
});

test('functions are parsers; searches of other categories are left out and counted', async () => {
  const project = startProject();
  await fill(project, [
    hunt(1),
    search(2, {
      category: 'Functions',
      displayName: 'MyFunction',
      query: 'Heartbeat',
      functionAlias: 'MyFunction',
    }),
    search(3, { category: 'General Exploration', displayName: 'All', query: 'Heartbeat' }),
  ]);
  const { stdout } = await project.run('export --environment local');
  expect(stdout).toContain('2 items: 2 created');
  expect(stdout).toContain('Left out: 1 saved search that is no parser and no hunting query.');
  expect(readdirSync(project.path('hunting-queries'))).toEqual(['hunt-1.yaml']);
  expect(readdirSync(project.path('parsers'))).toEqual(['myfunction.yaml']);
});

test('what a file has no place for is named', async () => {
  const project = startProject();
  await fill(project, [
    search(1, {
      category: 'Hunting Queries',
      displayName: 'Old',
      query: 'Heartbeat',
      tags: [{ name: 'owner', value: 'blue' }],
    }),
  ]);
  expect((await project.run('export --environment local')).stdout).toContain(
    'created hunting-queries/old.yaml\n    A file has no place for tags; deployments leave it alone.\n',
  );
});

test('a file of another id is never written: names that are taken get a part of the id', async () => {
  const other = ruleText();
  const project = startProject({ 'analytics-rules/rule-1.yaml': other });
  await fill(project, [
    portalRule(1),
    portalRule(2, { displayName: 'Rule 1!' }),
    portalRule(3, { displayName: '日本語' }),
    portalRule(4, { displayName: 'Readme' }),
  ]);
  expect((await project.run('export --environment local')).stdout).toContain('4 created');
  expect(exported(project, 'analytics-rules/rule-1.yaml')).toBe(other);
  expect(readdirSync(project.path('analytics-rules')).sort()).toEqual([
    '22222222.yaml',
    'readme-22222222.yaml',
    'rule-1-22222222-2222-4222-8222-000000000002.yaml',
    'rule-1-22222222.yaml',
    'rule-1.yaml',
  ]);
});

test('--out writes into another folder, and edits what it wrote there', async () => {
  const project = startProject();
  await fill(project, [portalRule(1)]);
  await project.run('export --environment local --out copy');
  expect(readdirSync(project.path('copy'))).toEqual(['analytics-rules']);
  await editRule(project, idOf(1), (properties) => ({ ...properties, severity: 'Low' }));
  expect((await project.run('export --environment local --out copy')).stdout).toContain(
    'updated analytics-rules/rule-1.yaml (severity)',
  );
});

describe('bad input is refused before anything is written', () => {
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['an id the workspace does not have', {}, `export ${idOf(9)}`, 'export/unknown-id'],
    ['ids and --all', {}, `export ${idOf(1)} --all`, 'cli/usage'],
    [
      'a content file that cannot be read',
      { 'analytics-rules/bad.yaml': 'a: [' },
      'export',
      'content/yaml-syntax',
    ],
    [
      'two files of one id',
      {
        'analytics-rules/a.yaml': ruleText({ id: idOf(1) }),
        'analytics-rules/b.yaml': ruleText({ id: idOf(1) }),
      },
      'export',
      'export/duplicate-id',
    ],
  ])('%s', async (_, files, command, code) => {
    const project = startProject(files);
    await fill(project, [portalRule(1), portalRule(2)]);
    const { stderr, code: exit } = await project.run(command);
    expect(stderr).toContain(code);
    expect(exit).not.toBe(0);
    const folder = project.path('analytics-rules');
    const written = Object.keys(files).length === 0 ? [] : readdirSync(folder);
    expect(written).toHaveLength(Object.keys(files).length);
  });
});

test('a rule that is off because its tables are missing is not exported as one to be off: it goes on when they come', async () => {
  const environment = (tables: string) =>
    `workspace: { embedded: { state: .sentinel-sync/local, tables: [${tables}] } }\nonMissingTables: deploy-disabled\n`;
  const project = startProject({
    'environments/local.yaml': environment('SecurityEvent'),
    'analytics-rules/rare.yaml': ruleText(),
  });
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
  const text = exported(project, 'analytics-rules/rare.yaml');
  expect((await project.run('export')).stdout).toContain('0 created, 0 updated, 1 unchanged');
  expect(exported(project, 'analytics-rules/rare.yaml')).toBe(text);
  expect((await project.run('export --out elsewhere')).code).toBe(0);
  expect(contents(project, 'elsewhere/analytics-rules')).toEqual({
    [String(Object.keys(contents(project, 'elsewhere/analytics-rules'))[0])]:
      expect.not.stringContaining('enabled'),
  });

  project.write('environments/local.yaml', environment('SecurityEvent, DeviceProcessEvents'));
  expect((await project.run('plan')).stdout).toContain('enabled: false -> true');
});
