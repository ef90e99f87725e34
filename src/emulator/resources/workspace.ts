// The workspace itself, its schema, whether Sentinel is on it, and the empty gallery of templates.
import { type Answer, armError, resourceNotFound } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, param } from '../http/request.ts';
import { securityResourceId, workspaceResourceId } from '../identity.ts';
import { securityEtag } from '../state/etags.ts';
import { allTables } from './tables.ts';

const workspaceType = 'Microsoft.OperationalInsights/workspaces';
const onboardingType = 'Microsoft.SecurityInsights/onboardingStates';

export function getWorkspace(_request: ArmRequest, { identity }: EmulatedWorkspace): Answer {
  return {
    status: 200,
    body: {
      id: workspaceResourceId(identity),
      name: identity.workspace,
      type: workspaceType,
      location: identity.location ?? 'westeurope',
      tags: {},
      properties: {
        customerId: identity.customerId,
        provisioningState: 'Succeeded',
        sku: { name: 'PerGB2018' },
        retentionInDays: 90,
        publicNetworkAccessForIngestion: 'Enabled',
        publicNetworkAccessForQuery: 'Enabled',
      },
    },
  };
}

/** Whoever reaches the embedded workspace owns it. https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource */
export function listPermissions(): Answer {
  return {
    status: 200,
    body: { value: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }] },
  };
}

/** https://learn.microsoft.com/rest/api/loganalytics/schema/get */
export async function getSchema(_request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const owners = new Map<string, { type: string; tables: string[] }>();
  for (const { name, columns } of await allTables(workspace)) {
    for (const column of columns) {
      const owner = owners.get(column.name) ?? { type: column.type, tables: [] };
      owner.tables.push(name);
      owners.set(column.name, owner);
    }
  }
  const value = [...owners].map(([name, { type, tables }]) => ({
    name,
    displayName: name,
    type,
    indexed: true,
    stored: true,
    facet: false,
    ownerType: tables,
  }));
  return {
    status: 200,
    body: { metadata: { schema: { name: workspace.identity.workspace, version: 2 } }, value },
  };
}

export function getOnboardingState(_request: ArmRequest, { identity, onboarded }: EmulatedWorkspace): Answer {
  if (!onboarded) return resourceNotFound('NotFound', onboardingType, 'default');
  return {
    status: 200,
    body: {
      id: securityResourceId(identity, 'onboardingStates', 'default'),
      name: 'default',
      type: onboardingType,
      etag: securityEtag('00000000'.repeat(2)),
      properties: { customerManagedKey: false },
    },
  };
}

/** What every other Sentinel route answers on a workspace without Sentinel. */
export function notOnboarded({ identity, variants }: EmulatedWorkspace): Answer {
  const message = `Workspace '${identity.workspace}' is not onboarded to Microsoft Sentinel. Please onboard through the portal or use the OnboardingStates ARM api to onboard to Sentinel.`;
  const nested = JSON.stringify({ error: { code: 'BadRequest', message } });
  return armError(400, 'BadRequest', variants['not-onboarded-message'] === 'nested' ? nested : message);
}

/** The gallery of before the content hub, which is empty: docs/decisions/template-versions.md */
export function listTemplates(): Answer {
  return { status: 200, body: { value: [] } };
}

export function getTemplate(request: ArmRequest): Answer {
  return resourceNotFound(
    'NotFound',
    'Microsoft.SecurityInsights/alertRuleTemplates',
    param(request, 'template'),
  );
}
