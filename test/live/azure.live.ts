// The contract of a workspace, and the questions about behaviours nobody has checked, on a workspace in Azure.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/workspace/connect.ts';
import { cloudEndpoints } from '../../src/workspace/requests/clouds.ts';
import { azureCredential } from '../../src/workspace/requests/credential.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { contract } from '../workspace/contract.ts';
import { measureAll } from './measurements.ts';
import { sweep } from './names.ts';
import { createProbe } from './probe.ts';
import { askAll } from './questions.ts';
import { renderReport } from './report.ts';
import { liveTarget } from './target.ts';

const target = liveTarget(process.env);
const open = (): Promise<Workspace> =>
  connect(target, { emulator: () => Promise.reject(new Error('no embedded workspace takes part')) });

describe('the workspace in Azure', () => contract({ connect: open, apiVersion: target.apiVersion }));

describe('the open questions', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await open();
  });
  afterAll(async () => {
    await sweep(workspace);
    await workspace.close();
  });

  // A workspace that does otherwise is no failure: the table says so, and which default to correct.
  test('are asked', { timeout: 1_200_000 }, async () => {
    const endpoints = cloudEndpoints[target.workspace.cloud];
    const credential = azureCredential(endpoints.authority);
    const scopes = { resourceManager: endpoints.resourceManagerScope, logs: endpoints.logsScope };
    const probe = createProbe({
      resourceManager: endpoints.resourceManager,
      logs: endpoints.logs,
      workspaceId: workspace.resourceId,
      // The questions are about properties of a preview version too; those about a stable one name it.
      apiVersion: target.apiVersion.endsWith('-preview') ? target.apiVersion : '2025-07-01-preview',
      token: async (audience) => {
        const token = await credential.getToken(scopes[audience]);
        if (token === null) throw new Error(`no token for ${scopes[audience]}`);
        return token.token;
      },
    });
    const rows = await askAll(probe);
    process.stdout.write(renderReport(rows, await measureAll(probe)));
    expect(rows.filter(({ answer }) => answer !== undefined)).not.toEqual([]);
  });
});
