// validate: what prod would deploy is proven in dev, and an error of the service leads to the line of the YAML it stands on.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';

const query = (last: string) =>
  `|\n  // parameters\n  let watched = dynamic(["rare.exe"]);\n\n  DeviceProcessEvents\n  | where FileName in (watched)\n  ${last}`;
const cases = (file: string) =>
  `cases:\n  - name: fires\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: -5m, FileName: ${file} }\n    alerts: 1\n`;

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/dev.yaml': smallWorkspace,
    'environments/prod.yaml': `${smallWorkspace}parameters:\n  rare:\n    watched: [rarer.exe]\npromotion: { from: dev, require: [tests, validation, smoke] }\n`,
    'analytics-rules/rare.yaml': ruleText({ query: query('| project TimeGenerated, FileName') }),
    'test/analytics-rules/rare/cases.yaml': cases('rarer.exe'),
  });
});
afterEach(() => project.dispose());

const evidence = () =>
  readFileSync(project.path('.sentinel-sync/evidence.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('what dev holds proves nothing of what prod makes of it', async () => {
  project.write('test/analytics-rules/rare/cases.yaml', cases('rare.exe'));
  for (const command of ['test', 'apply --auto-approve -e dev', 'validate -e dev', 'smoke -e dev']) {
    expect(await project.run(command), command).toMatchObject({ code: 0 });
  }
  const refused = await project.run('apply -e prod --auto-approve');
  expect(refused).toMatchObject({ code: 1 });
  for (const command of ['test --as prod', 'validate --environment dev --as prod']) {
    expect(refused.stdout).toContain(`sentinel-sync ${command}`);
  }
});

test('evidence gathered in dev of the content as prod has it opens prod', async () => {
  for (const command of [
    'apply --auto-approve -e dev',
    'test --as prod',
    'validate -e dev --as prod',
    'smoke -e dev --as prod',
    'apply -e prod --auto-approve',
  ]) {
    expect(await project.run(command), command).toMatchObject({ code: 0 });
  }
  const records = evidence();
  expect(records.map(({ kind, environment, as }) => [kind, environment, as])).toEqual([
    ['tests', 'local', 'prod'],
    ['validation', 'dev', 'prod'],
    ['smoke', 'dev', 'prod'],
  ]);
  expect(new Set(records.map(({ contentHash }) => contentHash)).size).toBe(1);
  expect(records[2]?.['detail']).toContain('as prod has it; dev holds a variant of its own');
});

test("the service's error stands at its line of the YAML", async () => {
  project.write('analytics-rules/rare.yaml', ruleText({ query: query('| where Nope == "x"') }));
  const failed = await project.run('validate -e dev --as prod');
  expect(failed).toMatchObject({ code: 1 });
  const source = readFileSync(project.path('analytics-rules/rare.yaml'), 'utf8').split('\n');
  const line = source.findIndex((text) => text.includes('Nope')) + 1;
  const column = source[line - 1]!.indexOf('Nope') + 1;
  expect(failed.stdout).toContain(`analytics-rules/rare.yaml:${line}:${column}: `);
  expect(failed.stdout).toContain("SEM0100: 'where' operator: Failed to resolve");

  const { rules } = await project.json<{ rules: { cases: { findings: object[] }[] }[] }>('validate -e dev');
  expect(rules[0]?.cases[0]?.findings).toMatchObject([{ file: 'analytics-rules/rare.yaml', line, column }]);
});

test('so does that of a query that does not parse', async () => {
  project.write('analytics-rules/rare.yaml', ruleText({ query: query('| wher FileName == "x"') }));
  const failed = await project.run('validate -e dev');
  const source = readFileSync(project.path('analytics-rules/rare.yaml'), 'utf8').split('\n');
  const line = source.findIndex((text) => text.includes('wher ')) + 1;
  expect(failed.stdout).toContain(`analytics-rules/rare.yaml:${line}:5: SYN0002`);
  expect(failed.stdout).not.toContain('on line [');
});

test('a service that reads the real table instead of the seed rows stops everything, and nothing is recorded', async () => {
  const run = () => project.run('validate -e dev --as prod');
  const stopped = await serving(
    project,
    'dev',
    { variants: { 'let-shadows-table': 'does-not-shadow' } },
    run,
  );
  expect(stopped).toMatchObject({ code: 1, stdout: '' });
  expect(stopped.stderr).toContain('workspace/let-does-not-shadow');
  expect(stopped.stderr).toContain('does not let seed rows stand in for the table');
  expect(existsSync(project.path('.sentinel-sync/evidence.jsonl'))).toBe(false);
  expect(await serving(project, 'dev', {}, run)).toMatchObject({ code: 0 });
});

test('parameters of an item that was not chosen are no misspelt ones', async () => {
  project.write(
    'analytics-rules/other.yaml',
    ruleText({ id: '00000000-0000-4000-8000-00000000000b', name: 'Other' }),
  );
  // It has no case; that its query is not run is not what this is about.
  const chosen = 'validate -e dev --as prod --allow-empty analytics-rules/other.yaml';
  expect(await project.run(chosen)).toMatchObject({ code: 0 });
});

test('a case whose rows have times that are written out proves nothing at the clock of a service', async () => {
  const fixed = (expected: string) =>
    `cases:\n  - name: then\n    now: 2021-03-01T00:00:00Z\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: 2021-02-28T23:55:00Z, FileName: ${expected === 'none: true' ? 'other.exe' : 'rare.exe'} }\n    ${expected}\n`;
  for (const expected of ['alerts: 1', 'none: true']) {
    project.write('test/analytics-rules/rare/cases.yaml', fixed(expected));
    expect((await project.run('test')).stdout).toContain('1 ok Rare process seen');
    for (const command of ['validate -e dev', 'validate -e dev --seed tables']) {
      const { stdout } = await project.run(command);
      expect(stdout, command).toContain('1 skipped Rare process seen');
      expect(stdout, command).toContain('rows whose TimeGenerated is written out');
      expect(evidence().at(-1)).toMatchObject({ kind: 'validation', result: 'failed' });
    }
  }
});

test("a table that nobody here knows would bring in the workspace's own rows: the case is skipped by its name", async () => {
  project.write('environments/dev.yaml', 'workspace:\n  embedded:\n    dataFolder: data\n');
  project.write('data/Own_CL.json', '[{ "TimeGenerated": "2026-01-15T11:00:00Z", "FileName": "rarer.exe" }]');
  const reading = query('| where FileName in ((Own_CL | project FileName))');
  project.write(
    'analytics-rules/rare.yaml',
    ruleText({ query: reading.replace('"rare.exe"', '"rarer.exe"') }),
  );
  for (const command of ['validate -e dev', 'validate -e dev --seed tables']) {
    const { stdout } = await project.run(command);
    expect(stdout, command).toContain('seed rows cannot stand in for the unknown table Own_CL');
    expect(evidence().at(-1)).toMatchObject({ kind: 'validation', result: 'failed' });
  }
});
