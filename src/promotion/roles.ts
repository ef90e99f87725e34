// Which rights deploying takes, and whether an identity has them.
import { collections } from '../workspace/resources/index.ts';
import type { Permission } from '../workspace/workspace.ts';

/**
 * What apply sends, as Azure names it, sorted.
 * https://learn.microsoft.com/azure/role-based-access-control/permissions/security
 */
export const neededActions: readonly string[] = Object.values(collections)
  .flatMap(({ path }) => ['delete', 'write'].map((verb) => `${typeAt(path)}/${verb}`))
  .sort();

/** The resource type of a collection by its path below the workspace; what no other provider has is the workspace's own. */
function typeAt(path: string): string {
  const provider = 'providers/';
  return path.startsWith(provider)
    ? path.slice(provider.length)
    : `Microsoft.OperationalInsights/workspaces/${path}`;
}

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
