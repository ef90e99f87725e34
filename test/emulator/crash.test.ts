// kill -9 at every write, and several processes at once: nothing is lost, doubled or left half written.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import { ruleBody } from '../content/a-rule.ts';
import { makeTable, rowsOf, startWithEngine, upload } from './ingestion-start.ts';
import { preview, putRule, rulePath, send, siPath, start, temporaryFolder } from './start.ts';

let packageDir = '';
let outDir = '';

beforeAll(async () => {
  // As in the package, beside the folder of what was built.
  packageDir = mkdtempSync(join(tmpdir(), 'embedded-workspace-child-'));
  writeFileSync(join(packageDir, 'package.json'), '{ "version": "0.0.0" }');
  outDir = join(packageDir, 'dist');
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./child.ts', import.meta.url)),
      outDir,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'child.mjs', format: 'es' } },
    },
  });
});
afterAll(() => rmSync(packageDir, { recursive: true, force: true }));

interface Child {
  readonly process: ChildProcess;
  /** Its port, or the code of the error it ended with. */
  readonly says: string;
  readonly exited: Promise<unknown>;
}

async function spawnServer(stateFolder: string, killAt = ''): Promise<Child> {
  const child = spawn(process.execPath, [join(outDir, 'child.mjs'), stateFolder, killAt], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const exited = once(child, 'exit');
  const [chunk] = await Promise.race([once(child.stdout!, 'data'), exited]);
  return { process: child, says: String(chunk).trim(), exited };
}

const at = (child: Child) => ({ url: `http://127.0.0.1:${child.says}` }) as Emulator;
const list = async (emulator: Emulator) =>
  (await send(emulator, 'GET', `${siPath}/alertRules?${preview}`)).body.value as {
    name: string;
    properties: { severity: string };
  }[];

test.for([
  ['before put alertRules', 'Medium'],
  ['after put alertRules', 'High'],
] as const)('killed %s: the rule is whole, with severity %s', async ([killAt, severity]) => {
  const stateFolder = temporaryFolder();
  const first = await start({ stateFolder });
  await putRule(first, 'kept');
  await putRule(first, 'r');
  await first.close();
  const child = await spawnServer(stateFolder, killAt);
  await expect(putRule(at(child), 'r', ruleBody({ severity: 'High' }))).rejects.toThrow();
  await child.exited;
  const rules = await list(await start({ stateFolder }));
  expect(rules.map(({ name, properties }) => [name, properties.severity])).toEqual([
    ['kept', 'Medium'],
    ['r', severity],
  ]);
});

test.for([
  ['after put deletedRules', ['r'], 200],
  ['after delete alertRules', [], 409],
] as const)('killed %s: rules %j, and a put answers %i', async ([killAt, names, status]) => {
  const stateFolder = temporaryFolder();
  const first = await start({ stateFolder });
  await putRule(first, 'r');
  await first.close();
  const child = await spawnServer(stateFolder, killAt);
  await expect(send(at(child), 'DELETE', rulePath('r'))).rejects.toThrow();
  await child.exited;
  const emulator = await start({ stateFolder });
  expect((await list(emulator)).map(({ name }) => name)).toEqual(names);
  expect((await putRule(emulator, 'r')).status).toBe(status);
});

test.for([
  ['before put rows', []],
  ['after put rows', [['a'], ['b']]],
] as const)('killed %s: the upload is whole or not at all', async ([killAt, hosts]) => {
  const stateFolder = temporaryFolder();
  const first = await startWithEngine({ stateFolder });
  const id = await makeTable(first);
  await first.close();
  const child = await spawnServer(stateFolder, killAt);
  await expect(upload(at(child), id, [{ Host: 'a' }, { Host: 'b' }])).rejects.toThrow();
  await child.exited;
  const second = await startWithEngine({ stateFolder });
  expect(await rowsOf(second, 'Test_CL | project Host | order by Host asc')).toEqual(hosts);
});

test('what a killed process had only written aside is cleared away', async () => {
  const stateFolder = temporaryFolder();
  await (await start({ stateFolder })).close();
  writeFileSync(join(stateFolder, 'tmp', 'alertRules-r.json'), '{"name":"r","eta');
  expect(await list(await start({ stateFolder }))).toEqual([]);
  expect(readdirSync(join(stateFolder, 'tmp'))).toEqual([]);
});

test('of several processes that inherit from a killed one, exactly one serves', async () => {
  const stateFolder = temporaryFolder();
  const dead = await spawnServer(stateFolder);
  dead.process.kill('SIGKILL');
  await dead.exited;
  const heirs = await Promise.all(Array.from({ length: 4 }, () => spawnServer(stateFolder)));
  const says = heirs.map((heir) => heir.says);
  expect(says.filter((text) => /^\d+$/.test(text))).toHaveLength(1);
  expect(says.filter((text) => text === 'emulator/already-running')).toHaveLength(3);
  expect(readdirSync(stateFolder).filter((name) => name.startsWith('emulator.lock'))).toEqual([
    'emulator.lock',
  ]);
});
