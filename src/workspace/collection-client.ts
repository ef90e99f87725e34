// list, get, put and delete on one ARM collection of a workspace, raw bodies in and out.
import { UserError } from '../diagnostics/user-error.ts';
import { type ArmScope, isFailure, sendArm } from './arm-request.ts';
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
      const found: RawResource[] = [];
      const followed = new Set<string | undefined>();
      let nextLink: string | undefined;
      do {
        // A service that names a page it has already sent would otherwise be asked for ever.
        if (followed.has(nextLink)) throw unreadable(collection.path, scope.endpoint);
        followed.add(nextLink);
        const { body } = await sendArm(client, scope, { ...many, method: 'GET', nextLink });
        if (!isObject(body) || !Array.isArray(body['value']))
          throw unreadable(collection.path, scope.endpoint);
        found.push(...body['value'].filter(isObject).map(read));
        nextLink = typeof body['nextLink'] === 'string' && body['nextLink'] ? body['nextLink'] : undefined;
      } while (nextLink !== undefined);
      return found;
    },
    async get(name) {
      try {
        const { body } = await sendArm(client, scope, { ...one, method: 'GET', name });
        if (!isObject(body)) throw unreadable(collection.path, scope.endpoint);
        return read(body);
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

/** An answer that is not the service's own, from a proxy or a wrong endpoint; an empty list in its place would plan to create all. */
function unreadable(path: string, endpoint: string): UserError {
  return new UserError(
    `${endpoint} answered GET ${path} with something that is no Azure Resource Manager reply.`,
    {
      code: 'workspace/unreadable-reply',
      hint: 'Check the endpoint in the environment file and the proxy.',
    },
  );
}
