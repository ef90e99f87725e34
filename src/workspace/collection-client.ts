// list, get, put and delete on one ARM collection of a workspace, raw bodies in and out.
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../diagnostics/user-error.ts';
import { type ArmScope, isFailure, sendArm } from './arm-request.ts';
import { listPages, resourceOf } from './list-pages.ts';
import { isObject, type ResourceCollection } from './resources/resource.ts';
import type { PutOptions, RawResource } from './workspace.ts';

type Sender = Parameters<typeof sendArm>[0];

export interface CollectionClient {
  list(): Promise<readonly RawResource[]>;
  get(name: string): Promise<RawResource | undefined>;
  put(name: string, body: Readonly<Record<string, unknown>>, options?: PutOptions): Promise<RawResource>;
  delete(name: string): Promise<void>;
}

/** The four operations over `collection`; `apiVersion` is used where the collection does not fix its own. */
export function collectionClient(
  client: Sender,
  scope: ArmScope,
  collection: ResourceCollection,
  apiVersion: string,
): CollectionClient {
  const many = { path: collection.path, apiVersion: collection.apiVersion ?? apiVersion };
  const one = { ...many, path: `${collection.path}/{name}` };
  const read = (body: unknown) => collection.read(isObject(body) ? body : {});
  return {
    async list() {
      return distinct((await listPages(client, scope, many)).map(read), collection.path);
    },
    async get(name) {
      try {
        const answer = await sendArm(client, scope, { ...one, method: 'GET', name });
        return read(resourceOf(answer, collection.path, scope.endpoint));
      } catch (error) {
        if (isFailure(error, 'not-found')) return undefined;
        throw error;
      }
    },
    async put(name, body, options = {}) {
      const sent = options.etag === undefined ? body : { ...body, etag: options.etag };
      const request = { ...one, method: 'PUT', name, body: sent, accept: [201] } as const;
      return read((await sendArm(client, scope, request)).body);
    },
    async delete(name) {
      await sendArm(client, scope, { ...one, method: 'DELETE', name, accept: [202, 204, 404] });
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
  return new UserError(message, {
    code: 'workspace/unreadable-reply',
    hint: 'Run again: the list may have changed while it was read.',
  });
}
