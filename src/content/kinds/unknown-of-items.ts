// Keeps what a workspace holds in the items of a rule's lists beyond the known keys: an update sends it back.
import { isJsonMap, isListOfMaps, type JsonMap, own, stableJson, valueAtPath } from '../../json/json.ts';
import { ruleArmFields } from '../model/analytics-rule.ts';
import { unknownPaths } from '../model/body.ts';
import type { Field, Fields } from '../model/field.ts';
import { identityOf } from '../model/fields.ts';
import { canonicalRule } from './rule-canonical.ts';

/** Lists of maps that a file states as one, whose items can be told from one another. */
const listsOfItems = listsBelow(ruleArmFields, []);

function listsBelow(
  fields: Fields,
  above: readonly string[],
): readonly { readonly path: readonly string[]; readonly field: Field }[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = [...above, key];
    if (field.type === 'map') return listsBelow(field.fields ?? {}, path);
    return identityOf(field) === undefined ? [] : [{ path, field }];
  });
}

/** `properties`, in which the lists of `desired` stand, with what only the items of `deployed` have laid under the same items. */
export function withUnknownOfItems(properties: JsonMap, desired: JsonMap, deployed: JsonMap): JsonMap {
  return listsOfItems.reduce((result, { path, field }) => {
    const [ours, theirs] = [valueAtPath(desired, path), valueAtPath(deployed, path)];
    if (!isListOfMaps(ours) || !isListOfMaps(theirs)) return result;
    if (theirs.every((item) => unknownPaths(item, field.fields ?? {}).length === 0)) return result;
    const same = (item: JsonMap) => stableJson(canonicalRule({ properties: nested(path, [item]) }));
    const items = ours.map((item) => {
      const mate =
        theirs.find((other) => same(other) === same(item)) ?? onlyMate(item, { ours, theirs, list: field });
      return mate === undefined ? item : withUnknown(item, mate, field);
    });
    return replaced(result, path, items);
  }, properties);
}

/** A list of a file and its counterpart on the workspace. */
interface TwoLists {
  readonly ours: readonly JsonMap[];
  readonly theirs: readonly JsonMap[];
  readonly list: Field;
}

/** The one item there that is about the same thing, where neither side has another such. */
function onlyMate(item: JsonMap, { ours, theirs, list }: TwoLists): JsonMap | undefined {
  const identity = identityOf(list) ?? '';
  const isMate = (other: JsonMap) => folded(other[identity]) === folded(item[identity]);
  const [mate, ...more] = theirs.filter(isMate);
  return more.length === 0 && ours.filter(isMate).length === 1 ? mate : undefined;
}

/** What only `below` has, under `item`; of a list inside (`fieldMappings`), under the item of the same identifier. */
function withUnknown(item: JsonMap, below: JsonMap, { fields = {} }: Field): JsonMap {
  const unknown = Object.entries(below).filter(([key]) => !Object.hasOwn(fields, key));
  const known = Object.entries(item).map(([key, value]) => {
    const [list, theirs] = [own(fields, key), own(below, key)];
    if (list?.type !== 'maps' || !isListOfMaps(value) || !isListOfMaps(theirs)) return [key, value];
    const inner = value.map((one) => {
      const mate = onlyMate(one, { ours: value, theirs, list });
      return mate === undefined ? one : withUnknown(one, mate, list);
    });
    return [key, inner];
  });
  return Object.fromEntries([...unknown, ...known]);
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

function folded(value: unknown): string {
  return String(value).toLowerCase();
}
