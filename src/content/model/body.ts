// What the rows of a model say of whole bodies: defaults on create, what is stated, what is not known.

import { isJsonMap, type JsonMap, withoutEmpty } from '../../json/json.ts';
import type { ValuePath } from '../content-item.ts';
import type { Field, Fields } from './field.ts';
import { fieldOf } from './fields.ts';

/**
 * The defaults of fields that a body lacks, by ARM property. Below a map they are given where the map is stated: ARM requires the
 * whole of a group once any of it is there.
 */
export function missingDefaults(
  present: JsonMap,
  fields: Fields,
  isSent: (field: Field) => boolean = () => true,
): JsonMap {
  const missing = Object.entries(fields).flatMap(([name, field]) => {
    const value = present[name];
    if (field.type === 'map' && isJsonMap(value)) {
      const below = missingDefaults(value, field.fields ?? {});
      return Object.keys(below).length === 0 ? [] : [[name, below]];
    }
    const isAbsent = value === undefined || value === null;
    return isAbsent && field.default !== undefined && isSent(field) ? [[name, field.default]] : [];
  });
  return Object.fromEntries(missing);
}

/** Every path that a body states: of maps their entries; lists, and maps that are compared as a whole, as one. */
export function statedPaths(map: JsonMap, fields: Fields | undefined, above: ValuePath = []): ValuePath[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const [path, field] = [[...above, key], fieldOf(fields, key)];
    // A map that is merged and holds nothing states nothing: laid over another, it takes nothing away.
    return isJsonMap(value) && field?.compare !== 'whole' ? statedPaths(value, field?.fields, path) : [path];
  });
}

/** ARM properties that are one value though they are maps. */
export function wholeMaps(fields: Fields): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name]?.compare === 'whole');
}

/** Paths at which a body holds what no row describes. Nulls and empty lists and maps are as good as absent. */
export function unknownPaths(map: JsonMap, fields: Fields, above: ValuePath = []): readonly ValuePath[] {
  return Object.entries(map).flatMap(([key, value]) => {
    if (withoutEmpty(value) === undefined) return [];
    const path = [...above, key];
    if (!Object.hasOwn(fields, key)) return [path];
    const { type, fields: below = {} } = fields[key]!;
    if (type === 'map') return isJsonMap(value) ? unknownPaths(value, below, path) : [];
    if (type !== 'maps' || !Array.isArray(value)) return [];
    return value.flatMap((item, i) => (isJsonMap(item) ? unknownPaths(item, below, [...path, i]) : []));
  });
}
