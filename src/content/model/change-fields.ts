// Walks the values of a body along the rows that describe them.
import { isJsonMap, type JsonMap, own } from '../../json/json.ts';
import type { Field, Fields } from './field.ts';

/** The map with the value of every field replaced, the innermost first; what no row describes stays as it is. */
export function changeFields(
  map: JsonMap,
  fields: Fields,
  change: (value: unknown, field: Field) => unknown,
): JsonMap {
  const below = (value: unknown, field: Field): unknown => {
    if (Array.isArray(value)) return value.map((item) => below(item, field));
    return isJsonMap(value) && field.fields !== undefined ? changeFields(value, field.fields, change) : value;
  };
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => {
      const field = own(fields, key);
      return [key, field === undefined ? value : change(below(value, field), field)];
    }),
  );
}

/** The map without what only the service sets, at every depth. */
export function withoutServerOwned(map: JsonMap, fields: Fields): JsonMap {
  const strip = (value: unknown, inner: Fields): unknown => {
    if (Array.isArray(value)) return value.map((item) => strip(item, inner));
    return isJsonMap(value) ? withoutServerOwned(value, inner) : value;
  };
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => {
      const field = own(fields, key);
      if (field?.serverOwned === true) return [];
      return [[key, field?.fields && isPartServerOwned(field.fields) ? strip(value, field.fields) : value]];
    }),
  );
}

function isPartServerOwned(fields: Fields): boolean {
  return Object.values(fields).some(
    ({ serverOwned, fields: below }) => serverOwned === true || (below && isPartServerOwned(below)),
  );
}
