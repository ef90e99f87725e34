// The real Azure SDK clients against the embedded workspace: what they send is understood, what they get they can read.

import { readFileSync } from 'node:fs';
import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { isRestError, type RestError } from '@azure/core-rest-pipeline';
import { LogsQueryResultStatus } from '@azure/monitor-query-logs';
import { expect, test } from 'vitest';
import { findRunning } from '../../src/emulator/lock.ts';
import { createTlsMaterial } from '../../src/emulator/tls.ts';
import { nrtBody, ruleBody } from '../content/a-rule.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { fakeQueries, identity, putRule, sdkClients, start, temporaryFolder, wsPath } from './start.ts';

const { resourceGroup, workspace } = identity;

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function refusal(promise: Promise<unknown>): Promise<RestError> {
  const error = await thrown(promise);
  expect(isRestError(error)).toBe(true);
  return error as RestError;
}

/** A rule in the flattened shape of the SDK's models. */
const sdkRule = {
  kind: 'Scheduled',
  ...ruleBody({ displayName: 'From the SDK', severity: 'High', query: 'SecurityEvent' }).properties,
} as const;

test('arm-securityinsight: create, get, list over pages, update, delete twice', async () => {
  const emulator = await start({ pageSize: 2 });
  const { rules } = sdkClients(emulator);
  const created = await rules.alertRules.createOrUpdate(resourceGroup, workspace, 'a b/c', sdkRule);
  expect(created).toMatchObject({ name: 'a b/c', kind: 'Scheduled', displayName: 'From the SDK' });
  for (const name of ['n', 'o', 'p']) await putRule(emulator, name, nrtBody());
  const listed = await all(rules.alertRules.list(resourceGroup, workspace));
  expect(listed.map(({ name }) => name)).toEqual(['a b/c', 'n', 'o', 'p']);
  const update = { ...sdkRule, severity: 'Low', etag: created.etag! } as const;
  expect(await rules.alertRules.createOrUpdate(resourceGroup, workspace, 'a b/c', update)).toMatchObject({
    severity: 'Low',
  });
  const stale = await refusal(rules.alertRules.createOrUpdate(resourceGroup, workspace, 'a b/c', update));
  expect([stale.statusCode, stale.code]).toEqual([409, 'Conflict']);
  expect(stale.message).toContain('Etag does not match');
  await rules.alertRules.delete(resourceGroup, workspace, 'a b/c');
  await rules.alertRules.delete(resourceGroup, workspace, 'a b/c');
  const gone = await refusal(rules.alertRules.get(resourceGroup, workspace, 'a b/c'));
  expect([gone.statusCode, gone.code]).toEqual([404, 'NotFound']);
  expect(
    emulator.requests.filter(({ method, path }) => method === 'GET' && path.includes('skipToken')),
  ).toHaveLength(1);
});

test('arm-securityinsight: onboarding, actions, metadata', async () => {
  const emulator = await start();
  const { rules } = sdkClients(emulator);
  expect((await rules.sentinelOnboardingStates.get(resourceGroup, workspace, 'default')).name).toBe(
    'default',
  );
  await putRule(emulator, 'r');
  await rules.actions.createOrUpdate(resourceGroup, workspace, 'r', 'a', {
    logicAppResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/w',
    triggerUri: 'https://example.test/hook',
  });
  expect(await all(rules.actions.listByAlertRule(resourceGroup, workspace, 'r'))).toMatchObject([
    { name: 'a', workflowId: 'w' },
  ]);
  await rules.metadata.create(resourceGroup, workspace, 'analyticsrule-r', {
    parentId: `${wsPath}/providers/Microsoft.SecurityInsights/alertRules/r`,
    kind: 'AnalyticsRule',
    version: '1.0.0',
    source: { kind: 'SourceRepository', name: 'contoso/detections' },
  });
  const owned = await all(rules.metadata.list(resourceGroup, workspace));
  expect(owned).toMatchObject([
    { name: 'analyticsrule-r', version: '1.0.0', source: { name: 'contoso/detections' } },
  ]);
  await rules.metadata.delete(resourceGroup, workspace, 'analyticsrule-r');
  await rules.metadata.delete(resourceGroup, workspace, 'analyticsrule-r');
});

test('arm-operationalinsights: saved searches, workspace, tables, schema', async () => {
  const { insights } = sdkClients(await start());
  const hunting = {
    category: 'Hunting Queries',
    displayName: 'd',
    query: 'T',
    tags: [{ name: 'tactics', value: 'Impact' }],
  };
  const created = await insights.savedSearches.createOrUpdate(resourceGroup, workspace, 'q', hunting);
  expect(created).toMatchObject({
    displayName: 'd',
    tags: [{ name: 'tactics', value: 'Impact' }],
    version: 2,
  });
  const refused = await refusal(
    insights.savedSearches.createOrUpdate(resourceGroup, workspace, 'q', hunting),
  );
  expect(refused.statusCode).toBe(409);
  await insights.savedSearches.createOrUpdate(resourceGroup, workspace, 'q', {
    ...hunting,
    etag: created.etag!,
  });
  const listed = await insights.savedSearches.listByWorkspace(resourceGroup, workspace);
  expect(listed.value?.map(({ displayName }) => displayName)).toEqual(['d']);
  await insights.savedSearches.delete(resourceGroup, workspace, 'q');
  expect((await insights.workspaces.get(resourceGroup, workspace)).customerId).toBe(identity.customerId);
  const tables = await all(insights.tables.listByWorkspace(resourceGroup, workspace));
  expect(tables.map(({ name }) => name)).toEqual(['SecurityEvent', 'Repo_CL']);
  expect((await insights.tables.get(resourceGroup, workspace, 'Repo_CL')).schema?.columns).toMatchObject([
    { name: 'Public' },
  ]);
  expect((await insights.schemaOperations.get(resourceGroup, workspace)).value?.length).toBe(2);
});

