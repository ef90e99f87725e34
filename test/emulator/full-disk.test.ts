// A state folder without room: the server ends all the same, and takes its lock along.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { openStore, prepareStateFolder } from '../../src/emulator/state/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-full-'));
const isMounted = mount();
afterAll(() => {
  if (isMounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Writes until there is no room for another byte. */
function fill(): void {
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (let n = 0; ; n++) writeFileSync(join(folder, `filler-${size}-${n}`), 'x'.repeat(size));
    } catch {
      // Smaller ones may still fit.
    }
  }
}

test.skipIf(!isMounted)('(skipped where no file system can be mounted)', async () => {
  const identity = { subscription: 's', resourceGroup: 'g', workspace: 'w', customerId: 'c' };
  const queries = {
    runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }) as const,
    checkQuery: async () => undefined,
    tables: async () => [],
  };
  prepareStateFolder(folder);
  const emulator = await startEmulator({ stateFolder: folder, identity, queries });
  fill();
  const store = openStore(folder);
  const resource = { name: 'r', etag: '"1"', properties: { text: 'y'.repeat(10_000) } };
  expect(() => store.put('alertRules', resource)).toThrow('the disk is full');
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  await emulator.close();
  expect(existsSync(join(folder, 'emulator.lock'))).toBe(false);
  await expect(fetch(emulator.url)).rejects.toThrow();
});
