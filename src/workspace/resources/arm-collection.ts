// list, get, put and delete on one collection of Resource Manager, raw bodies in and out: PUT is a full replace, guarded by the etag.

import { isDeepStrictEqual } from 'node:util';
import type { UserError } from '../../diagnostics/user-error.ts';
import { isJsonMap } from '../../json/json.ts';
import { workspaceError } from '../codes.ts';
import {
  type ArmResponse,
  type ArmScope,
  isFailure,
  requestNamed,
  sendArm,
} from '../requests/arm-request.ts';
import { assertBounded, listPages } from '../requests/list-pages.ts';
import { unreadableReply } from '../requests/request-error.ts';
import type { CollectionClient, RawResource, ResourceCollection } from './collection.ts';
import { readResource } from './resource.ts';

export interface ArmCollection {
  readonly client: Parameters<typeof sendArm>[0];
  readonly scope: ArmScope;
  readonly apiVersion: string;
  /** Below the workspace. */
  readonly path: string;
  /** As the collection reads its bodies; by default as any resource is read. */
  readonly read?: ResourceCollection['read'];
}

/** The four operations over a collection of Resource Manager. */
export function armCollection(collection: ArmCollection): CollectionClient {
  const { client, scope, apiVersion, path, read = readResource } = collection;
  const many = { path, apiVersion };
  const collectionName = path.slice(path.lastIndexOf('/') + 1);
  const one = { ...many, path: `${path}/{name}` };
  const unreadable = (method: 'GET' | 'PUT' | 'DELETE', name: string, status?: number) =>
    unreadableReply(requestNamed({ ...one, method, name }, scope), status);
  /** The resource of this name; anything else was not said by the service, or is half of what it said. */
  const resourceIn = ({ body, status }: ArmResponse, method: 'GET' | 'PUT', name: string): RawResource => {
    if (!isJsonMap(body) || !isJsonMap(body['properties'] ?? body['Properties']))
      throw unreadable(method, name, status);
    assertBounded(body, path);
    const resource = read(body);
    const isOther = resource.name.toLowerCase() !== name.toLowerCase();
    const isElsewhere = resource.id !== '' && !new RegExp(`/${collectionName}/[^/]+$`, 'i').test(resource.id);
    if (isOther || isElsewhere) throw unreadable(method, name, status);
    return resource;
  };
  const get = async (name: string) => {
    try {
      return resourceIn(await sendArm(client, scope, { ...one, method: 'GET', name }), 'GET', name);
    } catch (error) {
      if (isFailure(error, 'not-found')) return undefined;
      throw error;
    }
  };
  return {
    async list() {
      return distinct(
        (await listPages(client, scope, many)).map((raw) => read(raw)),
        path,
      );
    },
    get,
    async put(name, body, { etag, onlyIfAbsent } = {}) {
      const sent = etag === undefined ? body : { ...body, etag };
      const request = { ...one, method: 'PUT', name, body: sent, onlyIfAbsent, accept: [201] } as const;
      return resourceIn(await sendArm(client, scope, request), 'PUT', name);
    },
    async delete(name) {
      const request = { ...one, method: 'DELETE', name, accept: [202, 204] } as const;
      try {
        const answer = await sendArm(client, scope, request);
        if (answer.isBareAcknowledgement && answer.status !== 202) return;
      } catch (error) {
        if (isFailure(error, 'not-found')) return;
        if (!isFailure(error, 'unreadable-reply')) throw error;
      }
      if ((await get(name)) !== undefined) throw unreadable('DELETE', name);
    },
  };
}

/**
 * A list that moves while it is read may name a resource twice, the same both times. Anything else is no list of a workspace: names
 * are unique there, whatever their case, and one that has no name cannot be told from the others.
 */
function distinct(resources: readonly RawResource[], path: string): readonly RawResource[] {
  const byName = new Map<string, RawResource>();
  for (const resource of resources) {
    const key = resource.name.toLowerCase();
    if (key === '') throw badList(`GET ${path} has an item without a name.`);
    const earlier = byName.get(key);
    if (earlier !== undefined && !isDeepStrictEqual(earlier, resource))
      throw badList(`GET ${path} has two different items of the name ${resource.name}.`);
    byName.set(key, resource);
  }
  return [...byName.values()];
}

function badList(message: string): UserError {
  return workspaceError('workspace/unreadable-reply', message, {
    hint: 'Run again: the list may have changed while it was read.',
  });
}
