// The collections of ARM that hold content: how a resource shows that it is of one, and which kinds share it.
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import { entryOf, type JsonNode, textOfNode } from './arm-json.ts';

export type ItemCollection = ContentKindDefinition['collection'];

interface Collection {
  /** What people call one of its resources. */
  readonly word: string;
  /** Where a resource names no type, as in lists of rules that are passed around: is it of this collection? */
  isLike(resource: JsonNode): boolean;
}

const collections = {
  savedSearches: {
    word: 'saved search',
    isLike: (resource) => textOfNode(entryOf(entryOf(resource, 'properties'), 'category')) !== undefined,
  },
  alertRules: {
    word: 'alert rule',
    isLike: (resource) => textOfNode(entryOf(resource, 'kind')) !== undefined,
  },
} as const satisfies Record<ItemCollection, Collection>;

const names = Object.keys(collections) as readonly ItemCollection[];

/** The collection of a resource type, such as `Microsoft.OperationalInsights/workspaces/savedSearches`. */
export function collectionOfType(type: string): ItemCollection | undefined {
  const last = type.slice(type.lastIndexOf('/') + 1).toLowerCase();
  return names.find((name) => name.toLowerCase() === last);
}

/** The collection of a resource without a type. */
export function collectionLike(resource: JsonNode): ItemCollection | undefined {
  return names.find((name) => collections[name].isLike(resource));
}

export function wordOf(collection: ItemCollection): string {
  return collections[collection].word;
}

/** The content kinds whose items are in a collection. */
export function kindsIn(collection: ItemCollection): readonly ContentKindDefinition[] {
  return allContentKinds.filter((kind) => kind.collection === collection);
}
