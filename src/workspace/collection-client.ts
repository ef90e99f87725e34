// list, get, put and delete on one ARM collection of a workspace, raw bodies in and out.
import { type ArmResponse, type ArmScope, isFailure, requestNamed, sendArm } from './arm-request.ts';
import { unreadableReply } from './request-error.ts';
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
  const collectionName = collection.path.slice(collection.path.lastIndexOf('/') + 1);
  const one = { ...many, path: `${collection.path}/{name}` };
  const read = (body: unknown) => collection.read(isObject(body) ? body : {});
  const unreadable = (method: 'GET' | 'PUT' | 'DELETE', name?: string, status?: number) =>
    unreadableReply(requestNamed({ ...(name === undefined ? many : one), method, name }, scope), status);
  /** The resource of this name; anything else was not said by the service, or is half of what it said. */
  const resourceIn = ({ body, status }: ArmResponse, method: 'GET' | 'PUT', name: string): RawResource => {
    if (!isObject(body) || !isObject(body['properties'] ?? body['Properties']))
      throw unreadable(method, name, status);
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
      const found: RawResource[] = [];
      const followed = new Set<string | undefined>();
      let nextLink: string | undefined;
      do {
        // A service that names a page it has already sent would otherwise be asked for ever.
        if (followed.has(nextLink)) throw unreadable('GET');
        followed.add(nextLink);
        const { body, status } = await sendArm(client, scope, { ...many, method: 'GET', nextLink });
        // An empty list in its place would plan to create all.
        if (!isObject(body) || !Array.isArray(body['value'])) throw unreadable('GET', undefined, status);
        found.push(...body['value'].filter(isObject).map(read));
        nextLink = typeof body['nextLink'] === 'string' && body['nextLink'] ? body['nextLink'] : undefined;
      } while (nextLink !== undefined);
      return found;
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
