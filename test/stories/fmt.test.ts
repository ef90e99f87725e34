// fmt as its user meets it: files are laid out, a check says what would change, and what cannot be laid out stays as it is.
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const untidy = ruleText({ query: '|\n  DeviceProcessEvents|where FileName=="rare.exe" // which' });
const rule = 'analytics-rules/rare.yaml';
const cases = 'test/analytics-rules/rare/cases.yaml';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    [rule]: untidy,
    [cases]: 'cases:\n- name: a\n  seed: {DeviceProcessEvents: [ {FileName: rare.exe} ]}\n  alerts: 1\n',
    'environments/lab.yaml': 'workspace: embedded\n',
  });
});
afterEach(() => project.dispose());

const read = (file: string) => readFileSync(project.path(file), 'utf8');

describe('fmt', () => {
  test('lays out rules and cases, and a second time changes nothing', async () => {
    expect(await project.run('fmt')).toEqual({
      code: 0,
      stdout: `formatted ${rule}\nformatted ${cases}\n2 files formatted, 1 unchanged.\n`,
      stderr: '',
    });
    expect(read(rule)).toBe(`id: 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01
name: Rare process seen
description: Identifies a process that is rarely seen.
severity: Medium
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Execution
query: |
  DeviceProcessEvents | where FileName == "rare.exe" // which
version: 1.0.0
kind: Scheduled
`);
    expect(read(cases)).toBe(
      'cases:\n  - name: a\n    seed: { DeviceProcessEvents: [{ FileName: rare.exe }] }\n    alerts: 1\n',
    );
    expect((await project.run('fmt')).stdout).toBe('0 files formatted, 3 unchanged.\n');
    expect((await project.run('test')).stdout).toContain('1 passed, 0 failed');
  });

  test('--check writes nothing, shows what would change, and fails', async () => {
    const { code, stdout } = await project.run(`fmt --check ${cases} environments`);
    expect(code).toBe(1);
    expect(stdout).toBe(`would format ${cases}
      cases:
    - - name: a
    -   seed: {DeviceProcessEvents: [ {FileName: rare.exe} ]}
    -   alerts: 1
    +   - name: a
    +     seed: { DeviceProcessEvents: [{ FileName: rare.exe }] }
    +     alerts: 1

1 file to format, 1 unchanged.
`);
    expect(read(cases)).toContain('- name: a\n  seed: {');
    await project.run('fmt');
    expect(await project.run('fmt --check')).toMatchObject({
      code: 0,
      stdout: '0 files to format, 3 unchanged.\n',
    });
  });

  test('a long list of changes is cut', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `  - name: ${at}\n    none:   true\n`);
    project.write(cases, `cases:\n${names.join('')}`);
    const { stdout } = await project.run(`fmt --check ${cases}`);
    expect(stdout).toMatch(/\n {4}\.\.\. and \d+ more lines\n/);
    expect(stdout.split('\n').length).toBeLessThan(30);
  });

  test('what does not parse is named with its place and left as it is; the others are laid out', async () => {
    const broken = untidy.replace('|where', '|wher').replace('6f1b1a52', '7f1b1a52');
    project.write('analytics-rules/broken.yaml', broken);
    project.write('analytics-rules/yaml.yaml', 'id: [\n');
    const { code, stdout } = await project.run('fmt');
    expect(code).toBe(1);
    expect(stdout).toContain('analytics-rules/broken.yaml:12:23 error KS176 Query operator expected\n');
    expect(stdout).toContain('analytics-rules/yaml.yaml:2:1 error content/yaml-syntax ');
    expect(stdout).toMatch(/\n2 files formatted, 1 unchanged, 2 left as they are\.\n$/);
    expect(read('analytics-rules/broken.yaml')).toBe(broken);
    expect(read('analytics-rules/yaml.yaml')).toBe('id: [\n');
  });

  test('a query that would be too long for the service keeps its layout; the rest of its file does not', async () => {
    const long = Array.from({ length: 20 }, (_, at) => `a${at}="${'x'.repeat(480)}"`).join(', ');
    const query = `DeviceProcessEvents\n  | extend ${long},\n    b="${'x'.repeat(190)}"`;
    project.write(rule, ruleText({ query: `|\n  ${query}` }));
    const { code, stdout } = await project.run(`fmt ${rule}`);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /rare\.yaml warning fmt\/too-long Laid out, `query` would have 100\d\d characters; at most 10000 are allowed/,
    );
    expect(read(rule)).toContain(`query: |\n  ${query}\n`);
    expect(read(rule)).toMatch(/kind: Scheduled\n$/);
  });

  test('a query that is nested too deeply for the parser keeps its layout', async () => {
    const query = `DeviceProcessEvents | extend a=${'('.repeat(4_000)}1${')'.repeat(4_000)}`;
    project.write(rule, ruleText({ query: `|\n  ${query}` }));
    const { code, stdout } = await project.run(`fmt ${rule}`);
    expect(code).toBe(0);
    expect(stdout).toContain(`${rule} warning fmt/query-kept The query is nested too deeply\n`);
    expect(read(rule)).toContain(`query: |\n  ${query}\n`);
    expect(read(rule)).toMatch(/kind: Scheduled\n$/);
  });

  test('line ends and the byte order mark of a file stay', async () => {
    project.write(rule, `\uFEFF${untidy.replaceAll('\n', '\r\n')}`);
    await project.run(`fmt ${rule}`);
    expect(read(rule)).toMatch(/^\uFEFFid: .*\r\nname: /);
    expect(read(rule).replaceAll('\r\n', '')).not.toContain('\n');
    expect((await project.run(`fmt --check ${rule}`)).code).toBe(0);
  });

  test('a content file outside the content folders is laid out as what it is', async () => {
    project.write('drafts/rare.yaml', untidy);
    await project.run('fmt drafts analytics-rules');
    expect(read('drafts/rare.yaml')).toBe(read(rule));
  });

  test('the project file and seed files are laid out when they are named; their keys stay where they are', async () => {
    project.write('sentinel-sync.yaml', 'owner: contoso/detections\nchecks: {style/*: off}\n');
    project.write('test/seeds/own.yaml', 'seed: {}\ndefaults: {}\nname:  a\n');
    expect((await project.run('fmt')).stdout).toMatch(/^2 files formatted, 1 unchanged\.$/m);
    await project.run('fmt sentinel-sync.yaml test/seeds');
    expect(read('sentinel-sync.yaml')).toBe('owner: contoso/detections\nchecks: { style/*: off }\n');
    expect(read('test/seeds/own.yaml')).toBe('seed: {}\ndefaults: {}\nname: a\n');
  });

  test('a file keeps its permissions, and a link stays one', async () => {
    chmodSync(project.path(rule), 0o640);
    symlinkSync('rare.yaml', project.path('analytics-rules/link.yaml'));
    await project.run('fmt analytics-rules/link.yaml');
    expect(lstatSync(project.path('analytics-rules/link.yaml')).isSymbolicLink()).toBe(true);
    expect(statSync(project.path(rule)).mode & 0o777).toBe(0o640);
    expect(read(rule)).toMatch(/kind: Scheduled\n$/);
    expect(readdirSync(project.path('analytics-rules')).sort()).toEqual(['link.yaml', 'rare.yaml']);
  });

  test('a path that is not there, and one without YAML, are refused', async () => {
    expect(await project.run('fmt rules')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('content/no-such-path rules does not exist'),
    });
    project.write('notes/a.txt', 'a');
    expect(await project.run('fmt notes')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('cli/nothing-found There is nothing to format in notes'),
    });
  });

  test('a file that cannot be written is named', async () => {
    chmodSync(project.path(rule), 0o444);
    const { code, stderr } = await project.run(`fmt ${rule}`);
    // The superuser may write all the same.
    if (process.getuid?.() === 0) return expect(code).toBe(0);
    expect(code).toBe(3);
    expect(stderr).toContain(`${rule} error fmt/unwritable The file cannot be written`);
  });

  test('as JSON', async () => {
    const report = await project.json<{ summary: object; files: object[]; check: boolean }>('fmt --check');
    expect(report).toMatchObject({
      check: true,
      summary: { formatted: 2, unchanged: 1, failed: 0 },
      files: [
        { file: rule, result: 'formatted' },
        { file: 'environments/lab.yaml', result: 'unchanged' },
        { file: cases, result: 'formatted' },
      ],
    });
  });
});
