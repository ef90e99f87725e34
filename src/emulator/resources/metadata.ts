// Sentinel's `metadata` resources: who owns a content item, at which version.

import { type Answer, armError, notEmbedded, resourceNotFound } from '../http/errors.ts';
import { page } from '../http/paging.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody, param } from '../http/request.ts';
import { securityResourceId } from '../identity.ts';
import type { Fields } from '../shape.ts';
import { freshEtag, securityEtag } from '../state/etags.ts';
import type { StoredResource } from '../state/store.ts';
import { bodyProperties } from './body-properties.ts';

const metadataType = 'Microsoft.SecurityInsights/metadata';
const string = { type: 'string' } as const;
const strings = { type: 'strings' } as const;
const anything = { type: 'any' } as const;

/** https://learn.microsoft.com/rest/api/securityinsights/metadata/create */
const fields: Fields = {
  parentId: { type: 'string', required: true },
  kind: { type: 'string', required: true },
  contentId: string,
  version: string,
  source: {
    type: 'object',
    fields: { kind: { type: 'string', required: true }, name: string, sourceId: string },
  },
  author: { type: 'object', fields: { name: string, email: string, link: string } },
  support: {
    type: 'object',
    fields: { tier: { type: 'string', required: true }, name: string, email: string, link: string },
  },
  dependencies: anything,
  categories: { type: 'object', fields: { domains: strings, verticals: strings } },
  providers: strings,
  firstPublishDate: string,
  lastPublishDate: string,
  customVersion: string,
  contentSchemaVersion: string,
  icon: string,
  threatAnalysisTactics: strings,
  threatAnalysisTechniques: strings,
  previewImages: strings,
  previewImagesDark: strings,
};

function toBody({ name, etag, properties }: StoredResource, { identity }: EmulatedWorkspace): unknown {
  return { id: securityResourceId(identity, 'metadata', name), name, type: metadataType, etag, properties };
}

/** Understands `$filter=properties/x eq 'y' and ...`, `$top` and `$skip`; anything else is refused loudly. */
export function listMetadata(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const { query } = request;
  if (query.has('$orderby')) return notEmbedded('$orderby on metadata');
  const wanted = filterOf(query.get('$filter'));
  if (wanted === undefined) return notEmbedded(`the $filter ${query.get('$filter')}`);
  const records = workspace.store
    .list('metadata')
    .filter(({ properties }) => wanted.every(([path, value]) => at(properties, path) === value));
  const skip = Number(query.get('$skip') ?? 0);
  const top = Number(query.get('$top') ?? records.length);
  if (!(skip >= 0 && top >= 0))
    return armError(400, 'BadRequest', '$top and $skip must be numbers from 0 on.');
  return page(records.slice(skip, skip + top), (item) => toBody(item, workspace), { request, workspace });
}

/** Pairs of path and value, or undefined when the filter is of another form. */
function filterOf(filter: string | null): readonly (readonly [string, string])[] | undefined {
  if (filter === null || filter.trim() === '') return [];
  const term = /^\s*\(?\s*properties\/([\w/]+)\s+eq\s+'((?:[^']|'')*)'\s*\)?\s*$/i;
  const matches = filter.split(/\s+and\s+/i).map((part) => term.exec(part));
  if (matches.some((match) => match === null)) return undefined;
  return matches.map((match) => [match![1]!, match![2]!.replaceAll("''", "'")] as const);
}

function at(properties: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      properties,
    );
}

export function getMetadata(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const item = workspace.store.get('metadata', param(request, 'metadata'));
  if (item === undefined) return resourceNotFound('NotFound', metadataType, param(request, 'metadata'));
  return { status: 200, body: toBody(item, workspace) };
}

export function putMetadata(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    const { store, variants } = workspace;
    const name = param(request, 'metadata');
    const body = objectBody(request);
    const shaped = bodyProperties(request, fields, variants['unknown-properties']);
    if (!shaped.ok) return armError(400, 'BadRequest', shaped.problem);
    const orphan = refusedWithoutParent(shaped.value['parentId'], workspace);
    if (orphan !== undefined) return orphan;
    const existing = store.get('metadata', name);
    if (existing !== undefined && conflicts(body['etag'], existing, workspace)) {
      return armError(
        409,
        'Conflict',
        `Newer instance of metadata '${name}' exists (Etag does not match). Data was not saved.`,
      );
    }
    const item: StoredResource = {
      name: existing?.name ?? name,
      etag: freshEtag(existing?.etag, () => securityEtag(workspace.token())),
      properties: shaped.value,
    };
    store.put('metadata', item);
    return { status: existing === undefined ? 201 : 200, body: toBody(item, workspace) };
  });
}

/** See the behaviour `metadata-without-parent`; parents of other types are not kept here, so nothing is said of them. */
function refusedWithoutParent(parentId: unknown, { store, variants }: EmulatedWorkspace): Answer | undefined {
  const variant = variants['metadata-without-parent'];
  const [, segment, parent] = /\/(alertRules|savedSearches)\/([^/]+)$/i.exec(String(parentId)) ?? [];
  if (variant === 'accepted' || segment === undefined || parent === undefined) return undefined;
  const collection = segment.toLowerCase() === 'alertrules' ? 'alertRules' : 'savedSearches';
  if (store.get(collection, parent) !== undefined) return undefined;
  const message = `The parent '${String(parentId)}' of the metadata does not exist.`;
  return variant === 'refused-400'
    ? armError(400, 'BadRequest', message)
    : armError(404, 'NotFound', message);
}

function conflicts(etag: unknown, existing: StoredResource, { variants }: EmulatedWorkspace): boolean {
  if (etag === undefined || etag === null) return variants['metadata-put-without-etag'] === 'conflict';
  return etag !== '*' && etag !== existing.etag;
}

export function deleteMetadata(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    const name = param(request, 'metadata');
    if (workspace.store.get('metadata', name) === undefined) return { status: 204 };
    workspace.store.delete('metadata', name);
    return { status: 200 };
  });
}
