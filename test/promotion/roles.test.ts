// Rights are counted as Azure counts them: wildcards grant, notActions take away within a role, another role may grant again.
import { expect, test } from 'vitest';
import { missingActions, neededActions } from '../../src/promotion/roles.ts';

const role = (actions: string[], notActions: string[] = []) => ({ actions, notActions });
/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security#microsoft-sentinel-contributor */
const sentinelContributor = role([
  'Microsoft.SecurityInsights/*',
  'Microsoft.OperationalInsights/workspaces/*/read',
  'Microsoft.OperationalInsights/workspaces/savedSearches/*',
]);

test.each([
  ['Owner', [role(['*'])], []],
  ['Microsoft Sentinel Contributor', [sentinelContributor], []],
  ['another casing', [role(sentinelContributor.actions.map((action) => action.toUpperCase()))], []],
  ['Reader', [role(['*/read'])], [...neededActions]],
  ['nothing at all', [], [...neededActions]],
  [
    'a role that leaves deletes out',
    [role(['*'], ['Microsoft.SecurityInsights/alertRules/delete'])],
    ['Microsoft.SecurityInsights/alertRules/delete'],
  ],
  [
    'the same and one that grants them',
    [role(['*'], ['Microsoft.SecurityInsights/*/delete']), sentinelContributor],
    [],
  ],
])('%s', (_, permissions, missing) => {
  expect(missingActions(permissions)).toEqual(missing);
});

test('deploying takes the rights to write and delete what the collections hold', () => {
  expect(neededActions).toEqual([
    'Microsoft.OperationalInsights/workspaces/savedSearches/delete',
    'Microsoft.OperationalInsights/workspaces/savedSearches/write',
    'Microsoft.SecurityInsights/alertRules/delete',
    'Microsoft.SecurityInsights/alertRules/write',
    'Microsoft.SecurityInsights/metadata/delete',
    'Microsoft.SecurityInsights/metadata/write',
  ]);
});
