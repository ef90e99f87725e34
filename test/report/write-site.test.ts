// Where a report is written: in place of an earlier one, never over anything else, and as a whole or not at all.
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeSite } from '../../src/report/write-site.ts';
import { ruleText } from '../content/a-rule.ts';
import { startProject, type TestProject } from '../stories/command-line.ts';
import { readReport } from './a-report.ts';

const start = () => startProject({ 'sentinel-sync.yaml': '', 'analytics-rules/rare.yaml': ruleText() });
const site = (project: TestProject) => ({ path: project.path('site'), file: 'site' });

test('an earlier report makes room, with the pages of content that is gone', async () => {
  const project = start();
  project.write('analytics-rules/other.yaml', ruleText({ id: '00000000-0000-4000-8000-000000000002' }));
  await project.run('report --out site');
  const before = readReport(project);
  project.remove('analytics-rules/other.yaml');
  expect((await project.run('report --out site')).code).toBe(0);
  const gone = [...before.keys()].filter((path) => !readReport(project).has(path));
  expect(gone).toEqual(['items/analytics-rule-other.html']);
  expect(readdirSync(project.folder).sort()).toEqual(['analytics-rules', 'sentinel-sync.yaml', 'site']);
});

test('an empty folder takes a report, and so does one that is not there', async () => {
  const project = start();
  mkdirSync(project.path('empty'));
  for (const folder of ['empty', 'deep/er']) {
    expect((await project.run(`report --out ${folder}`)).code).toBe(0);
    expect([...readReport(project, folder).keys()]).toEqual([
      'attack.html',
      'index.html',
      'items/analytics-rule-rare.html',
      'sentinel-sync-report.json',
    ]);
  }
});

test('a link to a folder stays one', async () => {
  const project = start();
  mkdirSync(project.path('real'));
  symlinkSync(project.path('real'), project.path('site'), 'dir');
  expect((await project.run('report --out site')).code).toBe(0);
  expect(readReport(project, 'real').has('index.html')).toBe(true);
});

test.each([
  ['a folder of content', 'analytics-rules', 'analytics-rules holds rare.yaml, which no report has written.'],
  [
    'the project',
    '.',
    /^report\/folder-in-use \. holds analytics-rules\/rare\.yaml and 1 other file, which/m,
  ],
  ['a file', 'sentinel-sync.yaml', 'sentinel-sync.yaml is a file, not a folder.'],
])('%s is refused', async (_, folder, message) => {
  const project = start();
  const { code, stderr, stdout } = await project.run(`report --out ${folder}`);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr.replace(/^error /, '')).toMatch(message);
  expect(readdirSync(project.folder).sort()).toEqual(['analytics-rules', 'sentinel-sync.yaml']);
});

test('a report with a file of somebody else is refused, and stands as it was', async () => {
  const project = start();
  await project.run('report --out site');
  project.write('site/items/notes.txt', 'mine');
  const before = readReport(project);
  const { code, stderr } = await project.run('report --out site');
  expect(code).toBe(3);
  expect(stderr).toContain('site holds items/notes.txt, which no report has written.');
  expect(readReport(project)).toEqual(before);
});

test('a report that fails on the way leaves the earlier one as it was, and nothing beside it', async () => {
  const project = start();
  await project.run('report --out site');
  const before = readReport(project);
  const failing = function* () {
    yield { path: 'index.html', text: 'half' };
    throw new Error('out of pages');
  };
  expect(() => writeSite(site(project), failing())).toThrow('out of pages');
  expect(readReport(project)).toEqual(before);
  expect(readdirSync(project.folder).sort()).toEqual(['analytics-rules', 'sentinel-sync.yaml', 'site']);
});

test('a folder that cannot be made is one clear error', async () => {
  const project = start();
  project.write('taken', 'a file');
  const { code, stderr } = await project.run('report --out taken/site');
  expect(code).toBe(3);
  expect(stderr).toMatch(/report\/unwritable The report cannot be written: .*\n {4}hint: Name a folder/);
});

test('whoever may read other folders may read the report', async () => {
  const project = start();
  await project.run('report --out site');
  mkdirSync(project.path('usual'));
  const modes = ['site', 'usual'].map((folder) => statSync(project.path(folder)).mode);
  expect(modes[0]).toBe(modes[1]);
});

test('no content is no report, unless that is wanted', async () => {
  const project = startProject({ 'sentinel-sync.yaml': '', 'analytics-rules/README.md': 'none yet\n' });
  expect(await project.run('report --out site')).toMatchObject({ code: 3, stdout: '' });
  expect(existsSync(project.path('site'))).toBe(false);
  expect(await project.run('report --out site --allow-empty')).toMatchObject({
    code: 0,
    stdout: 'Report: 0 content items on 2 pages; open site/index.html.\n',
  });
});
