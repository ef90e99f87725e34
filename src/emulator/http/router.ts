// The table of routes, and the way from a request to its handler. ARM compares path segments without regard to case.

import { uploadRows } from '../ingestion/ingestion-route.ts';
import { kustoAuthMetadata, kustoCommand, kustoQuery, kustoQueryV1 } from '../queries/kusto-route.ts';
import { queryByResource, queryByWorkspace } from '../queries/query-route.ts';
import { deleteAction, getAction, listActions, putAction } from '../resources/actions.ts';
import { deleteRule, getRule, listRules, putRule } from '../resources/alert-rules.ts';
import {
  contentPackages,
  contentTemplates,
  getFromCatalogue,
  listCatalogue,
} from '../resources/content-hub.ts';
import {
  deleteDataCollectionRule,
  getDataCollectionRule,
  listDataCollectionRules,
  putDataCollectionRule,
} from '../resources/data-collection-rules.ts';
import { dataConnectors } from '../resources/data-connectors.ts';
import { deleteMetadata, getMetadata, listMetadata, putMetadata } from '../resources/metadata.ts';
import { getOperationStatus } from '../resources/operation-statuses.ts';
import {
  deleteSavedSearch,
  getSavedSearch,
  listSavedSearches,
  putSavedSearch,
} from '../resources/saved-searches.ts';
import { deleteTable, getTable, listTables, putTable } from '../resources/tables.ts';
import { watchlists } from '../resources/watchlists.ts';
import {
  getOnboardingState,
  getSchema,
  getTemplate,
  getWorkspace,
  listPermissions,
  listTemplates,
  notOnboarded,
} from '../resources/workspace.ts';
import { type Answer, notEmbedded, requestErrors } from './errors.ts';
import { isMethodOfAzure, knownToAzure } from './known-to-azure.ts';
import type { ArmRequest, EmulatedWorkspace, Handler } from './request.ts';

/** `sentinel` routes answer only on an onboarded workspace; `query` routes have no api-version; `data` is not ARM's. */
type Area = 'data' | 'workspace' | 'onboarding' | 'sentinel' | 'query';

interface Route {
  readonly area: Area;
  readonly path: string;
  readonly methods: Readonly<Record<string, Handler>>;
}

const ws =
  'subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/{workspace}';
const si = `${ws}/providers/Microsoft.SecurityInsights`;

const insights =
  'subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.Insights/dataCollectionRules';

const routes: readonly Route[] = [
  { area: 'workspace', path: ws, methods: { GET: getWorkspace } },
  { area: 'workspace', path: `${ws}/savedSearches`, methods: { GET: listSavedSearches } },
  {
    area: 'workspace',
    path: `${ws}/savedSearches/{savedSearch}`,
    methods: { GET: getSavedSearch, PUT: putSavedSearch, DELETE: deleteSavedSearch },
  },
  { area: 'workspace', path: `${ws}/schema`, methods: { POST: getSchema } },
  {
    area: 'workspace',
    path: `${ws}/providers/Microsoft.Authorization/permissions`,
    methods: { GET: listPermissions },
  },
  { area: 'workspace', path: `${ws}/tables`, methods: { GET: listTables } },
  {
    area: 'workspace',
    path: `${ws}/tables/{table}`,
    methods: { GET: getTable, PUT: putTable, DELETE: deleteTable },
  },
  {
    area: 'workspace',
    path: 'subscriptions/{subscription}/providers/Microsoft.OperationalInsights/locations/{location}/operationStatuses/{operation}',
    methods: { GET: getOperationStatus },
  },
  { area: 'workspace', path: insights, methods: { GET: listDataCollectionRules } },
  {
    area: 'workspace',
    path: `${insights}/{dataCollectionRule}`,
    methods: { GET: getDataCollectionRule, PUT: putDataCollectionRule, DELETE: deleteDataCollectionRule },
  },
  { area: 'data', path: 'dataCollectionRules/{immutableId}/streams/{stream}', methods: { POST: uploadRows } },
  { area: 'onboarding', path: `${si}/onboardingStates/default`, methods: { GET: getOnboardingState } },
  { area: 'sentinel', path: `${si}/alertRules`, methods: { GET: listRules } },
  {
    area: 'sentinel',
    path: `${si}/alertRules/{rule}`,
    methods: { GET: getRule, PUT: putRule, DELETE: deleteRule },
  },
  { area: 'sentinel', path: `${si}/alertRules/{rule}/actions`, methods: { GET: listActions } },
  {
    area: 'sentinel',
    path: `${si}/alertRules/{rule}/actions/{action}`,
    methods: { GET: getAction, PUT: putAction, DELETE: deleteAction },
  },
  { area: 'sentinel', path: `${si}/dataConnectors`, methods: { GET: dataConnectors.list } },
  {
    area: 'sentinel',
    path: `${si}/dataConnectors/{connector}`,
    methods: { GET: dataConnectors.get, PUT: dataConnectors.put, DELETE: dataConnectors.delete },
  },
  { area: 'sentinel', path: `${si}/watchlists`, methods: { GET: watchlists.list } },
  {
    area: 'sentinel',
    path: `${si}/watchlists/{watchlist}`,
    methods: { GET: watchlists.get, PUT: watchlists.put, DELETE: watchlists.delete },
  },
  { area: 'sentinel', path: `${si}/contentTemplates`, methods: { GET: contentTemplates.list } },
  {
    area: 'sentinel',
    path: `${si}/contentTemplates/{template}`,
    methods: { GET: contentTemplates.get, PUT: contentTemplates.put, DELETE: contentTemplates.delete },
  },
  { area: 'sentinel', path: `${si}/contentPackages`, methods: { GET: contentPackages.list } },
  {
    area: 'sentinel',
    path: `${si}/contentPackages/{package}`,
    methods: { GET: contentPackages.get, PUT: contentPackages.put, DELETE: contentPackages.delete },
  },
  { area: 'sentinel', path: `${si}/contentProductPackages`, methods: { GET: listCatalogue } },
  { area: 'sentinel', path: `${si}/contentProductPackages/{package}`, methods: { GET: getFromCatalogue } },
  { area: 'sentinel', path: `${si}/alertRuleTemplates`, methods: { GET: listTemplates } },
  { area: 'sentinel', path: `${si}/alertRuleTemplates/{template}`, methods: { GET: getTemplate } },
  { area: 'sentinel', path: `${si}/metadata`, methods: { GET: listMetadata } },
  {
    area: 'sentinel',
    path: `${si}/metadata/{metadata}`,
    methods: { GET: getMetadata, PUT: putMetadata, DELETE: deleteMetadata },
  },
  { area: 'query', path: 'v1/workspaces/{customerId}/query', methods: { POST: queryByWorkspace } },
  { area: 'query', path: `v1/${ws}/query`, methods: { POST: queryByResource } },
  { area: 'query', path: 'v2/rest/query', methods: { POST: kustoQuery } },
  { area: 'query', path: 'v1/rest/query', methods: { POST: kustoQueryV1 } },
  { area: 'query', path: 'v1/rest/mgmt', methods: { POST: kustoCommand } },
  { area: 'query', path: 'v1/rest/auth/metadata', methods: { GET: kustoAuthMetadata } },
];

