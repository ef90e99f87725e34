// Connecting to an embedded workspace: one server a folder, whoever came first, and no command fails because another one ended.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { createTlsMaterial } from '../../src/emulator/tls.ts';
import type { QueryService } from '../../src/engine/query-service.ts';
import type { EmbeddedTarget } from '../../src/environments/environment.ts';
import { connect } from '../../src/workspace/connect.ts';
import { identityOf } from '../../src/workspace/local.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

const queries: QueryService = {
  runQuery: async () => ({
    ok: true,
    result: { columns: [{ name: 'n', type: 'long' }], rows: [['9223372036854775807']] },
  }),
  checkQuery: async () => undefined,
  tables: async () => [{ name: 'SecurityEvent', columns: [{ name: 'TimeGenerated', type: 'datetime' }] }],
};

let folder: string;
let opened: Workspace[];
let started: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-local-'));
  opened = [];
  started = 0;
});
afterEach(async () => {
  await Promise.all(opened.map((workspace) => workspace.close()));
  rmSync(folder, { recursive: true, force: true });
});

const target = (workspaceName = 'soc-dev'): EmbeddedTarget => ({
  type: 'embedded',
  subscriptionId: '00000000-0000-4000-8000-000000000001',
  resourceGroup: 'detections',
  workspaceName,
  stateFolder: folder,
});

async function open(workspace = target()): Promise<Workspace> {
  const connected = await connect(
    { workspace, apiVersion: '2025-07-01-preview' },
    {
      retryOptions: { maxRetries: 0 },
      emulator: async () => {
        started++;
        return { queries };
      },
    },
  );
  opened.push(connected);
  return connected;
}

const search = { properties: { category: 'Hunting Queries', displayName: 'q', query: 'T', version: 2 } };
const names = async (workspace: Workspace) =>
  (await workspace.list('savedSearches')).map((resource) => resource.name);

it('is the workspace the environment names, and answers all it is asked', async () => {
  const workspace = await open();
  expect(workspace.resourceId).toBe(
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/detections/providers/Microsoft.OperationalInsights/workspaces/soc-dev',
  );
  expect(await workspace.list('alertRules')).toEqual([]);
  expect((await workspace.tables()).map((table) => table.name)).toEqual(['SecurityEvent']);
  const result = await workspace.query('T', { timespan: 'P1D' });
  expect(result).toEqual({ columns: [{ name: 'n', type: 'long' }], rows: [['9223372036854775807']] });
});

it('keeps its content from one command to the next', async () => {
  const first = await open();
  await first.put('savedSearches', 'q1', search);
  await first.close();
  expect(await names(await open())).toEqual(['q1']);
  expect(started).toBe(2);
});

it('a second command uses the server of the first, and starts its own once that has ended', async () => {
  const first = await open();
  const second = await open();
  await second.put('savedSearches', 'q1', search);
  expect(await names(first)).toEqual(['q1']);
  expect(started).toBe(1);
  await first.close();
  expect(await names(second)).toEqual(['q1']);
  expect(started).toBe(2);
});

it('two commands at the same moment share one server', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  await first.put('savedSearches', 'q1', search);
  expect(await names(second)).toEqual(['q1']);
});

it('refuses a folder that is being served as another workspace', async () => {
  await open();
  await expect(open(target('soc-prod'))).rejects.toThrow('is being served as another workspace');
});

it('reaches a server that speaks https with a certificate of its own', async () => {
  const tls = await createTlsMaterial(folder);
  const server = await startEmulator({ stateFolder: folder, identity: identityOf(target()), queries, tls });
  try {
    const workspace = await open();
    expect(await names(workspace)).toEqual([]);
    expect(started).toBe(0);
  } finally {
    await server.close();
  }
});

it('has a customer id that is a GUID and follows from its name', () => {
  const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(identityOf(target()).customerId).toMatch(guid);
  expect(identityOf(target())).toEqual(identityOf(target()));
  expect(identityOf(target('soc-prod')).customerId).not.toBe(identityOf(target()).customerId);
});
