// kill -9 before, between and after the two writes of an item: the next apply finds the state in order and converges.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimsOn, rule, startEmbedded } from './embedded.ts';

const root = join(import.meta.dirname, '../..');
// Inside the project, so that the built script finds its packages; and as in the package, beside the folder of what was built.
const packageFolder = join(root, 'node_modules/.cache/sentinel-sync-killed');
const builtFolder = join(packageFolder, 'dist');

beforeAll(async () => {
  mkdirSync(packageFolder, { recursive: true });
  writeFileSync(join(packageFolder, 'package.json'), '{ "version": "0.0.0" }');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: 'test/plan/killed-apply.ts',
      outDir: builtFolder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'killed-apply.mjs' } },
    },
  });
});
afterAll(() => rmSync(packageFolder, { recursive: true, force: true }));

const contents = { nothing: {}, low: rule(1), high: rule(1, '', 'High') } as const;
const operations = [
  ['creating', 'nothing', 'low'],
  ['updating', 'low', 'high'],
  ['deleting', 'low', 'nothing'],
] as const;
const moments = [
  ['before the item', 'before', 'alertRules'],
  ['between item and record', 'after', 'alertRules'],
  ['after the record', 'after', 'metadata'],
] as const;
const cases = operations.flatMap((operation) => moments.map((moment) => [...operation, ...moment] as const));

it.each(cases)('%s from %s to %s, killed %s', async (_operation, from, to, _moment, side, collection) => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'sentinel-sync-killed-'));
  try {
    const first = await startEmbedded({ stateFolder });
    await first.apply(contents[from]);
    await first.workspace.put('savedSearches', 'not-ours', {
      properties: { category: 'Other', displayName: 'o', query: 'T', version: 2 },
    });
    const notOurs = await first.workspace.list('savedSearches');
    await first.close();

    const args = [join(builtFolder, 'killed-apply.mjs'), stateFolder, to, side, collection];
    const child = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
    expect({ signal: child.signal, stderr: child.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });

    const second = await startEmbedded({ stateFolder });
    try {
      const report = await second.apply(contents[to], { prune: true });
      expect(report.summary).toMatchObject({ failed: 0, skipped: 0, blocked: 0 });
      const left = Object.keys(contents[to]).length;
      const plan = await second.plan(contents[to]);
      expect(plan.changes.map((change) => change.action)).toEqual([
        ...Object.keys(contents[to]).map(() => 'no-op'),
      ]);
      expect(await second.workspace.list('alertRules')).toHaveLength(left);
      expect(await claimsOn(second.workspace)).toHaveLength(left);
      expect(await second.workspace.list('savedSearches')).toEqual(notOurs);
    } finally {
      await second.close();
    }
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
});
