// Playbooks attached to an analytics rule (`actions`), as much as a deployer meets of them.

import { type Answer, armError, resourceNotFound } from '../http/errors.ts';
import { ordered } from '../http/paging.ts';
import { type ArmRequest, type EmulatedWorkspace, param } from '../http/request.ts';
import { securityResourceId } from '../identity.ts';
import { freshEtag, securityEtag } from '../state/etags.ts';
import type { StoredResource } from '../state/store.ts';
import { ruleNotFound, visibleRule } from './alert-rules.ts';
import { bodyProperties } from './body-properties.ts';

const actionType = 'Microsoft.SecurityInsights/alertRules/actions';
const keyOf = (request: ArmRequest) => `${param(request, 'rule')}/${param(request, 'action')}`;

function toBody({ name: key, etag, properties }: StoredResource, { identity }: EmulatedWorkspace): unknown {
  const slash = key.lastIndexOf('/');
  const rule = securityResourceId(identity, 'alertRules', key.slice(0, slash));
  const name = key.slice(slash + 1);
  return { id: `${rule}/actions/${name}`, name, type: actionType, etag, properties };
}

export function listActions(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  if (visibleRule(request, workspace) === undefined) return ruleNotFound(request, workspace);
  const prefix = `${param(request, 'rule').toLowerCase()}/`;
  const actions = workspace.store.list('actions').filter(({ name }) => name.toLowerCase().startsWith(prefix));
  return {
    status: 200,
    body: { value: ordered(actions, workspace).map((action) => toBody(action, workspace)) },
  };
}

export function getAction(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const action = workspace.store.get('actions', keyOf(request));
  if (action === undefined) return resourceNotFound('NotFound', actionType, param(request, 'action'));
  return { status: 200, body: toBody(action, workspace) };
}

/** Takes the trigger URL, which is a secret, and answers without it. */
export function putAction(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    if (visibleRule(request, workspace) === undefined) return ruleNotFound(request, workspace);
    const fields = {
      logicAppResourceId: { type: 'string', required: true },
      triggerUri: { type: 'string', required: true },
    } as const;
    const shaped = bodyProperties(request, fields);
    if (!shaped.ok) return armError(400, 'BadRequest', shaped.problem);
    const existing = workspace.store.get('actions', keyOf(request));
    const logicAppResourceId = String(shaped.value['logicAppResourceId']);
    const action: StoredResource = {
      name: existing?.name ?? keyOf(request),
      etag: freshEtag(existing?.etag, () => securityEtag(workspace.token())),
      properties: { logicAppResourceId, workflowId: logicAppResourceId.split('/').at(-1) },
    };
    workspace.store.put('actions', action);
    return { status: existing === undefined ? 201 : 200, body: toBody(action, workspace) };
  });
}

export function deleteAction(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    if (workspace.store.get('actions', keyOf(request)) === undefined) return { status: 204 };
    workspace.store.delete('actions', keyOf(request));
    return { status: 200 };
  });
}
