// The project is found from any folder in it, and a folder that only looks like one is not taken for it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProject, findProjectOf, gitRootOf, namedProject } from '../../src/project/find-project.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sentinel-sync-find-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes empty files, or folders where the name ends in a slash. */
function make(...names: readonly string[]): void {
  for (const name of names) {
    const path = join(root, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, '');
  }
}

const found = (start: string) => relative(root, findProject(join(root, start)));

test.each([
  ['a project file', 'sentinel-sync.yaml'],
  ['a folder of analytics rules', 'analytics-rules/'],
  ['a folder of hunting queries', 'hunting-queries/'],
  ['an environment', 'environments/dev.yaml'],
])('%s makes a project', (_, marker) => {
  make('.git/', marker, 'a/b/');
  expect(found('a/b')).toBe('');
  expect(found('.')).toBe('');
});

test('a folder called environments without one makes none', () => {
  make('.git/', 'environments/python/', 'a/');
  expect(found('a')).toBe('a');
});

test('the nearest project counts', () => {
  make('.git/', 'sentinel-sync.yaml', 'inner/analytics-rules/', 'inner/a/');
  expect(found('inner/a')).toBe('inner');
});

test('the search ends at the root of the repository', () => {
  make('analytics-rules/', 'repository/.git', 'repository/a/');
  expect(found('repository/a')).toBe('repository/a');
  expect(gitRootOf(join(root, 'repository/a'))).toBe(join(root, 'repository'));
});

test('the folder of tests has the names of content folders in it, and is no project', () => {
  make('.git/', 'analytics-rules/', 'test/analytics-rules/rare/');
  expect(found('test')).toBe('');
  expect(found('test/analytics-rules/rare')).toBe('');
});

test('a project file above that names a folder here speaks for it', () => {
  make('.git/', 'detections/analytics-rules/', 'other/analytics-rules/');
  writeFileSync(join(root, 'sentinel-sync.yaml'), 'folders:\n  analyticsRules: detections/analytics-rules\n');
  expect(found('detections')).toBe('');
  expect(found('other')).toBe('other');
});

test('a project with a file of its own is nobody else’s', () => {
  make('.git/', 'inner/sentinel-sync.yaml', 'inner/analytics-rules/');
  writeFileSync(join(root, 'sentinel-sync.yaml'), 'folders:\n  analyticsRules: inner/analytics-rules\n');
  expect(found('inner')).toBe('inner');
});

test('a project file with mistakes above is not passed by', () => {
  make('.git/', 'test/analytics-rules/');
  writeFileSync(join(root, 'sentinel-sync.yaml'), 'folders: [\n');
  expect(found('test')).toBe('');
});

test('a folder that is named is meant, unless it is part of a project', () => {
  make('.git/', 'analytics-rules/sub/', 'test/analytics-rules/rare/', 'new/', 'inner/analytics-rules/');
  const named = (folder: string) => relative(root, namedProject(join(root, folder)));
  expect(['analytics-rules/sub', 'test', 'test/analytics-rules/rare', '.'].map(named)).toEqual([
    '',
    '',
    '',
    '',
  ]);
  expect(['new', 'inner', 'nowhere'].map(named)).toEqual(['new', 'inner', 'nowhere']);
});

test('a path names its project where nobody stands in one', () => {
  make('.git/', 'a/analytics-rules/x.yaml', 'b/analytics-rules/', 'c/');
  const of = (start: string, ...paths: string[]) => relative(root, findProjectOf(join(root, start), paths));
  expect(of('.', 'a/analytics-rules/x.yaml')).toBe('a');
  expect(of('b', '../a/analytics-rules/x.yaml')).toBe('b');
  expect(of('c', 'nowhere')).toBe('c');
  expect(of('c')).toBe('c');
});

test('a file and a folder that is not there are no projects, and nothing is thrown', () => {
  make('.git/', 'file');
  expect(found('file')).toBe('file');
  expect(found('nowhere')).toBe('nowhere');
});
