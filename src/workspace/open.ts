// One workspace, embedded or in Azure, behind the Azure SDK clients: only endpoint and credential tell them apart.

import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { SecurityInsights } from '@azure/arm-securityinsight';
import type { TokenCredential } from '@azure/core-auth';
import { isJsonMap } from '../json/json.ts';
import { workspaceError } from './codes.ts';
import { installedSolutions, offeredSolutions, ruleTemplates } from './facts/content-hub.ts';
import { dataConnectors } from './facts/data-connectors.ts';
import { permissions } from './facts/permissions.ts';
import { isOnboarded, watchlistAliases } from './facts/sentinel.ts';
import { readTables } from './facts/tables.ts';
import { queryClient } from './queries/query-client.ts';
import { type ArmPaces, type ArmScope, sendArm } from './requests/arm-request.ts';
import type { CloudEndpoints } from './requests/clouds.ts';
import { createHttpClient, type Trace } from './requests/http-client.ts';
import { listPages } from './requests/list-pages.ts';
import type { Pace } from './requests/pace.ts';
import { reachOf } from './requests/reach.ts';
import { resourceIdOf } from './requests/resource-id.ts';
import { defaultRetryPolicy, type RetryPolicy } from './requests/retry.ts';
import type { Services } from './resources/collection.ts';
import { contentStore } from './resources/content-store.ts';
import type { IngestionOptions, Upload } from './seeding/ingestion-client.ts';
import { seedingClient } from './seeding/seeding-client.ts';
import type { Workspace } from './workspace.ts';

export interface WorkspaceTarget {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
  /** Without an `ingestionDomain`, rows go to the same server as everything else. */
  readonly endpoints: Omit<CloudEndpoints, 'authority' | 'ingestionDomain'> &
    Partial<Pick<CloudEndpoints, 'ingestionDomain'>>;
  readonly credential: TokenCredential;
  /** Served without TLS on this machine. */
  readonly loopback?: boolean;
  /** Of the SecurityInsights provider; NRT rules and sub-techniques exist in preview versions only. */
  readonly apiVersion: string;
  /** The certificate authority of a workspace served with TLS on this machine, as PEM. */
  readonly certificateAuthority?: string | undefined;
}

export interface OpenOptions {
  readonly trace?: Trace;
  /** The tool's own waits, on top of the SDK's. */
  readonly retry?: RetryPolicy;
  /** Keeps queries below the service's rate; absent: they are sent at once. */
  readonly pace?: Pace;
  /** The same for requests to Resource Manager. */
  readonly armPaces?: ArmPaces;
  /** The SDK's waits, for 5xx and lost connections. */
  readonly retryOptions?: { readonly maxRetries?: number; readonly retryDelayInMs?: number };
}

const workspaceApiVersion = '2022-10-01';
const tablesRequest = { path: 'tables', apiVersion: workspaceApiVersion } as const;

/** A Workspace over the target. Nothing is sent until it is asked for something. */
export function openWorkspace(target: WorkspaceTarget, options: OpenOptions = {}): Workspace {
  const { subscriptionId, resourceGroup, workspaceName, endpoints, apiVersion } = target;
  const retry = options.retry ?? defaultRetryPolicy;
  const { runQuery, upload, ...clients } = createClients(target, options, retry);
  const endpoint = endpoints.resourceManager;
  const paces = options.armPaces;
  const scope: ArmScope = { subscriptionId, resourceGroup, workspaceName, endpoint, retry, paces };
  const { securityInsights, operationalInsights } = clients;
  const services: Services = { securityInsights, operationalInsights, scope, apiVersion };
  const read = async (path: string) => {
    const request = { method: 'GET', path, apiVersion: workspaceApiVersion } as const;
    return (await sendArm(operationalInsights, scope, request)).body;
  };
  const workspaceItself = onceItSucceeds(() => read(''));
  const customerId = onceItSucceeds(async () => readCustomerId(await workspaceItself()));
  const resourceId = resourceIdOf(target);
  const seeding = {
    client: operationalInsights,
    scope,
    workspaceId: resourceId,
    location: async () => readLocation(await workspaceItself()),
    upload,
  };
  return {
    description: `${workspaceName} (${subscriptionId}/${resourceGroup})`,
    resourceId,
    ...contentStore(services),
    tables: async () => readTables(await listPages(operationalInsights, scope, tablesRequest)),
    isOnboarded: () => isOnboarded(services),
    permissions: () => permissions(operationalInsights, scope),
    watchlists: () => watchlistAliases(services),
    connectors: () => dataConnectors(services),
    ruleTemplates: () => ruleTemplates(services),
    installedSolutions: () => installedSolutions(services),
    offeredSolutions: () => offeredSolutions(services),
    seeding: seedingClient(seeding),
    query: async (kql, { timespan }) => {
      const id = await customerId();
      await options.pace?.();
      return runQuery(id, kql, timespan);
    },
    close: async () => {},
  };
}

function createClients(target: WorkspaceTarget, options: OpenOptions, retry: RetryPolicy) {
  const { credential, endpoints, subscriptionId, loopback, certificateAuthority, apiVersion } = target;
  const httpClient = createHttpClient({
    reach: reachOf(endpoints),
    loopback,
    certificateAuthority,
    trace: options.trace,
  });
  const retryOptions = { ...options.retryOptions };
  const shared = {
    endpoint: endpoints.resourceManager,
    credentialScopes: endpoints.resourceManagerScope,
    httpClient,
    retryOptions,
  };
  const { logs: endpoint, logsScope: scope, ingestionScope } = endpoints;
  const sending = { credential, scope: ingestionScope, httpClient, retryOptions, retry };
  return {
    securityInsights: new SecurityInsights(credential, subscriptionId, { ...shared, apiVersion }),
    operationalInsights: new OperationalInsightsManagementClient(credential, subscriptionId, shared),
    runQuery: queryClient({ credential, endpoint, scope, httpClient, retryOptions, retry }),
    upload: lazyUpload(sending),
  };
}

/** Most commands send no rows: the client for them is loaded by those that do. */
function lazyUpload(sending: IngestionOptions): Upload {
  const client = onceItSucceeds(async () => {
    const { ingestionClient } = await import('./seeding/ingestion-client.ts');
    return ingestionClient(sending);
  });
  return async (upload, rows) => (await client())(upload, rows);
}

/** Asks once and keeps the answer; a failure is not kept. */
function onceItSucceeds<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}

/** https://learn.microsoft.com/rest/api/loganalytics/workspaces/get */
function readCustomerId(body: unknown): string {
  const properties = isJsonMap(body) ? body['properties'] : undefined;
  const id = isJsonMap(properties) ? properties['customerId'] : undefined;
  if (typeof id === 'string') return id;
  throw workspaceError(
    'workspace/no-customer-id',
    'The workspace answered without a customerId, so queries cannot be addressed to it.',
    { hint: undefined },
  );
}

function readLocation(body: unknown): string {
  const location = isJsonMap(body) ? body['location'] : undefined;
  if (typeof location === 'string') return location;
  throw workspaceError(
    'workspace/no-location',
    'The workspace answered without a location, and a data collection rule needs one.',
    { hint: undefined },
  );
}
