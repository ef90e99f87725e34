// Saved searches, hunting queries among them, as Microsoft.OperationalInsights serves them.

import { isJsonMap } from '../../json/json.ts';
import { type Answer, armError, resourceNotFound } from '../http/errors.ts';
import { ordered } from '../http/paging.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody, param } from '../http/request.ts';
import { workspaceResourceId } from '../identity.ts';
import { functionRefusal, savedSearchRefusal } from '../refusals/saved-search.ts';
import type { Fields } from '../shape.ts';
import { freshEtag, savedSearchEtag } from '../state/etags.ts';
import type { StoredResource } from '../state/store.ts';
import { bodyProperties } from './body-properties.ts';

const savedSearchType = 'Microsoft.OperationalInsights/workspaces/savedSearches';

/** https://learn.microsoft.com/rest/api/loganalytics/saved-searches/create-or-update */
const fields: Fields = {
  category: { type: 'string', required: true },
  displayName: { type: 'string', required: true },
  query: { type: 'string', required: true },
  functionAlias: { type: 'string' },
  functionParameters: { type: 'string' },
  version: { type: 'integer' },
  tags: {
    type: 'objects',
    fields: { name: { type: 'string', required: true }, value: { type: 'string', required: true } },
  },
};

function toBody(
  { name, etag, properties }: StoredResource,
  { identity, variants }: EmulatedWorkspace,
): unknown {
  const slash = variants['saved-search-id-slash'] === 'present' ? '/' : '';
  const id = `${slash}${workspaceResourceId(identity).slice(1)}/savedSearches/${name}`;
  const spelled = variants['saved-search-casing'] === 'PascalCase' ? pascalCase(properties) : properties;
  const nameFields = variants['saved-search-name'] === 'present' ? { name, type: savedSearchType } : {};
  return { id, ...nameFields, etag, properties: spelled };
}

function pascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalCase);
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      pascalCase(inner),
    ]),
  );
}

/** All of them in one answer: the list has no pages. */
export function listSavedSearches(_request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const all = ordered(workspace.store.list('savedSearches'), workspace);
  return { status: 200, body: { value: all.map((item) => toBody(item, workspace)) } };
}

export function getSavedSearch(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const item = workspace.store.get('savedSearches', param(request, 'savedSearch'));
  if (item === undefined) return resourceNotFound('NotFound', savedSearchType, param(request, 'savedSearch'));
  return { status: 200, body: toBody(item, workspace) };
}

/** 200 also when it is new. An existing one is replaced only with its etag or `*`. */
export function putSavedSearch(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(async () => {
    const { store, variants, now, token } = workspace;
    const name = param(request, 'savedSearch');
    const body = objectBody(request);
    const shaped = bodyProperties(request, fields, variants['unknown-properties']);
    if (!shaped.ok) return armError(400, 'BadRequest', shaped.problem);
    const existing = store.get('savedSearches', name);
    const others = store.list('savedSearches').filter((other) => other !== existing);
    const refusal =
      savedSearchRefusal({ properties: shaped.value, others, variants }) ??
      (await functionRefusal({ properties: shaped.value, variants }, workspace.queries, workspace.made()));
    if (refusal !== undefined) return armError(400, 'BadRequest', refusal);
    if (existing !== undefined && body['etag'] !== '*' && body['etag'] !== existing.etag) {
      return armError(
        409,
        'Conflict',
        `Newer data exists in the Customer Configuration Store for saved search '${name}'; its current etag or "*" is needed to override it.`,
      );
    }
    const item: StoredResource = {
      name: existing?.name ?? name,
      etag: freshEtag(existing?.etag, () => savedSearchEtag(token(), now())),
      properties: { version: 2, ...shaped.value },
    };
    store.put('savedSearches', item);
    return { status: 200, body: toBody(item, workspace) };
  });
}

export function deleteSavedSearch(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    const name = param(request, 'savedSearch');
    if (workspace.store.get('savedSearches', name) === undefined) {
      return workspace.variants['saved-search-delete-absent'] === 'fine'
        ? { status: 200 }
        : resourceNotFound('NotFound', savedSearchType, name);
    }
    workspace.store.delete('savedSearches', name);
    return { status: 200 };
  });
}
