// The ARM id of a workspace, from the names an environment gives it.
import type { AzureTarget } from '../../environments/environment.ts';

/** https://learn.microsoft.com/rest/api/loganalytics/workspaces/get */
export function resourceIdOf({
  subscriptionId,
  resourceGroup,
  workspaceName,
}: Pick<AzureTarget, 'subscriptionId' | 'resourceGroup' | 'workspaceName'>): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName}`;
}