const compiled = routes.map((route) => ({ route, segments: route.path.split('/') }));

/** Path segments, decoded; two slashes in a row count as one. Undefined when the encoding is broken. */
function segmentsOf(path: string): readonly string[] | undefined {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function paramsOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index]!;
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = segment;
    else if (expected.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

/** Answers a request; `parse` makes the rest of the request from the captured names. */
export async function answer(
  { method, path }: Pick<ArmRequest, 'method'> & { readonly path: string },
  workspace: EmulatedWorkspace,
  parse: (params: Readonly<Record<string, string>>) => ArmRequest | Answer,
): Promise<Answer> {
  const segments = segmentsOf(path);
  if (segments === undefined) return requestErrors.invalidPath();
  const isQuery = /^v[12]$/i.test(segments[0] ?? '');
  const request = parse({});
  if ('status' in request) return request;
  if (!isQuery) {
    const refused = apiVersionProblem(request, workspace);
    if (refused !== undefined) return refused;
  }
  for (const { route, segments: pattern } of compiled) {
    const params = paramsOf(pattern, segments);
    if (params === undefined) continue;
    const handler = route.methods[method];
    if (handler === undefined) {
      return isMethodOfAzure(route.path, method)
        ? notEmbedded(`${method} on ${route.path.split('/').slice(-2).join('/')}`)
        : requestErrors.methodNotAllowed(method);
    }
    const elsewhere = isQuery ? undefined : otherWorkspace(params, workspace);
    if (elsewhere !== undefined) return elsewhere;
    if (route.area === 'sentinel' && !workspace.onboarded) return notOnboarded(workspace);
    return handler({ ...request, params }, workspace);
  }
  const missing = isQuery ? queryPathOfAzure(segments) : knownToAzure(segments);
  if (missing !== undefined) return notEmbedded(missing);
  if (isQuery) return requestErrors.unknownQueryPath();
  const namespace = segments.findLast((segment) => segment.toLowerCase().startsWith('microsoft.'));
  return requestErrors.unknownType(namespace ?? 'Microsoft.Resources', request.apiVersion);
}

/** Of the query API, batches and what a workspace holds. https://learn.microsoft.com/azure/azure-monitor/logs/api/batch-queries */
function queryPathOfAzure(segments: readonly string[]): string | undefined {
  const last = segments.at(-1)?.toLowerCase();
  if (segments.length === 2 && last === '$batch') return 'batches of queries';
  return segments.length > 2 && last === 'metadata' ? 'the metadata of the query API' : undefined;
}

function apiVersionProblem({ apiVersion }: ArmRequest, { variants }: EmulatedWorkspace): Answer | undefined {
  if (apiVersion === '') return requestErrors.missingApiVersion();
  if (variants['api-version-form'] === 'accepted' || /^\d{4}-\d{2}-\d{2}(-preview)?$/.test(apiVersion)) {
    return undefined;
  }
  return requestErrors.invalidApiVersion(apiVersion);
}

/** Another subscription, resource group or workspace than the one that is played, of those the path names. */
function otherWorkspace(params: Readonly<Record<string, string>>, { identity }: EmulatedWorkspace) {
  const differs = (name: 'subscription' | 'resourceGroup' | 'workspace') =>
    params[name] !== undefined && params[name].toLowerCase() !== identity[name].toLowerCase();
  if (differs('subscription')) return requestErrors.subscriptionNotFound(params['subscription']!);
  if (differs('resourceGroup')) return requestErrors.resourceGroupNotFound(params['resourceGroup']!);
  if (differs('workspace')) {
    return requestErrors.workspaceNotFound(params['workspace']!, params['resourceGroup']!);
  }
  return undefined;
}
