// What a workspace keeps of a rule that this tool does not know: found by the known keys, so that it can be shown and sent back.
import type { ValuePath } from '../content-item.ts';
import { isJsonMap, type JsonMap, own, stableJson, valueAtPath, withoutEmpty } from '../json.ts';
import { knownKeys } from '../model/known-keys.ts';
import { ruleProperties } from '../model/rule-properties.ts';
import { withoutServerOwned } from '../model/server-owned.ts';
import { type KeySchema, type KeyShape, schemaBelow } from '../yaml/key-schema.ts';
import type { ResourceBody } from './content-kind.ts';
import { canonicalRule, serverOwnedRuleProperties } from './rule-canonical.ts';

const keysOfFile: KeySchema = knownKeys['analytics-rule'];

/** ARM property -> what may stand below it, over all kinds of rules: one kind's property on another is the service's business. */
const knownRuleProperties: KeySchema = Object.fromEntries([
  ...Object.values(ruleProperties).flatMap((table) =>
    Object.entries(table).map(([property, key]) => [property, keysOfFile[key] ?? {}] as const),
  ),
  ...['techniques', 'subTechniques', ...serverOwnedRuleProperties].map((property) => [property, {}] as const),
]);

/** See `ContentKindDefinition.unknown`. */
export function unknownRuleProperties({ properties }: ResourceBody): readonly ValuePath[] {
  return unknownBelow(withoutServerOwned(properties), { keys: knownRuleProperties }, []);
}

function unknownBelow(value: unknown, shape: KeyShape, path: ValuePath): readonly ValuePath[] {
  if (Array.isArray(value)) {
    if (shape.each === undefined) return [];
    const ofItem = { keys: shape.each };
    return value.flatMap((item, index) => unknownBelow(item, ofItem, [...path, index]));
  }
  const { keys } = shape;
  if (!isJsonMap(value) || keys === undefined) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    // The service answers explicit nulls for what it does not hold.
    if (withoutEmpty(inner) === undefined) return [];
    const below = schemaBelow(keys, key);
    return below === undefined ? [[...path, key]] : unknownBelow(inner, below, [...path, key]);
  });
}

/** Lists of maps that a file states as one, with the key by which an item is told from the others. */
const listItems = [
  { path: ['entityMappings'], identity: 'entityType' },
  { path: ['sentinelEntitiesMappings'], identity: 'columnName' },
  { path: ['alertDetailsOverride', 'alertDynamicProperties'], identity: 'alertProperty' },
] as const;

/** `properties`, in which the lists of `desired` stand, with what only the items of `deployed` bear laid under the same items. */
export function withUnknownOfItems(properties: JsonMap, desired: JsonMap, deployed: JsonMap): JsonMap {
  return listItems.reduce((laid, { path, identity }) => {
    const [wanted, found] = [valueAtPath(desired, path), valueAtPath(deployed, path)];
    const each = shapeAt(path)?.each;
    if (!isListOfMaps(wanted) || !isListOfMaps(found) || each === undefined) return laid;
    if (unknownBelow(found, { each }, []).length === 0) return laid;
    const same = (item: JsonMap) => stableJson(canonicalRule({ properties: nested(path, [item]) }));
    const kept = wanted.map((item) => {
      const mate =
        found.find((other) => same(other) === same(item)) ?? onlyMate(item, wanted, found, identity);
      return mate === undefined ? item : withUnknown(item, mate, each);
    });
    return replaced(laid, path, kept);
  }, properties);
}

/** The one item there that is about the same thing, where neither side has another such. */
function onlyMate(
  item: JsonMap,
  wanted: readonly JsonMap[],
  found: readonly JsonMap[],
  identity: string,
): JsonMap | undefined {
  const isMate = (other: JsonMap) => folded(other[identity]) === folded(item[identity]);
  const [mate, ...more] = found.filter(isMate);
  return more.length === 0 && wanted.filter(isMate).length === 1 ? mate : undefined;
}

/** What only `below` bears, under `item`; of a list inside (`fieldMappings`), under the item of the same identifier. */
function withUnknown(item: JsonMap, below: JsonMap, keys: KeySchema): JsonMap {
  const unknown = Object.entries(below).filter(([key]) => schemaBelow(keys, key) === undefined);
  const known = Object.entries(item).map(([key, value]) => {
    const [each, found] = [schemaBelow(keys, key)?.each, own(below, key)];
    if (each === undefined || !isListOfMaps(value) || !isListOfMaps(found)) return [key, value];
    const inner = value.map((one) => {
      const mate = onlyMate(one, value, found, 'identifier');
      return mate === undefined ? one : withUnknown(one, mate, each);
    });
    return [key, inner];
  });
  return Object.fromEntries([...unknown, ...known]);
}

function shapeAt(path: readonly string[]): KeyShape | undefined {
  return path.reduce<KeyShape | undefined>((shape, key) => schemaBelow(shape?.keys, key), {
    keys: knownRuleProperties,
  });
}

function nested(path: readonly string[], value: unknown): JsonMap {
  const [key = '', ...rest] = path;
  return { [key]: rest.length === 0 ? value : nested(rest, value) };
}

function replaced(map: JsonMap, path: readonly string[], value: unknown): JsonMap {
  const [key = '', ...rest] = path;
  const inner = map[key];
  return { ...map, [key]: rest.length === 0 || !isJsonMap(inner) ? value : replaced(inner, rest, value) };
}

function isListOfMaps(value: unknown): value is readonly JsonMap[] {
  return Array.isArray(value) && value.every(isJsonMap);
}

function folded(value: unknown): string {
  return String(value).toLowerCase();
}
