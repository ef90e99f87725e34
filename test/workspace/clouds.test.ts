// Each Azure cloud is asked at its own address, with a token for its own audience.
import { expect, it } from 'vitest';
import { clouds } from '../../src/environments/environment.ts';
import { openWorkspace } from '../../src/workspace/open.ts';
import { cloudEndpoints } from '../../src/workspace/requests/clouds.ts';

/** https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#request-headers */
const ingestionAudiences = {
  AzureCloud: 'https://monitor.azure.com',
  AzureUSGovernment: 'https://monitor.azure.us',
  AzureChinaCloud: 'https://monitor.azure.cn',
};

it.each(clouds)('%s', async (cloud) => {
  const endpoints = cloudEndpoints[cloud];
  const asked: unknown[] = [];
  const credential = {
    getToken: async (scopes: string | string[]) => {
      asked.push(scopes);
      throw Object.assign(new Error('no account'), { name: 'CredentialUnavailableError' });
    },
  };
  const workspace = openWorkspace({
    subscriptionId: '00000000-0000-4000-8000-000000000001',
    resourceGroup: 'detections',
    workspaceName: 'soc',
    apiVersion: '2025-07-01-preview',
    endpoints,
    credential,
  });
  await expect(workspace.list('alertRules')).rejects.toThrow(
    `No credential for ${endpoints.resourceManager}`,
  );
  await expect(workspace.list('savedSearches')).rejects.toThrow('no account');
  expect(asked.flat()).toEqual([
    `${endpoints.resourceManager}/.default`,
    `${endpoints.resourceManager}/.default`,
  ]);
  const rule = {
    name: 'seed-1',
    kind: 'Direct',
    streams: [],
    otherStreams: [],
    workspaces: [],
    immutableId: 'dcr-1',
    endpoint: 'https://seed-1.ingest.example',
  };
  const rows = [{ A: 1 }];
  const { left, error } = await workspace.seeding.upload(rule, 'Test_A_CL', rows);
  expect({ left, code: error?.diagnostic.code }).toEqual({ left: rows, code: 'workspace/authentication' });
  expect(asked.flat().at(-1)).toBe(`${ingestionAudiences[cloud]}/.default`);
  expect(endpoints.logs).toMatch(/^https:\/\/api\.loganalytics\.\S+\/v1$/);
  expect(endpoints.logsScope).toBe(`${new URL(endpoints.logs).origin}/.default`);
});
