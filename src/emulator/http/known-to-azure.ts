// What Azure serves under a workspace and the embedded one does not: said to be missing here, never answered as Azure answers what it has not.

/** Below the workspace's Microsoft.SecurityInsights; `*` is a name. https://learn.microsoft.com/rest/api/securityinsights/operation-groups */
const securityInsights = [
  'alertRules/*/triggerRuleRun',
  'automationRules',
  'billingStatistics',
  'bookmarks',
  'businessApplicationAgents',
  'contentProductTemplates',
  'dataConnectorDefinitions',
  'dataConnectors/*/connect',
  'dataConnectors/*/disconnect',
  'dataConnectorsCheckRequirements',
  'enrichment',
  'entities',
  'entityQueries',
  'entityQueryTemplates',
  'exportConnections',
  'fileImports',
  'hunts',
  'incidents',
  'listRepositories',
  'officeConsents',
  'onboardingStates',
  'operations',
  'overview',
  'recommendations',
  'securityMLAnalyticsSettings',
  'settings',
  'sourceControls',
  'threatIntelligence',
  'triggeredAnalyticsRuleRuns',
  'watchlists/*/watchlistItems',
  'workspaceManagerAssignments',
  'workspaceManagerConfigurations',
  'workspaceManagerGroups',
  'workspaceManagerMembers',
];

/** Below the workspace itself. https://learn.microsoft.com/rest/api/loganalytics/operation-groups */
const operationalInsights = [
  'availableServiceTiers',
  'dataExports',
  'dataSources',
  'failback',
  'failover',
  'features',
  'gateways',
  'intelligencePacks',
  'linkedServices',
  'linkedStorageAccounts',
  'listKeys',
  'managementGroups',
  'networkSecurityPerimeterConfigurations',
  'operations',
  'purge',
  'regenerateSharedKey',
  'search',
  'sharedKeys',
  'storageInsightConfigs',
  'summaryLogs',
  'tables/*/cancelSearch',
  'tables/*/migrate',
  'usages',
];

/** Methods that Azure has on the paths of routes, and the embedded workspace has not; the path as the routes name it, from its provider on. */
const methods: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.OperationalInsights/workspaces/{workspace}': ['PUT', 'PATCH', 'DELETE'],
  'tables/{table}': ['PATCH'],
  'Microsoft.Insights/dataCollectionRules/{dataCollectionRule}': ['PATCH'],
  'onboardingStates/default': ['PUT', 'DELETE'],
  'metadata/{metadata}': ['PATCH'],
};

const ours: ReadonlySet<string> = new Set(['microsoft.securityinsights', 'microsoft.operationalinsights']);

/** What a path asks for that Azure has, in words; undefined for what Azure does not know either. */
export function knownToAzure(segments: readonly string[]): string | undefined {
  const lower = segments.map((segment) => segment.toLowerCase());
  const at = lower.findLastIndex(
    (segment, index) => lower[index - 1] === 'providers' && segment.includes('.'),
  );
  const provider = lower[at];
  if (provider === undefined) return undefined;
  if (!ours.has(provider)) return `resources of ${segments[at]}`;
  const isWorkspace = provider === 'microsoft.operationalinsights' && lower[at + 1] === 'workspaces';
  const below = isWorkspace ? lower.slice(at + 3) : lower.slice(at + 1);
  if (provider === 'microsoft.operationalinsights' && !isWorkspace)
    return `resources of ${segments[at]}/${segments[at + 1] ?? ''}`;
  const known = (isWorkspace ? operationalInsights : securityInsights).find((path) => {
    const parts = path.toLowerCase().split('/');
    return parts.every((part, index) => (part === '*' ? below[index] !== undefined : part === below[index]));
  });
  return known?.replace('/*/', '/{name}/');
}

/** Whether Azure has the method on the path of a route. */
export function isMethodOfAzure(path: string, method: string): boolean {
  return Object.entries(methods).some(([end, list]) => path.endsWith(end) && list.includes(method));
}
