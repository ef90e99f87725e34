// Reads saved searches as the service returns them, in either of its two spellings, and keeps their tags as a map.
import { isJsonMap, type JsonMap } from '../../json/json.ts';
import type { ResourceBody } from './content-kind.ts';

/** Some api versions answer in PascalCase; the properties are the same. */
const propertyNames = [
  'category',
  'displayName',
  'functionAlias',
  'functionParameters',
  'query',
  'tags',
  'version',
] as const;

const tagNames = [
  'createdBy',
  'createdTimeUtc',
  'description',
  'subTechniques',
  'tactics',
  'techniques',
] as const;

export interface SavedSearchTag {
  readonly name: string;
  readonly value: string;
}

/** Properties under camelCase names, tags as `{name, value}` under the spelling of `tagNames`; unknown ones are kept as they are. */
export function savedSearchProperties(body: ResourceBody): JsonMap {
  const entries = Object.entries(body.properties).map(([name, value]) => {
    const spelled = knownSpelling(name, propertyNames);
    return [spelled, spelled === 'tags' && Array.isArray(value) ? readTags(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function readTags(tags: readonly unknown[]): SavedSearchTag[] {
  return tags.filter(isJsonMap).map((tag) => ({
    name: knownSpelling(String(tag['name'] ?? tag['Name'] ?? ''), tagNames),
    value: String(tag['value'] ?? tag['Value'] ?? ''),
  }));
}

/** Is it a property of every saved search, by the name `savedSearchProperties` gives it? */
export function isKnownProperty(name: string): boolean {
  return propertyNames.some((known) => known === name);
}

/** The tags of properties that `savedSearchProperties` has read. */
export function tagsOf(properties: JsonMap): readonly SavedSearchTag[] {
  const tags = properties['tags'];
  return Array.isArray(tags) ? (tags as readonly SavedSearchTag[]) : [];
}

function knownSpelling(name: string, known: readonly string[]): string {
  return known.find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ?? name;
}
