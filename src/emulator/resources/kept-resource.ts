// A collection whose resources are only kept and given back: list, get, put, delete, with etags as the Sentinel provider has them.
import { mapOf } from '../../json/json.ts';
import type { Variants } from '../behaviours.ts';
import { type Answer, armError, resourceNotFound } from '../http/errors.ts';
import { optionOfQuery, page } from '../http/paging.ts';
import { type ArmRequest, type EmulatedWorkspace, type Handler, objectBody, param } from '../http/request.ts';
import { securityResourceId } from '../identity.ts';
import { freshEtag, securityEtag } from '../state/etags.ts';
import type { StoredCollection, StoredResource } from '../state/store.ts';

export type Body = Readonly<Record<string, unknown>>;

export interface KeptCollection {
  /** ARM's name of it, under Microsoft.SecurityInsights, and ours. */
  readonly collection: StoredCollection;
  /** What the route captures the name as. */
  readonly param: string;
  /** May a resource be overwritten without its etag? */
  readonly needsEtag: (variants: Variants) => boolean;
  /** Why a body is refused, with 400. */
  readonly refuses: (body: Body) => string | undefined;
  /** What is kept of the properties of a body. */
  readonly keeps: (properties: Body) => Body;
}

export interface KeptHandlers {
  readonly list: Handler;
  readonly get: Handler;
  readonly put: Handler;
  readonly delete: Handler;
}

/** The four handlers of a collection. */
export function keptResource(kept: KeptCollection): KeptHandlers {
  const { collection } = kept;
  const type = `Microsoft.SecurityInsights/${collection}`;
  const toBody = ({ name, etag, kind, properties }: StoredResource, workspace: EmulatedWorkspace) => ({
    id: securityResourceId(workspace.identity, collection, name),
    name,
    etag,
    type,
    ...(kind === undefined ? {} : { kind }),
    properties,
  });
  return {
    list: (request, workspace) =>
      optionOfQuery(request, collection) ??
      page(workspace.store.list(collection), (one) => toBody(one, workspace), { request, workspace }),
    get: (request, workspace) => {
      const option = optionOfQuery(request, collection);
      if (option !== undefined) return option;
      const name = param(request, kept.param);
      const resource = workspace.store.get(collection, name);
      return resource === undefined
        ? resourceNotFound('NotFound', type, name)
        : { status: 200, body: toBody(resource, workspace) };
    },
    put: (request, workspace) =>
      workspace.inTurn(() => {
        const existing = workspace.store.get(collection, param(request, kept.param));
        const refused = refusal(kept, { request, existing, workspace });
        if (refused !== undefined) return refused;
        const stored = storedFrom(kept, { request, existing, workspace });
        workspace.store.put(collection, stored);
        return { status: existing === undefined ? 201 : 200, body: toBody(stored, workspace) };
      }),
    delete: (request, workspace) =>
      workspace.inTurn(() => {
        const name = param(request, kept.param);
        if (workspace.store.get(collection, name) === undefined) return { status: 204 };
        workspace.store.delete(collection, name);
        return { status: 200 };
      }),
  };
}

function refusal(kept: KeptCollection, { request, existing, workspace }: KeptWrite): Answer | undefined {
  const body = objectBody(request);
  const problem = kept.refuses(body);
  if (problem !== undefined) return armError(400, 'BadRequest', problem);
  const { etag } = body;
  if (existing === undefined || etag === '*' || etag === existing.etag) return undefined;
  if ((etag === undefined || etag === null) && !kept.needsEtag(workspace.variants)) return undefined;
  const words = `Newer instance of ${kept.param} '${existing.name}' exists (Etag does not match). Data was not saved.`;
  return armError(409, 'Conflict', words);
}

interface KeptWrite {
  readonly request: ArmRequest;
  readonly existing: StoredResource | undefined;
  readonly workspace: EmulatedWorkspace;
}

function storedFrom(kept: KeptCollection, { request, existing, workspace }: KeptWrite): StoredResource {
  const { kind, properties } = objectBody(request);
  return {
    name: existing?.name ?? param(request, kept.param),
    etag: freshEtag(existing?.etag, () => securityEtag(workspace.token())),
    ...(typeof kind === 'string' ? { kind } : {}),
    properties: kept.keeps(mapOf(properties)),
  };
}
