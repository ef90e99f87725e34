// Analytics rules as ARM serves them: list, get, put, delete.
import { type Answer, armError, resourceNotFound } from '../http/errors.ts';
import { page } from '../http/paging.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody, param } from '../http/request.ts';
import { securityResourceId } from '../identity.ts';
import { contentRefusals, firstRefusal, stateRefusals } from '../refusals/index.ts';
import { queryRefusal } from '../refusals/query-check.ts';
import type { RuleWrite } from '../refusals/refusal.ts';
import { type RuleKind, ruleFields } from '../rule-fields.ts';
import { ruleFromBody } from '../rule-model.ts';
import { visibleTo } from '../shape.ts';
import { freshEtag, securityEtag } from '../state/etags.ts';
import type { StoredResource } from '../state/store.ts';

const alertRuleType = 'Microsoft.SecurityInsights/alertRules';

function toBody(rule: StoredResource, request: ArmRequest, workspace: EmulatedWorkspace): unknown {
  const { name, etag, kind = '', properties } = rule;
  return {
    id: securityResourceId(workspace.identity, 'alertRules', name),
    name,
    etag,
    type: alertRuleType,
    kind,
    properties: visibleTo(request.preview, ruleFields[kind as RuleKind] ?? {}, properties),
  };
}

const isVisible = (rule: StoredResource, request: ArmRequest, workspace: EmulatedWorkspace) =>
  request.preview || rule.kind !== 'NRT' || workspace.variants['nrt-on-stable-read'] === 'shown';

/** The rule of the path, as this api-version sees it. */
export function visibleRule(request: ArmRequest, workspace: EmulatedWorkspace): StoredResource | undefined {
  const rule = workspace.store.get('alertRules', param(request, 'rule'));
  return rule !== undefined && isVisible(rule, request, workspace) ? rule : undefined;
}

export function ruleNotFound(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  return resourceNotFound(workspace.variants['unknown-rule-code'], alertRuleType, param(request, 'rule'));
}

export function listRules(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const rules = workspace.store.list('alertRules').filter((rule) => isVisible(rule, request, workspace));
  return page(rules, (rule) => toBody(rule, request, workspace), { request, workspace });
}

export function getRule(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const rule = visibleRule(request, workspace);
  if (rule === undefined) return ruleNotFound(request, workspace);
  return { status: 200, body: toBody(rule, request, workspace) };
}

/** A full replace: 201 when it is new, 200 when it was there. */
export function putRule(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(async () => {
    const model = ruleFromBody(request, workspace);
    if (!model.ok) return model.answer;
    const write = ruleWrite(request, workspace, model);
    const refusal =
      firstRefusal(contentRefusals, write) ??
      (await queryRefusal(write, workspace.queries, workspace.made())) ??
      firstRefusal(stateRefusals, write);
    if (refusal !== undefined) return refusal;
    const { existing } = write;
    const rule: StoredResource = {
      name: existing?.name ?? write.name,
      etag: freshEtag(existing?.etag, () => securityEtag(workspace.token())),
      kind: model.kind,
      properties: { ...model.properties, lastModifiedUtc: ticks(workspace.now()) },
    };
    workspace.store.put('alertRules', rule);
    if (write.deleted !== undefined) workspace.store.delete('deletedRules', write.name);
    return { status: existing === undefined ? 201 : 200, body: toBody(rule, request, workspace) };
  });
}

function ruleWrite(
  request: ArmRequest,
  workspace: EmulatedWorkspace,
  { kind, properties }: Pick<RuleWrite, 'kind' | 'properties'>,
): RuleWrite {
  const { store, identity, variants, limits, tacticsOf } = workspace;
  const name = param(request, 'rule');
  const existing = store.get('alertRules', name);
  const etag = objectBody(request)['etag'];
  const deletedUtc = store.get('deletedRules', name)?.properties['deletedUtc'];
  return {
    name,
    kind,
    properties,
    etag: typeof etag === 'string' && etag !== '' ? etag : undefined,
    ifMatch: request.header('if-match'),
    ifNoneMatch: request.header('if-none-match'),
    existing,
    others: store.list('alertRules').filter((rule) => rule !== existing),
    deleted: typeof deletedUtc === 'string' ? new Date(deletedUtc) : undefined,
    now: workspace.now(),
    identity,
    variants,
    limits,
    tacticsOf,
  };
}

/** 200, or 204 when there was none. What is left is a tombstone: the id cannot be used again for a while. */
export function deleteRule(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    const { store } = workspace;
    const name = param(request, 'rule');
    const existing = store.get('alertRules', name);
    if (existing === undefined) return { status: 204 };
    const ifMatch = request.header('if-match');
    if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== existing.etag) {
      return armError(412, 'PreconditionFailed', `The etag of rule '${name}' is not '${ifMatch}'.`);
    }
    store.put('deletedRules', {
      name: existing.name,
      etag: existing.etag,
      properties: { deletedUtc: workspace.now().toISOString() },
    });
    store.delete('alertRules', name);
    const prefix = `${name.toLowerCase()}/`;
    for (const action of store.list('actions')) {
      if (action.name.toLowerCase().startsWith(prefix)) store.delete('actions', action.name);
    }
    return { status: 200 };
  });
}

/** Seven digits below the second, as the service writes times. */
function ticks(time: Date): string {
  return time.toISOString().replace('Z', '0000Z');
}
