// Every collection of resources that the tool manages, by its ARM name.
import { alertRules } from './alert-rules.ts';
import type { ResourceCollection } from './collection.ts';
import { metadata } from './metadata.ts';
import { savedSearches } from './saved-searches.ts';

export const collections = { alertRules, metadata, savedSearches } satisfies Record<
  string,
  ResourceCollection
>;

/** The names of the collections (used at this edge only). */
export type Collection = keyof typeof collections;
