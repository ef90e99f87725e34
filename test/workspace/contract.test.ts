// What every Workspace must do, run on the embedded one always and on Azure where an environment variable names a workspace to use.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AzureTarget, EmbeddedTarget } from '../../src/environments/environment.ts';
import { connect } from '../../src/workspace/connect.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

const stateFolder = mkdtempSync(join(tmpdir(), 'sentinel-sync-contract-'));
afterAll(() => rmSync(stateFolder, { recursive: true, force: true }));

const embedded: EmbeddedTarget = {
  type: 'embedded',
  subscriptionId: '00000000-0000-4000-8000-000000000001',
  resourceGroup: 'detections',
  workspaceName: 'soc-contract',
  stateFolder,
};

/** `SUBSCRIPTION/RESOURCE-GROUP/WORKSPACE` of a workspace that tests may write to. */
const named = process.env['SENTINEL_SYNC_TEST_WORKSPACE']?.split('/') ?? [];
const [subscriptionId, resourceGroup, workspaceName] = named;
const azure: AzureTarget | undefined =
  subscriptionId && resourceGroup && workspaceName
    ? { type: 'azure', cloud: 'AzureCloud', subscriptionId, resourceGroup, workspaceName }
    : undefined;

describe('the embedded workspace', () => contract(embedded));
describe.skipIf(azure === undefined)('Azure (needs SENTINEL_SYNC_TEST_WORKSPACE)', () => {
  contract(azure ?? embedded);
});

function contract(target: AzureTarget | EmbeddedTarget): void {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await connect({ workspace: target, apiVersion: '2025-07-01-preview' }, { emulator });
  });
  afterAll(() => workspace.close());

  const rule = {
    kind: 'Scheduled',
    properties: {
      displayName: `sentinel-sync contract ${randomUUID()}`,
      enabled: false,
      severity: 'Low',
      query: 'print n = 1',
      queryFrequency: 'PT1H',
      queryPeriod: 'PT1H',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      tactics: ['Persistence'],
      techniques: ['T1098'],
      subTechniques: ['T1098.003'],
    },
  };

  it('stores a rule with all its properties, lists it, and forgets it', async () => {
    const name = randomUUID();
    const created = await workspace.put('alertRules', name, rule);
    expect(created.properties).toMatchObject(rule.properties);
    expect(await workspace.get('alertRules', name)).toMatchObject({ name, etag: created.etag });
    expect((await workspace.list('alertRules')).map((each) => each.name)).toContain(name);
    await workspace.delete('alertRules', name);
    await workspace.delete('alertRules', name);
    expect(await workspace.get('alertRules', name)).toBeUndefined();
  });

  it.each([
    ['alertRules', rule],
    [
      'savedSearches',
      { properties: { category: 'Hunting Queries', displayName: 'c', query: 'print 1', version: 2 } },
    ],
  ] as const)('%s: a write against an old etag is refused', async (collection, body) => {
    const name = randomUUID();
    const first = await workspace.put(collection, name, body);
    const second = await workspace.put(collection, name, body, { etag: first.etag });
    expect(second.etag).not.toBe(first.etag);
    await expect(workspace.put(collection, name, body, { etag: first.etag })).rejects.toMatchObject({
      reason: 'etag-mismatch',
    });
    await workspace.delete(collection, name);
  });

  it('answers undefined for what is not there, and deletes it without complaint', async () => {
    for (const collection of ['alertRules', 'savedSearches', 'metadata'] as const) {
      expect(await workspace.get(collection, randomUUID())).toBeUndefined();
      await workspace.delete(collection, randomUUID());
    }
  });

  it('runs a query without rounding a long', async () => {
    const result = await workspace.query('print n = 9007199254740993', { timespan: 'P1D' });
    expect(result).toEqual({ columns: [{ name: 'n', type: 'long' }], rows: [['9007199254740993']] });
  });
}

/** The engine is tested elsewhere: here one query is asked and one answer known. */
async function emulator() {
  const result = { columns: [{ name: 'n', type: 'long' }], rows: [['9007199254740993']] };
  return {
    queries: {
      runQuery: async () => ({ ok: true, result }) as const,
      checkQuery: async () => undefined,
      tables: async () => [],
    },
  };
}