test('a PascalCase reply loses every field in the typed client, as published for 2025-07-01', async () => {
  const { insights } = sdkClients(await start({ variants: { 'saved-search-casing': 'PascalCase' } }));
  await insights.savedSearches.createOrUpdate(resourceGroup, workspace, 'q', {
    category: 'c',
    displayName: 'd',
    query: 'T',
  });
  const listed = await insights.savedSearches.listByWorkspace(resourceGroup, workspace);
  expect(listed.value?.map(({ displayName }) => displayName)).toEqual([undefined]);
});

const types = ['long', 'real', 'bool', 'datetime', 'dynamic', 'string', 'decimal', 'guid', 'timespan'];

test('monitor-query-logs: typed cells by workspace and by resource id', async () => {
  const row = [
    5,
    1.5,
    true,
    '2026-03-01T12:00:00.5000000Z',
    { a: [1] },
    'x',
    '1.25',
    identity.customerId,
    '01:00:00',
  ];
  const columns = types.map((type) => ({ name: type, type }));
  const runQuery = async () => ({ ok: true, result: { columns, rows: [row, row.map(() => null)] } }) as const;
  const { logs } = sdkClients(await start({ queries: { ...fakeQueries, runQuery } }));
  const timespan = { duration: 'P1D' };
  for (const result of [
    await logs.queryWorkspace(identity.customerId, 'T', timespan),
    await logs.queryResource(wsPath, 'T', timespan),
  ]) {
    if (result.status !== LogsQueryResultStatus.Success) throw new Error(result.status);
    expect(result.tables[0]?.rows).toEqual([
      row.map((cell, index) => (index === 3 ? new Date('2026-03-01T12:00:00.5Z') : cell)),
      row.map(() => null),
    ]);
  }
});

test('monitor-query-logs: the inner error of a refused query is in the body, a partial result is told', async () => {
  const failure = { kind: 'semantic', code: 'SEM0100', message: "Failed to resolve table 'X'" } as const;
  const failing = await start({
    queries: { ...fakeQueries, runQuery: async () => ({ ok: false, failure }) },
  });
  const error = await refusal(
    sdkClients(failing).logs.queryWorkspace(identity.customerId, 'X', { duration: 'P1D' }),
  );
  expect([error.statusCode, error.code]).toEqual([400, 'BadArgumentError']);
  expect(JSON.stringify(error.details)).toContain("Failed to resolve table 'X'");
  const partial = { code: 'TooMuch', message: 'rows were cut' };
  const result = { columns: [], rows: [] };
  const cut = await start({
    queries: { ...fakeQueries, runQuery: async () => ({ ok: true, result, partial }) },
  });
  const answer = await sdkClients(cut).logs.queryWorkspace(identity.customerId, 'X', { duration: 'P1D' });
  expect(answer.status).toBe(LogsQueryResultStatus.PartialFailure);
});

test('a 429 with Retry-After is tried again by the client, one without is not, a dropped connection is', async () => {
  const faults = [{ status: 429, headers: { 'retry-after-ms': '1' }, body: {} }, 'drop', undefined] as const;
  let count = 0;
  const patient = await start({ faults: () => faults[count++] });
  const { rules } = sdkClients(patient);
  await refusal(rules.alertRules.get(resourceGroup, workspace, 'r'));
  expect(patient.requests.map(({ status }) => status)).toEqual([429, 0]);
  const body = { error: { code: 'TooManyRequests', message: 'slow down' } };
  const bare = await start({ faults: () => ({ status: 429, body }) });
  const error = await refusal(sdkClients(bare).rules.alertRules.get(resourceGroup, workspace, 'r'));
  expect([error.statusCode, error.message.includes('slow down'), bare.requests.length]).toEqual([
    429,
    true,
    1,
  ]);
});

test('over TLS the clients work with the generated authority and nothing else', async () => {
  const stateFolder = temporaryFolder();
  const tls = await createTlsMaterial(stateFolder);
  const emulator = await start({ tls, stateFolder });
  expect((await findRunning(stateFolder))?.url).toBe(emulator.url);
  await expect(start({ tls: await createTlsMaterial(stateFolder), stateFolder })).rejects.toThrow(
    /already serves/,
  );
  expect(emulator.url).toMatch(/^https:/);
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const client = (tlsOptions?: { ca: string }) =>
    new OperationalInsightsManagementClient(credential, identity.subscription, {
      endpoint: emulator.url,
      retryOptions: { maxRetries: 0 },
      ...(tlsOptions && { tlsOptions }),
    });
  const trusted = client({ ca: readFileSync(tls.caFile, 'utf8') });
  expect((await trusted.workspaces.get(resourceGroup, workspace)).customerId).toBe(identity.customerId);
  await expect(client().workspaces.get(resourceGroup, workspace)).rejects.toThrow(/certificate/);
});

test('200 parallel puts are all stored, each once', async () => {
  const emulator = await start();
  const puts = Array.from({ length: 200 }, (_, index) =>
    putRule(emulator, `r${index}`, ruleBody({ displayName: `Rule ${index}` })),
  );
  expect(new Set((await Promise.all(puts)).map(({ status }) => status))).toEqual(new Set([201]));
  const listed = await all(sdkClients(emulator).rules.alertRules.list(resourceGroup, workspace));
  expect(new Set(listed.map(({ name }) => name)).size).toBe(200);
});
