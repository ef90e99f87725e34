// From an environment to its workspace: embedded or in Azure, one interface.
import type { Environment } from '../environments/environment.ts';
import { connectLocal, type LocalOptions } from './local.ts';
import { type OpenOptions, openWorkspace } from './open.ts';
import { cloudEndpoints } from './requests/clouds.ts';
import { azureCredential } from './requests/credential.ts';
import { createBucket, createPace, queryApiRate, resourceManagerBuckets } from './requests/pace.ts';
import { defaultRetryPolicy } from './requests/retry.ts';
import type { Workspace } from './workspace.ts';

/** How a workspace is reached. */
export type ConnectOptions = OpenOptions & Pick<LocalOptions, 'emulator'>;

/**
 * Connects to the workspace of an environment. For Azure nothing is sent yet: the first request signs in.
 * @throws UserError when an embedded workspace cannot be started.
 */
export async function connect(
  environment: Pick<Environment, 'workspace' | 'apiVersion'>,
  options: ConnectOptions,
): Promise<Workspace> {
  const { workspace: target, apiVersion } = environment;
  if (target.type === 'embedded') {
    return connectLocal(target, { ...options, apiVersion });
  }
  const endpoints = cloudEndpoints[target.cloud];
  const { subscriptionId, resourceGroup, workspaceName } = target;
  const credential = azureCredential(endpoints.authority);
  const { sleep } = options.retry ?? defaultRetryPolicy;
  const waiting = { now: () => performance.now(), sleep };
  const pace = createPace({ ...queryApiRate, ...waiting });
  const { GET, PUT, DELETE } = resourceManagerBuckets;
  const armPaces = {
    GET: createBucket({ ...GET, ...waiting }),
    PUT: createBucket({ ...PUT, ...waiting }),
    DELETE: createBucket({ ...DELETE, ...waiting }),
  };
  return openWorkspace(
    { subscriptionId, resourceGroup, workspaceName, endpoints, credential, apiVersion },
    { pace, armPaces, ...options },
  );
}
