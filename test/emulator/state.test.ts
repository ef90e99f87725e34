// The state folder: what survives a restart, corrupt and unwritable folders, and the lock.

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { findRunning } from '../../src/emulator/lock.ts';
import { createExclusive, ownership, removeOwned } from '../../src/emulator/state/exclusive-file.ts';
import { stateFolderError } from '../../src/emulator/state/state-errors.ts';
import { fileNameOf } from '../../src/emulator/state/state-file-name.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { preview, putRule, rulePath, search, send, siPath, start, temporaryFolder, wsPath } from './start.ts';

async function diagnosticOf(promise: Promise<unknown>) {
  const error = await thrown(promise);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).diagnostic;
}

test('rules, saved searches, metadata, playbooks and tombstones survive a restart unchanged', async () => {
  const stateFolder = temporaryFolder();
  const paths = {
    rule: rulePath('r'),
    action: `${siPath}/alertRules/r/actions/a?${preview}`,
    search: `${wsPath}/savedSearches/q?${search}`,
    metadata: `${siPath}/metadata/m?${preview}`,
  };
  const first = await start({ stateFolder });
  await putRule(first, 'r');
  await send(first, 'PUT', paths.action, {
    properties: { logicAppResourceId: '/x', triggerUri: 'https://e.test/secret' },
  });
  await send(first, 'PUT', paths.search, { properties: { category: 'c', displayName: 'd', query: 'T' } });
  await send(first, 'PUT', paths.metadata, { properties: { parentId: '/x', kind: 'AnalyticsRule' } });
  await putRule(first, 'gone');
  await send(first, 'DELETE', rulePath('gone'));
  const bodies = async (emulator: typeof first) =>
    Promise.all(Object.values(paths).map(async (path) => (await send(emulator, 'GET', path)).body));
  const before = await bodies(first);
  await first.close();
  const second = await start({ stateFolder });
  expect(await bodies(second)).toEqual(before);
  expect((await putRule(second, 'gone')).status).toBe(409);
  expect(
    readFileSync(join(stateFolder, 'actions', readdirSync(join(stateFolder, 'actions'))[0]!), 'utf8'),
  ).not.toContain('secret');
});

test.for([
  ['{"name":"r","eta', 'it is not JSON'],
  ['[]', '`name` and `etag` must be strings'],
  ['null', 'it is not a JSON object'],
  ['{"name":"other","etag":"x","properties":{}}', "a resource named 'other' belongs in other.json"],
  ['{"name":"r","etag":"x","properties":[]}', '`properties` must be an object'],
] as const)(
  'a corrupt file %s is named, left as it is, and the folder is free again',
  async ([text, why]) => {
    const stateFolder = temporaryFolder();
    await (await start({ stateFolder })).close();
    const file = join(stateFolder, 'alertRules', 'r.json');
    writeFileSync(file, text);
    const diagnostic = await diagnosticOf(start({ stateFolder }));
    expect([diagnostic.code, diagnostic.file]).toEqual(['emulator/corrupt-state', file]);
    expect(diagnostic.message).toContain(why);
    expect(diagnostic.hint).toMatch(/\S/);
    expect(readFileSync(file, 'utf8')).toBe(text);
    rmSync(file);
    await start({ stateFolder });
  },
);

test('a state folder below a file is one clear error', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const { code, message } = await diagnosticOf(start({ stateFolder: join(file, 'state') }));
  expect(code).toBe('emulator/state-not-writable');
  expect(message).toContain('a file stands in the place of a folder');
  expect(await findRunning(join(file, 'state'))).toBeUndefined();
});

test.skipIf(process.getuid?.() === 0)(
  'a read-only folder is one clear error (skipped for root, who may write anywhere)',
  async () => {
    const stateFolder = temporaryFolder();
    chmodSync(stateFolder, 0o500);
    const { code, message } = await diagnosticOf(start({ stateFolder }));
    chmodSync(stateFolder, 0o700);
    expect([code, message]).toEqual([
      'emulator/state-not-writable',
      expect.stringContaining('permission is denied'),
    ]);
  },
);

test('reasons of the file system are said in words', () => {
  const message = (code: string) =>
    stateFolderError('/x', Object.assign(new Error('raw'), { code })).diagnostic.message;
  expect(message('EROFS')).toContain('the file system is read-only');
  expect(message('ENOSPC')).toContain('the disk is full');
  expect(message('EACCES')).toContain('permission is denied');
  expect(message('EWHAT')).toContain('raw');
});

