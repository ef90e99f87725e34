// JSON values: stable text, comparison, and the rules by which absent, null and empty are one.
import { compareText } from '../diagnostics/compare-text.ts';

export type JsonMap = Readonly<Record<string, unknown>>;

/** A map, as opposed to a list, a scalar or null. */
export function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that should be a map: an empty one where it is none. */
export function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}

/** The maps of a value that should be a list of them. */
export function mapsOf(value: unknown): readonly JsonMap[] {
  return Array.isArray(value) ? value.filter(isJsonMap) : [];
}

/** A list whose every item is a map. */
export function isListOfMaps(value: unknown): value is readonly JsonMap[] {
  return Array.isArray(value) && value.every(isJsonMap);
}

/** A value that should be text; undefined where it is none, or an empty one. */
export function filledText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value under a key that somebody else chose: `constructor` finds nothing where the map does not hold it. */
export function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** JSON text with sorted keys: equal values give equal text. */
export function stableJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => (isJsonMap(inner) ? sortKeys(inner) : inner)) ?? 'null'
  );
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return stableJson(a) === stableJson(b);
}

/** Without nulls, and without lists and maps that hold nothing; undefined when nothing is left. List items keep their place. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((item) => withoutEmpty(item) ?? null);
  if (!isJsonMap(value)) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The value at a path; undefined where the path leads nowhere. */
export function valueAtPath(value: unknown, path: readonly (string | number)[]): unknown {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Record<string | number, unknown>)[step];
  }
  return inner;
}

/** `top` over `base`: maps are merged key by key, except the `whole` ones (dotted paths); all else in `top` replaces. */
export function overlayMaps(
  base: JsonMap,
  top: JsonMap,
  whole: readonly string[] = [],
  prefix = '',
): JsonMap {
  const entries = Object.entries(top).map(([key, value]) => {
    const below = own(base, key);
    const path = `${prefix}${key}`;
    const isMerged = isJsonMap(value) && isJsonMap(below) && !whole.includes(path);
    return [key, isMerged ? overlayMaps(below, value, whole, `${path}.`) : value] as const;
  });
  // Not an assignment: a key may be `__proto__`.
  return { ...base, ...Object.fromEntries(entries) };
}

function sortKeys(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => compareText(a, b)));
}

/** The map with a value at a path, the maps on the way made where they are not there. */
export function withValueAt(map: JsonMap, path: readonly string[], value: unknown): JsonMap {
  const [key, ...rest] = path;
  if (key === undefined) return map;
  if (rest.length === 0) return { ...map, [key]: value };
  const below = own(map, key);
  return { ...map, [key]: withValueAt(isJsonMap(below) ? below : {}, rest, value) };
}
