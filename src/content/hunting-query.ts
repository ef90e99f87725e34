// Hunting queries: Azure-Sentinel YAML in, saved searches of the category «Hunting Queries» out.
import type { ContentItem, ValuePath } from './content-item.ts';
import type { ContentKindDefinition, ResourceBody } from './content-kind.ts';
import { noConnectors } from './file-extras.ts';
import { isJsonMap, type JsonMap, withoutEmpty } from './json.ts';
import { withOfficialSpelling } from './official-spelling.ts';
import { isKnownProperty, type SavedSearchTag, savedSearchProperties, tagsOf } from './saved-search.ts';
import { statedTechniques } from './techniques.ts';
import { normaliseText } from './text.ts';

/** Exact: it is what the portal's hunting page filters by. https://learn.microsoft.com/azure/sentinel/hunting-with-rest-api */
const category = 'Hunting Queries';

export const huntingQuery: ContentKindDefinition = {
  kind: 'hunting-query',
  words: { one: 'hunting query', many: 'hunting queries' },
  folder: 'hunting-queries',
  folderKey: 'huntingQueries',
  recognises: () => true,
  resourceKinds: [],
  collection: 'savedSearches',
  metadata: { kind: 'HuntingQuery', namePrefix: 'huntingquery-' },
  holdsDeletedIds: false,
  toBody,
  createDefaults,
  canonical,
  statedPaths,
  overlay,
  unknown,
  withoutDefaults: (body) => body,
  fileExtras: () => noConnectors,
  isOfKind: (body) => savedSearchProperties(body)['category'] === category,
};

function toBody(item: ContentItem): ResourceBody {
  const { values } = item;
  const properties: Record<string, unknown> = { category };
  if (isStated(values['name'])) properties['displayName'] = values['name'];
  if (isStated(values['query'])) properties['query'] = values['query'];
  // 2 is the version of the query language, not of the content.
  properties['version'] = 2;
  properties['tags'] = statedTags(values);
  return { properties };
}

function statedTags(values: JsonMap): SavedSearchTag[] {
  const techniques = statedTechniques(values);
  const stated: Record<string, unknown> = {
    description: values['description'],
    tactics: withOfficialSpelling(values['tactics'], 'tactics'),
    techniques: techniques?.techniques,
    subTechniques: techniques?.subTechniques,
  };
  return Object.entries(stated)
    .filter(([, value]) => isStated(value))
    .map(([name, value]) => ({ name, value: Array.isArray(value) ? value.join(',') : String(value) }));
}

/** The portal shows both columns; an empty tag keeps its rows readable. */
function createDefaults(): JsonMap {
  return {
    tags: [
      { name: 'createdBy', value: '' },
      { name: 'createdTimeUtc', value: '' },
    ],
  };
}

const setTags: readonly string[] = ['tactics', 'techniques', 'subTechniques'];
const serverTags: readonly string[] = ['createdBy', 'createdTimeUtc'];

function canonical(body: ResourceBody): JsonMap {
  const properties: Record<string, unknown> = { ...savedSearchProperties(body) };
  for (const name of ['query', 'displayName']) {
    if (Object.hasOwn(properties, name)) properties[name] = normaliseText(properties[name]);
  }
  const tags = tagsOf(properties).filter(({ name }) => !serverTags.includes(name));
  properties['tags'] = Object.fromEntries(tags.map((tag) => [tag.name, canonicalTag(tag)]));
  const kept = withoutEmpty(properties);
  return isJsonMap(kept) ? kept : {};
}

/** An empty tag is as good as none. */
function canonicalTag({ name, value }: SavedSearchTag): unknown {
  if (!setTags.includes(name)) return normaliseText(value) === '' ? null : normaliseText(value);
  const words = value.split(',').map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))].sort();
}

function statedPaths(desired: ResourceBody): ValuePath[] {
  const properties = savedSearchProperties(desired);
  const names = Object.keys(properties).filter((name) => name !== 'tags');
  return [...names.map((name) => [name]), ...tagsOf(properties).map((tag) => ['tags', tag.name])];
}

/** Tags the file does not state are carried forward: the portal and other tools keep their own there. */
function overlay(desired: ResourceBody, deployed: ResourceBody): ResourceBody {
  const below = savedSearchProperties(deployed);
  const top = savedSearchProperties(desired);
  const stated = tagsOf(top);
  const carried = tagsOf(below).filter((tag) => !stated.some(({ name }) => name === tag.name));
  return { properties: { ...below, ...top, tags: [...stated, ...carried] } };
}

/** Tags are none of these: they are there for everybody to add to. */
function unknown(body: ResourceBody): readonly ValuePath[] {
  const properties = savedSearchProperties(body);
  return Object.keys(properties)
    .filter((name) => !isKnownProperty(name) && withoutEmpty(properties[name]) !== undefined)
    .map((name) => [name]);
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null;
}
