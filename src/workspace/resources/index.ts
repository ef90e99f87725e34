// Every ARM collection the tool manages, by its ARM name.
import type { Collection } from '../workspace.ts';
import { alertRules } from './alert-rules.ts';
import { metadata } from './metadata.ts';
import type { ResourceCollection } from './resource.ts';
import { savedSearches } from './saved-searches.ts';

export const collections = { alertRules, metadata, savedSearches } satisfies Record<
  Collection,
  ResourceCollection
>;
