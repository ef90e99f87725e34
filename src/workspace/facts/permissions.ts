// Reads what the signed-in identity may do with a workspace.
import type { ArmScope, sendArm } from '../requests/arm-request.ts';
import { listPages } from '../requests/list-pages.ts';
import type { Permission } from '../workspace.ts';

const path = 'providers/Microsoft.Authorization/permissions';
const apiVersion = '2022-04-01';

/** One entry for each role that applies: https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource */
export async function permissions(
  client: Parameters<typeof sendArm>[0],
  scope: ArmScope,
): Promise<readonly Permission[]> {
  const roles = await listPages(client, scope, { path, apiVersion });
  return roles.map((raw) => {
    const texts = (key: string) => (Array.isArray(raw[key]) ? raw[key].map(String) : []);
    return { actions: texts('actions'), notActions: texts('notActions') };
  });
}
