// Each Azure cloud is asked at its own address, with a token for its own audience.
import { expect, it } from 'vitest';
import { clouds } from '../../src/environments/environment.ts';
import { cloudEndpoints } from '../../src/workspace/clouds.ts';
import { openWorkspace } from '../../src/workspace/open.ts';

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
  expect(endpoints.logs).toMatch(/^https:\/\/api\.loganalytics\.\S+\/v1$/);
  expect(endpoints.logsScope).toBe(`${new URL(endpoints.logs).origin}/.default`);
});
