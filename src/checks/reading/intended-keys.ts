// Which keys of the format a file misspells: what such a key was to give is there in the author's mind, and not missing.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { isJsonMap } from '../../content/json.ts';
import { knownKeys } from '../../content/model/known-keys.ts';
import { type KeySchema, schemaBelow } from '../../content/yaml/key-schema.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { rawValue } from './item-values.ts';

/** The keys that the unknown keys of the map at `path` were probably meant to be. */
export function intendedKeys(item: ContentItem, path: ValuePath): ReadonlySet<string> {
  const schema = schemaAt(knownKeys[item.kind], path);
  const map = rawValue(item, path);
  if (schema === undefined || !isJsonMap(map)) return new Set();
  const unknown = Object.keys(map).filter((key) => !Object.hasOwn(schema, key));
  return new Set(unknown.map((key) => intendedKey(key, schema)).filter((key) => key !== undefined));
}

/** The key of the schema that an unknown one is a misspelling of. */
export function intendedKey(key: string, schema: KeySchema): string | undefined {
  return didYouMean(key, Object.keys(schema));
}

/** Items of a list have the keys of the list's `each`. */
function schemaAt(root: KeySchema, path: ValuePath): KeySchema | undefined {
  return path.reduce<KeySchema | undefined>((schema, step) => {
    if (typeof step === 'number') return schema;
    const shape = schemaBelow(schema, step);
    return shape?.keys ?? shape?.each;
  }, root);
}

/** Whether a value of the map at `path` that is no text, or stands under a misspelt key, has a finding of its own. */
export function isGivenOtherwise(item: ContentItem, path: ValuePath, key: string): boolean {
  return rawValue(item, [...path, key]) !== undefined || intendedKeys(item, path).has(key);
}
