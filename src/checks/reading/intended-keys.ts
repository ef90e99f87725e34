// Which keys of the format a file misspells: what such a key was to give is there in the author's mind, and not missing.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { definitionOf } from '../../content/kinds/kinds.ts';
import type { Fields } from '../../content/model/field.ts';
import { fieldOf, fieldsAt, fileKeys } from '../../content/model/fields.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { isJsonMap } from '../../json/json.ts';
import { rawValue } from './item-values.ts';

/** The keys that the unknown keys of the map at `path` were probably meant to be. */
export function intendedKeys(item: ContentItem, path: ValuePath): ReadonlySet<string> {
  const fields = fieldsAt(definitionOf(item).fields, path);
  const map = rawValue(item, path);
  if (fields === undefined || !isJsonMap(map)) return new Set();
  const unknown = Object.keys(map).filter((key) => fieldOf(fields, key) === undefined);
  return new Set(unknown.map((key) => intendedKey(key, fields)).filter((key) => key !== undefined));
}

/** The key of the format that an unknown one is a misspelling of. */
export function intendedKey(key: string, fields: Fields): string | undefined {
  const keys = fileKeys(fields);
  return didYouMean(key, [...keys, ...keys.flatMap((one) => fields[one]?.aliases ?? [])]);
}

/** Whether a value of the map at `path` that is no text, or stands under a misspelt key, has a finding of its own. */
export function isGivenOtherwise(item: ContentItem, path: ValuePath, key: string): boolean {
  return rawValue(item, [...path, key]) !== undefined || intendedKeys(item, path).has(key);
}
