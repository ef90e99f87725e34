// kill -9 around every write of an apply: run again, it converges, with nothing lost, doubled, or touched that is not ours.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type { WriteEvent } from '../../src/emulator/state/store.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { ruleBody, ruleText } from '../content/a-rule.ts';
import { createProject, repository, type TestProject } from './command-line.ts';

const letters = ['a', 'b', 'c'];
const idOf = (letter: string) => `00000000-0000-4000-8000-00000000000${letter}`;
const foreign = '00000000-0000-4000-8000-0000000000ff';

let project: TestProject;
let emulator: Emulator;
let killAt: (event: WriteEvent, when: 'before' | 'after') => void;

beforeEach(async () => {
  project = createProject({ 'sentinel-sync.yaml': 'owner: contoso/detections\n' });
  for (const letter of letters) {
    project.write(`analytics-rules/${letter}.yaml`, ruleText({ id: idOf(letter), name: `Rule ${letter}` }));
  }
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'local',
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error('local is not embedded');
  killAt = () => {};
  // The server lives here; the apply that is killed is a process of its own that finds and uses it.
  emulator = await startEmulator({
    stateFolder: target.stateFolder,
    identity: identityOf(target),
    queries: {
      runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }),
      checkQuery: async () => undefined,
      tables: async () => [{ name: 'DeviceProcessEvents', columns: [] }],
    },
    onBeforeWrite: (event) => killAt(event, 'before'),
    onAfterWrite: (event) => killAt(event, 'after'),
  });
  await put(foreign, { displayName: 'Made by the SOC' });
});
afterEach(async () => {
  await emulator.close();
  project.dispose();
});

const base = () => {
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'local',
    variables: {},
  });
  return `${emulator.url}/subscriptions/${target.subscriptionId}/resourceGroups/${target.resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${target.workspaceName}/providers/Microsoft.SecurityInsights`;
};
const version = 'api-version=2025-07-01-preview';

async function put(id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await fetch(`${base()}/alertRules/${id}?${version}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ruleBody({ query: 'Usage', ...changes })),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function list(collection: string): Promise<{ name: string }[]> {
  return ((await (await fetch(`${base()}/${collection}?${version}`)).json()) as { value: { name: string }[] })
    .value;
}

/** Starts apply as a process and answers when it has ended, by itself or killed. */
function applyAndKill(
  isMoment: (event: WriteEvent, when: 'before' | 'after', count: number) => boolean,
): Promise<string | number> {
  const child = spawn(process.execPath, [join(repository, 'dist/cli.js'), 'apply', '--auto-approve'], {
    cwd: project.folder,
    stdio: 'ignore',
  });
  let count = 0;
  killAt = (event, when) => {
    if (when === 'before') count++;
    if (isMoment(event, when, count)) child.kill('SIGKILL');
  };
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 'unknown'));
  });
}

const isRule = (event: WriteEvent) => event.collection === 'alertRules';

test.each<[string, Parameters<typeof applyAndKill>[0]]>([
  ['as the first write arrives', (_, when, count) => when === 'before' && count === 1],
  ['between the two writes of an item', (event, when) => when === 'after' && isRule(event)],
  ['as an ownership record arrives', (event, when) => when === 'before' && !isRule(event)],
  ['after both writes of an item', (event, when) => when === 'after' && !isRule(event)],
  ['late, with most done', (_, when, count) => when === 'after' && count >= 5],
])('killed %s', async (_, isMoment) => {
  const before = JSON.stringify((await list('alertRules')).find((rule) => rule.name === foreign));
  expect(await applyAndKill(isMoment)).toBe('SIGKILL');
  killAt = () => {};
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });

  const rules = await list('alertRules');
  expect(rules.map(({ name }) => name).sort()).toEqual([...letters.map(idOf), foreign].sort());
  expect(await list('metadata')).toHaveLength(letters.length);
  expect(JSON.stringify(rules.find((rule) => rule.name === foreign))).toBe(before);
  expect(await project.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
});
