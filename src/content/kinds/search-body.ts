// Saved searches as content: properties and tags, in which a search keeps what it has no property for.

import { type JsonMap, mapOf, withoutEmpty } from '../../json/json.ts';
import type { ValuePath } from '../content-item.ts';
import { armValues, comparedForm, fileValues } from '../model/arm-form.ts';
import type { Field, Fields } from '../model/field.ts';
import { armFields, armPaths, fileKeys } from '../model/fields.ts';
import type { ResourceBody } from './content-kind.ts';
import { isKnownProperty, type SavedSearchTag, savedSearchProperties, tagsOf } from './saved-search.ts';

/** How rows of a model name a tag: `tags.tactics`. */
const tagPrefix = 'tags.';

/** The body for what a file states; `unless` is what the kind states where the file does not. */
export function searchBody(values: JsonMap, fields: Fields, unless: JsonMap = {}): ResourceBody {
  const stated = Object.entries(armValues(values, fields));
  const tags = stated
    .filter(([path]) => path.startsWith(tagPrefix))
    .map(([path, value]) => ({
      name: path.slice(tagPrefix.length),
      value: Array.isArray(value) ? value.join(',') : String(value),
    }));
  const properties = Object.fromEntries(stated.filter(([path]) => !path.startsWith(tagPrefix)));
  // 2 is the version of the query language, not of the content.
  return { properties: { ...unless, ...properties, version: 2, tags } };
}

/** See `ContentKindDefinition.canonical`: tags as a map, without the service's own. */
export function canonicalSearch(body: ResourceBody, fields: Fields): JsonMap {
  const rows = armFields(fields);
  const compared = (path: string, value: unknown) =>
    rows[path] === undefined ? value : comparedForm(value, rows[path]);
  const properties = savedSearchProperties(body);
  const tags = tagsOf(properties)
    .filter(({ name }) => !serverTags.includes(name))
    .map((tag) => [tag.name, canonicalTag(tag, rows[`${tagPrefix}${tag.name}`])]);
  const plain = Object.entries(properties).map(([name, value]) => [name, compared(name, value)]);
  return mapOf(withoutEmpty({ ...Object.fromEntries(plain), tags: Object.fromEntries(tags) }));
}

const serverTags: readonly string[] = ['createdBy', 'createdTimeUtc'];

/** An empty tag is as good as none. */
function canonicalTag({ value }: SavedSearchTag, row: Field | undefined): unknown {
  if (row?.compare === 'set') return [...new Set(wordsOf(value))].sort();
  const text = comparedForm(value, row ?? anyTag);
  return text === '' ? null : text;
}

const anyTag = { type: 'text', compare: 'text', meaning: 'A tag of somebody else.' } as const satisfies Field;

/** See `ContentKindDefinition.statedPaths`. */
export function statedSearchPaths(desired: ResourceBody): ValuePath[] {
  const properties = savedSearchProperties(desired);
  const names = Object.keys(properties).filter((name) => name !== 'tags');
  return [...names.map((name) => [name]), ...tagsOf(properties).map((tag) => ['tags', tag.name])];
}

/** Tags the file does not state are carried forward: the portal and other tools keep their own there. */
export function overlaySearch(desired: ResourceBody, deployed: ResourceBody): ResourceBody {
  const below = savedSearchProperties(deployed);
  const top = savedSearchProperties(desired);
  const stated = tagsOf(top);
  const carried = tagsOf(below).filter((tag) => !stated.some(({ name }) => name === tag.name));
  return { properties: { ...below, ...top, tags: [...stated, ...carried] } };
}

/** Tags are none of these: they are there for everybody to add to. */
export function unknownOfSearch(body: ResourceBody): readonly ValuePath[] {
  const properties = savedSearchProperties(body);
  return Object.keys(properties)
    .filter((name) => !isKnownProperty(name) && withoutEmpty(properties[name]) !== undefined)
    .map((name) => [name]);
}

/** See `ContentKindDefinition.fileValues`. */
export function searchValues(body: ResourceBody, fields: Fields): JsonMap {
  const rows = armFields(fields);
  const properties = savedSearchProperties(body);
  const tags = tagsOf(properties).map(({ name, value }) => {
    const path = `${tagPrefix}${name}`;
    return [path, rows[path]?.compare === 'set' ? wordsOf(value) : value];
  });
  return fileValues({ ...properties, ...Object.fromEntries(tags) }, fields);
}

/** See `ContentKindDefinition.canonicalPaths`. */
export function searchPaths(fields: Fields): Readonly<Record<string, readonly ValuePath[]>> {
  const paths = fileKeys(fields).map((key) => {
    const tagPaths = armPaths(key, fields[key]!);
    return [key, tagPaths.map((path) => path.split('.'))] as const;
  });
  return Object.fromEntries(paths.filter(([, places]) => places.length > 0));
}

function wordsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
