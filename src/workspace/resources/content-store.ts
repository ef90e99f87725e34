// The content of a workspace: every collection behind one interface.
import type { ContentStore } from '../workspace.ts';
import type { Services } from './collection.ts';
import { type Collection, collections } from './index.ts';

/** The collections over the clients of one workspace. */
export function contentStore(services: Services): ContentStore {
  const of = (collection: Collection) => collections[collection].open(services);
  return {
    list: (collection) => of(collection).list(),
    get: (collection, name) => of(collection).get(name),
    put: (collection, name, body, options) => of(collection).put(name, body, options),
    delete: (collection, name) => of(collection).delete(name),
  };
}
