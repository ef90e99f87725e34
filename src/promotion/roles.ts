// Which rights deploying takes, and whether an identity has them.
import type { Permission } from '../workspace/workspace.ts';

/** What apply sends, as Azure names it: https://learn.microsoft.com/azure/role-based-access-control/permissions/security */
export const neededActions = [
  'Microsoft.OperationalInsights/workspaces/savedSearches/delete',
  'Microsoft.OperationalInsights/workspaces/savedSearches/write',
  'Microsoft.SecurityInsights/alertRules/delete',
  'Microsoft.SecurityInsights/alertRules/write',
  'Microsoft.SecurityInsights/metadata/delete',
  'Microsoft.SecurityInsights/metadata/write',
] as const;

/** The actions the permissions do not grant. */
export function missingActions(permissions: readonly Permission[]): readonly string[] {
  return neededActions.filter(
    (action) =>
      // What one role leaves out another may grant.
      !permissions.some(
        ({ actions, notActions }) =>
          actions.some((pattern) => covers(pattern, action)) &&
          !notActions.some((pattern) => covers(pattern, action)),
      ),
  );
}

/** `*` stands for anything, slashes included; case does not count. */
function covers(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}
