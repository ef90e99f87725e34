// A live run needs to be told its workspace: without, it ends with an error that says what to set.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../stories/command-line.ts';
import { liveTarget } from './target.ts';

const named = {
  SENTINEL_SYNC_LIVE_SUBSCRIPTION: '00000000-0000-4000-8000-000000000001',
  SENTINEL_SYNC_LIVE_RESOURCE_GROUP: 'throwaway',
  SENTINEL_SYNC_LIVE_WORKSPACE: 'soc-check',
};

test('the three names are enough', () => {
  expect(liveTarget({ ...named, SENTINEL_SYNC_LIVE_CLOUD: '' })).toEqual({
    workspace: {
      type: 'azure',
      cloud: 'AzureCloud',
      subscriptionId: named.SENTINEL_SYNC_LIVE_SUBSCRIPTION,
      resourceGroup: 'throwaway',
      workspaceName: 'soc-check',
    },
    apiVersion: '2025-07-01-preview',
  });
});

test('cloud and api-version can be chosen', () => {
  const chosen = {
    SENTINEL_SYNC_LIVE_CLOUD: 'AzureChinaCloud',
    SENTINEL_SYNC_LIVE_API_VERSION: '2025-09-01',
  };
  expect(liveTarget({ ...named, ...chosen })).toMatchObject({
    workspace: { cloud: 'AzureChinaCloud' },
    apiVersion: '2025-09-01',
  });
});

test.each([
  [{ SENTINEL_SYNC_LIVE_WORKSPACE: '' }, /set SENTINEL_SYNC_LIVE_WORKSPACE\.$/m],
  [
    { SENTINEL_SYNC_LIVE_CLOUD: 'Azure' },
    /is Azure; it can be AzureCloud, AzureUSGovernment, AzureChinaCloud/,
  ],
  [{ SENTINEL_SYNC_LIVE_SUBSCRIPTION: 'ours' }, /SENTINEL_SYNC_LIVE_SUBSCRIPTION is no GUID/],
])('%j is told', (changes, words) => {
  expect(() => liveTarget({ ...named, ...changes })).toThrow(words);
});

test('npm run test:live without a workspace fails, and says what to set', () => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(SENTINEL_SYNC_LIVE_|VITEST|NODE_OPTIONS)/.test(name)),
  );
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--config', 'vitest.live.config.ts'],
    { cwd: repository, env, encoding: 'utf8' },
  );
  expect(status).not.toBe(0);
  const text = `${stdout}${stderr}`;
  expect(text).toContain(
    'set SENTINEL_SYNC_LIVE_SUBSCRIPTION, SENTINEL_SYNC_LIVE_RESOURCE_GROUP, SENTINEL_SYNC_LIVE_WORKSPACE',
  );
  expect(text).toContain('docs/guides/live-checks.md');
});
