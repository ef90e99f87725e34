// Values are found again under their keys for as long as somebody asks for them.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptFolder, openKeptValues } from '../../src/cache/kept-values.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
const onDay = (day: number) => new Date(Date.UTC(2026, 0, day));

test('a value is read back; one that was never written is undefined', () => {
  const values = openKeptValues(newFolder(), onDay(1));
  values.set('ab01', { of: ['a', 1, null] });
  expect(values.get('ab01')).toEqual({ of: ['a', 1, null] });
  expect(values.get('ab02')).toBeUndefined();
});

test('what nobody asked for in thirty days leaves with the next new value; what was asked for stays', () => {
  const folder = newFolder();
  openKeptValues(folder, onDay(1)).set('ab01', 'asked for');
  openKeptValues(folder, onDay(1)).set('ab02', 'forgotten');
  expect(openKeptValues(folder, onDay(20)).get('ab01')).toBe('asked for');
  openKeptValues(folder, onDay(40)).set('cd03', 'new');
  const values = openKeptValues(folder, onDay(40));
  expect(['ab01', 'ab02', 'cd03'].map(values.get)).toEqual(['asked for', undefined, 'new']);
});

test('no draft stays beside the values', () => {
  const folder = newFolder();
  openKeptValues(folder, onDay(1)).set('ab01', 1);
  expect(readdirSync(join(folder, 'ab'))).toEqual(['01.json']);
});

test.each([
  ['the variable', { SENTINEL_SYNC_CACHE: '/x', HOME: '/home/ada' }, 'linux', '/x'],
  ['an empty variable: nowhere', { SENTINEL_SYNC_CACHE: '', HOME: '/home/ada' }, 'linux', undefined],
  ['XDG', { XDG_CACHE_HOME: '/c', HOME: '/home/ada' }, 'linux', '/c/sentinel-sync'],
  ['a home', { HOME: '/home/ada' }, 'linux', '/home/ada/.cache/sentinel-sync'],
  ['a Mac', { HOME: '/Users/ada' }, 'darwin', '/Users/ada/Library/Caches/sentinel-sync'],
  ['Windows', { LOCALAPPDATA: '/ada/Local' }, 'win32', '/ada/Local/sentinel-sync'],
  ['nothing at all', {}, 'linux', undefined],
] as const)('the folder by %s', (_, env, platform, folder) => {
  expect(keptFolder(env, platform)).toBe(folder);
});