test('a write that the disk refuses is a 500, and what was there stays', async () => {
  const stateFolder = temporaryFolder();
  const emulator = await start({ stateFolder });
  await putRule(emulator, 'r');
  rmSync(join(stateFolder, 'tmp'), { recursive: true });
  const { status, code } = await putRule(emulator, 'r2');
  expect([status, code]).toEqual([500, 'InternalServerError']);
  const { body } = await send(emulator, 'GET', `${siPath}/alertRules?${preview}`);
  expect(body.value.map(({ name }: { name: string }) => name)).toEqual(['r']);
});

test('file names are safe, readable and one for each name whatever its case', () => {
  expect(fileNameOf('A b/c*')).toBe('a%20b%2Fc%2A.json');
  expect(fileNameOf('ABC')).toBe(fileNameOf('abc'));
  const long = [
    fileNameOf('x'.repeat(300)),
    fileNameOf(`${'x'.repeat(299)}y`),
    fileNameOf('..'),
    fileNameOf('.'),
  ];
  expect(new Set(long).size).toBe(4);
  for (const name of long) expect(name).toMatch(/^[\w%-]{0,60}~[0-9a-f]{32}\.json$/);
});

test('a running server is found, a second one refused, and a closed one gone', async () => {
  const stateFolder = temporaryFolder();
  expect(await findRunning(stateFolder)).toBeUndefined();
  const emulator = await start({ stateFolder });
  expect(await findRunning(stateFolder)).toEqual({
    pid: process.pid,
    port: emulator.port,
    url: emulator.url,
    workspace: wsPath,
  });
  const { code, message } = await diagnosticOf(start({ stateFolder }));
  expect(code).toBe('emulator/already-running');
  expect(message).toContain(`Process ${process.pid}`);
  expect((await putRule(emulator, 'r')).status).toBe(201);
  await emulator.close();
  expect(await findRunning(stateFolder)).toBeUndefined();
  expect(existsSync(join(stateFolder, 'emulator.lock'))).toBe(false);
  expect(emulator.requests).toHaveLength(1);
});

/** The id of a process that has just ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

function writeLock(stateFolder: string, content: object): void {
  const lock = {
    pid: process.pid,
    mark: 'of-another',
    port: 1,
    scheme: 'http',
    workspace: wsPath,
    ...content,
  };
  writeFileSync(join(stateFolder, 'emulator.lock'), JSON.stringify(lock));
}

test('the lock of a dead process is taken over', async () => {
  const stateFolder = temporaryFolder();
  writeLock(stateFolder, { pid: deadPid() });
  expect(await findRunning(stateFolder)).toBeUndefined();
  const emulator = await start({ stateFolder });
  expect((await findRunning(stateFolder))?.port).toBe(emulator.port);
});

test('so is a lock whose port is silent, or answers as somebody else', async () => {
  const stranger = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    stranger.close();
  });
  for (const port of [1, (stranger.address() as AddressInfo).port]) {
    const stateFolder = temporaryFolder();
    writeLock(stateFolder, { port });
    expect(await findRunning(stateFolder)).toBeUndefined();
    const emulator = await start({ stateFolder });
    expect((await findRunning(stateFolder))?.port).toBe(emulator.port);
  }
});

test('a lock file that is not one is left alone and named', async () => {
  const stateFolder = temporaryFolder();
  const file = join(stateFolder, 'emulator.lock');
  writeFileSync(file, 'mine');
  const diagnostic = await diagnosticOf(start({ stateFolder }));
  expect([diagnostic.code, diagnostic.file]).toEqual(['emulator/lock-stuck', file]);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('a port that is taken is one clear error, and the folder stays free', async () => {
  const { port } = await start();
  const stateFolder = temporaryFolder();
  expect((await diagnosticOf(start({ stateFolder, port }))).code).toBe('emulator/port-not-available');
  await start({ stateFolder });
});

test('an owned file is removed only by its mark, and the right to do so is inherited from the dead', () => {
  const file = join(temporaryFolder(), 'lock');
  const old = ownership();
  expect([createExclusive(file, old), createExclusive(file, ownership())]).toEqual([true, false]);
  expect(removeOwned(file, 'another')).toBe(true);
  expect(existsSync(file)).toBe(true);
  createExclusive(`${file}.remove-${old.mark}`, { pid: deadPid(), mark: 'dead' });
  expect(removeOwned(file, old.mark)).toBe(false);
  expect(removeOwned(file, old.mark)).toBe(true);
  expect(existsSync(file)).toBe(false);
  createExclusive(file, old);
  createExclusive(`${file}.remove-${old.mark}`, ownership());
  expect([removeOwned(file, old.mark), existsSync(file)]).toEqual([false, true]);
});

test('the data folder is handed through', async () => {
  expect((await start({ dataFolder: 'rows' })).dataFolder).toBe('rows');
});
