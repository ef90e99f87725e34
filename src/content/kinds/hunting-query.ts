// Hunting queries: Azure-Sentinel YAML in, saved searches of the category `Hunting Queries` out.

import { huntingQueryFields as fields } from '../model/hunting-query.ts';
import type { ContentKindDefinition } from './content-kind.ts';
import { noConnectors } from './file-extras.ts';
import { topLevelIdentity, topLevelPlaces } from './identity.ts';
import { savedSearchProperties } from './saved-search.ts';
import {
  canonicalSearch,
  overlaySearch,
  searchBody,
  searchPaths,
  searchValues,
  statedSearchPaths,
  unknownOfSearch,
} from './search-body.ts';

/** Exact: it is what the portal's hunting page filters by, whether or not a search has an alias too. https://learn.microsoft.com/azure/sentinel/hunting-with-rest-api */
export const huntingCategory = 'Hunting Queries';

export const huntingQuery: ContentKindDefinition = {
  kind: 'hunting-query',
  words: { one: 'hunting query', many: 'hunting queries' },
  folder: 'hunting-queries',
  folderKey: 'huntingQueries',
  fields,
  places: topLevelPlaces,
  identify: topLevelIdentity,
  recognises: () => true,
  resourceKinds: [],
  collection: 'savedSearches',
  isOfKind: (body) => savedSearchProperties(body)['category'] === huntingCategory,
  metadata: { kind: 'HuntingQuery', namePrefix: 'huntingquery-' },
  holdsDeletedIds: false,
  caseKeys: ['parameters', 'none', 'rows', 'rowCount', 'entities'],
  overrides: [],
  runsQuery: () => true,
  isDetection: true,
  makesAlerts: false,
  isCheckedOnWrite: false,
  runsInDefender: true,
  longestDescription: 255,
  // https://learn.microsoft.com/azure/sentinel/hunting
  filledPlaceholders: ['{{StartTimeISO}}', '{{EndTimeISO}}'],
  toBody: (item) => searchBody(item.values, fields, { category: huntingCategory }),
  createDefaults: () => emptyTags,
  canonical: (body) => canonicalSearch(body, fields),
  statedPaths: statedSearchPaths,
  overlay: overlaySearch,
  unknown: unknownOfSearch,
  fileValues: (body) => searchValues(body, fields),
  canonicalPaths: () => searchPaths(fields),
  withoutDefaults: (body) => body,
  fileExtras: () => noConnectors,
  isSetByService: () => false,
  mayHaveVersion: () => true,
};

/** The portal shows both columns; an empty tag keeps its rows readable. */
const emptyTags = {
  tags: [
    { name: 'createdBy', value: '' },
    { name: 'createdTimeUtc', value: '' },
  ],
};
