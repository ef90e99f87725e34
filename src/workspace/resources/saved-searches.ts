// Saved searches, hunting queries among them: https://learn.microsoft.com/rest/api/loganalytics/saved-searches
import { isObject, propertiesOf, type ResourceCollection, readEnvelope } from './resource.ts';

export const savedSearches: ResourceCollection = {
  client: 'operationalInsights',
  path: 'savedSearches',
  apiVersion: '2020-08-01',
  read: (raw) => readEnvelope(raw, camelCased(propertiesOf(raw))),
};

/**
 * Some api-versions answer in PascalCase (`DisplayName`, `Tags: [{Name, Value}]`), which the SDK's typed model reads as an empty
 * resource. One spelling is chosen here, so that an update never sends `query` and `Query` side by side.
 */
function camelCased(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(properties).map(([key, value]) => {
    const spelled = lowerFirst(key);
    const isTags = spelled === 'tags' && Array.isArray(value);
    return [spelled, isTags ? value.map((tag) => (isObject(tag) ? camelCased(tag) : tag)) : value] as const;
  });
  return Object.fromEntries(entries);
}

function lowerFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}
