// What the command line really writes is valid: findings of every check, failing tests, smoke, at the root and in a subfolder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { junitProblems } from './junit-problems.ts';
import { type SarifRun, sarifProblems } from './sarif-problems.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject({ 'sentinel-sync.yaml': 'owner: contoso/detections\n' });
});
afterEach(() => project.dispose());

const read = (file: string) => readFileSync(project.path(file), 'utf8');
const runOf = (file: string): SarifRun => JSON.parse(read(file)).runs[0];

async function assertValid(): Promise<void> {
  expect(sarifProblems(read('out/report.sarif'))).toEqual([]);
  expect(await junitProblems(read('out/report.xml'))).toEqual([]);
}
const reports = '--report sarif=out/report.sarif --report junit=out/report.xml';

/** Every bad fixture of every check as a content file; neighbours and other kinds where they belong. */
function writeBadFixtures(): void {
  const fixtures = fileURLToPath(new URL('../checks/fixtures', import.meta.url));
  for (const slug of readdirSync(fixtures)) {
    const write = (name: string, path: string) => {
      const text = readFileSync(path, 'utf8');
      const isRule = /^(kind:|queryFrequency:)/m.test(text);
      const folder = isRule ? 'analytics-rules' : /^Function/m.test(text) ? 'parsers' : 'hunting-queries';
      project.write(`${folder}/${slug}/${name}`, text);
    };
    write('bad.yaml', join(fixtures, slug, 'bad.yaml'));
    const beside = join(fixtures, slug, 'bad-beside');
    for (const name of existsSync(beside) ? readdirSync(beside) : []) write(name, join(beside, name));
  }
}

test('lint: findings of every check', async () => {
  writeBadFixtures();
  project.write('analytics-rules/broken ä, b.yaml', 'a: [\n');
  const { code, stdout } = await project.run(`lint ${reports} --max-cost 14 --format json`);
  expect(code).toBe(1);
  await assertValid();
  const found: { code: string; file?: string }[] = JSON.parse(stdout).diagnostics;
  const { results = [], tool } = runOf('out/report.sarif');
  expect(results).toHaveLength(found.filter(({ file }) => file !== undefined).length);
  const codes = new Set(tool.driver.rules?.map(({ id }) => id));
  // That an id changed shows only beside a git revision, which is a story of its own; the binder's findings bear its codes.
  const elsewhere = ['content/changed-id', 'kql/binding'];
  expect(checks.map(({ code }) => code).filter((code) => !codes.has(code))).toEqual(elsewhere);
  expect([...codes].some((code) => /^KS\d{3}$/.test(code))).toBe(true);
});

test('test: a failing case, one that passes, case files with mistakes', async () => {
  project.write('analytics-rules/rare.yaml', ruleText());
  project.write(
    'test/analytics-rules/rare/cases.yaml',
    'cases:\n  - name: "fires & <passes>"\n    seed:\n      DeviceProcessEvents:\n        - { FileName: rare.exe }\n    alerts: 1\n  - name: fails\n    seed:\n      DeviceProcessEvents:\n        - { FileName: "]]> \\u0007" }\n    alerts: 2\n',
  );
  project.write(
    'test/analytics-rules/rare/mistaken.yaml',
    'cases:\n  - name: mistaken\n    seedd: {}\n    none: true\n',
  );
  expect(await project.run(`test ${reports}`)).toMatchObject({ code: 1 });
  await assertValid();
  const codes = runOf('out/report.sarif').results?.map(({ ruleId }) => ruleId);
  expect(codes).toEqual(['test/unknown-key', 'test/failed']);
});

test('a clean project: lint, test and smoke', async () => {
  project.write('environments/dev.yaml', 'workspace: embedded\n');
  project.write('analytics-rules/rare.yaml', ruleText());
  await project.run(`lint ${reports}`);
  await assertValid();
  expect(await project.run(`test --allow-empty ${reports}`)).toMatchObject({ code: 0 });
  await assertValid();
  // Without a case and without leave the report says so, in a valid form.
  expect(await project.run(`test ${reports}`)).toMatchObject({ code: 3 });
  await assertValid();
  expect(await project.run('smoke -e dev --report junit=out/smoke.xml')).toMatchObject({ code: 1 });
  expect(await junitProblems(read('out/smoke.xml'))).toEqual([]);
});

test('a project in a subfolder has URIs from the root of the repository', async () => {
  project.write('our detections/analytics-rules/bad.yaml', ruleText({ severity: 'Hihg' }));
  const env = { GITHUB_WORKSPACE: project.folder };
  const args = [
    'lint',
    '--folder',
    'our detections',
    '--report',
    `sarif=${project.path('out/report.sarif')}`,
  ];
  expect(await project.runWords(args, { env })).toMatchObject({ code: 1 });
  expect(sarifProblems(read('out/report.sarif'))).toEqual([]);
  const uris = runOf('out/report.sarif').results?.map(
    ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri,
  );
  expect(new Set(uris)).toEqual(new Set(['our%20detections/analytics-rules/bad.yaml']));
});
