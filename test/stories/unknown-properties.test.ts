// What the workspace keeps of a rule and this tool does not know: told, never written over, never exported without a word.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const id = '00000000-0000-4000-8000-00000000000a';
const file = 'analytics-rules/a.yaml';
const mapping = (columnName: string) =>
  `entityMappings:\n  - entityType: Host\n    fieldMappings:\n      - identifier: FullName\n        columnName: ${columnName}\n`;
const rule = (severity = 'Medium', column = 'DeviceName') =>
  `${ruleText({ id, name: 'Rule A', severity })}${mapping(column)}`;

let project: TestProject;
let emulator: Emulator;
beforeEach(async () => {
  project = createProject({ 'sentinel-sync.yaml': 'owner: contoso/detections\n', [file]: rule() });
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'local',
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error('local is not embedded');
  emulator = await startEmulator({
    stateFolder: target.stateFolder,
    identity: identityOf(target),
    variants: { 'unknown-properties': 'kept' },
    queries: {
      runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }),
      checkQuery: async () => undefined,
      tables: async () => [{ name: 'DeviceProcessEvents', columns: [] }],
    },
  });
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
  await edit();
});
afterEach(async () => {
  await emulator.close();
  project.dispose();
});

interface Rule {
  readonly kind: string;
  readonly etag: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const url = () => {
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'local',
    variables: {},
  });
  return `${emulator.url}/subscriptions/${target.subscriptionId}/resourceGroups/${target.resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${target.workspaceName}/providers/Microsoft.SecurityInsights/alertRules/${id}?api-version=2025-07-01-preview`;
};
const read = async () => (await (await fetch(url())).json()) as Rule;

/** A newer portal sets what this tool has never heard of, at every depth. */
async function edit(): Promise<void> {
  const { kind, etag, properties } = await read();
  const [host] = properties['entityMappings'] as readonly Readonly<Record<string, unknown>>[];
  const set = {
    newProperty: { on: true },
    incidentConfiguration: { createIncident: true, newThing: 1 },
    entityMappings: [{ ...host, newKey: 'x' }],
  };
  const body = JSON.stringify({ kind, etag, properties: { ...properties, ...set } });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url(), { method: 'PUT', headers, body });
  expect(response.status).toBe(200);
}

const paths = ['entityMappings[0].newKey', 'newProperty', 'incidentConfiguration.newThing'];

test('while nothing is to be written the plan is quiet; JSON, markdown and --verbose name them', async () => {
  const text = await project.run('plan');
  expect(text.stdout).toBe('Plan: nothing to do (1 unchanged).\n');
  const json = await project.json<{ changes: { preserved?: string[] }[] }>('plan');
  expect(json.changes[0]?.preserved?.toSorted()).toEqual(paths.toSorted());
  const markdown = (await project.run('plan --format markdown')).stdout;
  expect(markdown).toContain('1 item with properties that this tool does not know; they stay');
  expect(markdown).toContain('newProperty');
  expect((await project.run('plan --verbose')).stderr).toContain(
    'analytics-rule Rule A has unknown properties: ',
  );
});

test('an update names them on one line, and they are there after it, also where the list they stand in changes', async () => {
  project.write(file, rule('High', 'DeviceId'));
  const text = await project.run('plan');
  expect(text.stdout).toMatch(
    /^ {4}preserves: (?=.*entityMappings\[0\]\.newKey)(?=.*newProperty)(?=.*incidentConfiguration\.newThing).*$/m,
  );
  expect((await project.run('plan --format markdown')).stdout).toContain('Preserves: <code>');
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
  expect((await read()).properties).toMatchObject({
    severity: 'High',
    newProperty: { on: true },
    incidentConfiguration: { createIncident: true, newThing: 1 },
    entityMappings: [
      {
        entityType: 'Host',
        newKey: 'x',
        fieldMappings: [{ identifier: 'FullName', columnName: 'DeviceId' }],
      },
    ],
  });
  expect(await project.run('plan --detailed-exitcode')).toMatchObject({ code: 0 });
});

test('export names each of them, in a new file and in one that is there', async () => {
  for (const target of ['--out elsewhere', '']) {
    const { stdout, code } = await project.run(`export --environment local ${target}`);
    expect(code).toBe(0);
    for (const path of paths) expect(stdout).toContain(path);
  }
  // The file says more than it did, so its record will; the rule stays as it is.
  const { changes } = await project.json<{ changes: { action: string; item: boolean }[] }>('plan');
  expect(changes).toMatchObject([{ action: 'update', item: false }]);
});
