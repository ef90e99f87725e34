// Saved searches, hunting queries among them: https://learn.microsoft.com/rest/api/loganalytics/saved-searches
import { isJsonMap } from '../../json/json.ts';
import { armCollection } from './arm-collection.ts';
import type { Body, ResourceCollection } from './collection.ts';
import { propertiesOf, readResource } from './resource.ts';

const path = 'savedSearches';
const apiVersion = '2020-08-01';
const read = (raw: Body) => readResource(raw, camelCased(propertiesOf(raw)));

export const savedSearches: ResourceCollection = {
  path,
  read,
  open: ({ operationalInsights: client, scope }) => armCollection({ client, scope, apiVersion, path, read }),
};

/**
 * Some api-versions answer in PascalCase (`DisplayName`, `Tags: [{Name, Value}]`), which the SDK's typed model reads as an empty
 * resource. One spelling is chosen here, so that an update never sends `query` and `Query` side by side.
 */
function camelCased(properties: Body): Body {
  const entries = Object.entries(properties).map(([key, value]) => {
    const spelled = lowerFirst(key);
    const isTags = spelled === 'tags' && Array.isArray(value);
    return [spelled, isTags ? value.map((tag) => (isJsonMap(tag) ? camelCased(tag) : tag)) : value] as const;
  });
  return Object.fromEntries(entries);
}

function lowerFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}
