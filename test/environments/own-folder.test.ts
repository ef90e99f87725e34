// What the tool keeps in a project stays out of Git, unless somebody decides otherwise.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../src/environments/own-folder.ts';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sentinel-sync-own-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('the own folder tells Git to leave it alone, whichever part of it is made first', () => {
  makeFolder(join(project, '.sentinel-sync/dev/alertRules'));
  expect(readFileSync(join(project, '.sentinel-sync/.gitignore'), 'utf8')).toBe('*\n');
  expect(existsSync(join(project, '.sentinel-sync/dev/.gitignore'))).toBe(false);
});

test('what somebody wrote there stays', () => {
  makeFolder(join(project, '.sentinel-sync'));
  writeFileSync(join(project, '.sentinel-sync/.gitignore'), '');
  makeFolder(join(project, '.sentinel-sync/prod'));
  expect(readFileSync(join(project, '.sentinel-sync/.gitignore'), 'utf8')).toBe('');
});

test('any other folder is made as it is', () => {
  makeFolder(join(project, 'evidence/of/today'));
  expect(existsSync(join(project, 'evidence/of/today'))).toBe(true);
  for (const folder of ['', 'evidence', 'evidence/of/today']) {
    expect(existsSync(join(project, folder, '.gitignore'))).toBe(false);
  }
});
