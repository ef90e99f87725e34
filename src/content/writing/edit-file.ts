// Brings an existing content file up to a body: only the keys whose meaning changed are rewritten, every other byte stays.

import { isJsonMap, isSameJson, type JsonMap, own, valueAtPath, withValueAt } from '../../json/json.ts';
import type { ContentItem } from '../content-item.ts';
import { parseContent } from '../files/load.ts';
import type { ResourceBody } from '../kinds/content-kind.ts';
import { definitionOf, versionOf } from '../kinds/kinds.ts';
import type { Field, Fields } from '../model/field.ts';
import { armPaths, fieldOf } from '../model/fields.ts';
import { techniqueKeys } from '../model/techniques.ts';
import { rewriteKey } from '../yaml/rewrite-key.ts';
import { notHeld } from './write-item.ts';

export interface FileToEdit {
  /** The text of the file, without byte order mark. */
  readonly text: string;
  /** The item as the environment makes it: what equals the workspace here is not touched. */
  readonly item: ContentItem;
  readonly body: ResourceBody;
  /** The version the workspace's record names; undefined leaves the file's alone. */
  readonly version?: string | undefined;
}

export interface EditedFile {
  readonly text: string;
  /** Top-level keys that were written, in file order. */
  readonly changed: readonly string[];
  readonly notHeld: readonly string[];
}

/** The edited text; undefined when the file is built in a way that cannot be edited in place (anchors, one line of JSON). */
export function editFile(file: FileToEdit): EditedFile | undefined {
  const { item } = file;
  const { kind } = item;
  const definition = definitionOf(kind);
  const stated = definition.toBody(item);
  const body = definition.withoutDefaults(file.body, stated.properties);
  const values = definition.fileValues(body);
  // Of another kind of rule, the keys of the old kind go.
  const paths = { ...definition.canonicalPaths(stated), ...definition.canonicalPaths(body) };
  const differs = (a: JsonMap, b: JsonMap, key: string) =>
    (paths[key] ?? []).some((path) => !isSameJson(valueAtPath(a, path), valueAtPath(b, path)));
  const target = definition.canonical(body);
  const before = definition.canonical(stated);
  const changed = Object.keys(paths).filter((key) => differs(target, before, key));
  // The kind first: it says how the rest is read.
  const ordered = [...changed].sort((a, b) => Number(b === 'kind') - Number(a === 'kind'));
  const { fields, places } = definition;
  const edits = new Map(
    ordered.map((key) => [key, withFileOnly(values[key], item.values[key], fields[key])]),
  );
  const version = file.version === (versionOf(item) ?? '') ? undefined : file.version;
  const versionKey = places.version[0]!;
  if (version !== undefined) {
    const value = edits.has(versionKey) ? edits.get(versionKey) : item.values[versionKey];
    edits.set(versionKey, withValueAt({ [versionKey]: value }, places.version, version)[versionKey]);
  }
  if (edits.size === 0) return { text: file.text, changed: [], notHeld: notHeld(kind, body, stated) };
  let { text } = file;
  for (const [key, value] of edits) {
    const isRight = (after: ContentItem) =>
      !differs(target, definition.canonical(definition.toBody(after)), key) &&
      (key !== versionKey || version === undefined || valueAtPath(after.values, places.version) === version);
    const next = rewriteAs(text, { item, key, value, isRight });
    if (next === undefined) return undefined;
    text = next;
  }
  const after = parseAgain(text, item);
  if (after === undefined) return undefined;
  // The environment's share of what did not change is not in the file: it is taken from the item.
  const edited = { ...after, values: { ...item.values, ...onlyKeys(after.values, edits) } };
  return { text, changed: [...edits.keys()], notHeld: notHeld(kind, body, definition.toBody(edited)) };
}

/** The value of a key, with what the file says below it and ARM has no place for. */
function withFileOnly(value: unknown, before: unknown, field: Field | undefined): unknown {
  const below: Fields = field?.type === 'map' ? (field.fields ?? {}) : {};
  if (!isJsonMap(value) || !isJsonMap(before)) return value;
  const isFileOnly = (key: string) => {
    const row = fieldOf(below, key);
    return row?.arm !== undefined && armPaths(key, row).length === 0 && own(value, key) === undefined;
  };
  return { ...Object.fromEntries(Object.entries(before).filter(([key]) => isFileOnly(key))), ...value };
}

interface Rewrite {
  readonly item: ContentItem;
  readonly key: string;
  readonly value: unknown;
  readonly isRight: (after: ContentItem) => boolean;
}

/** First with as much of the old value as can stay, then with the value written anew; what comes out is read again. */
function rewriteAs(text: string, { item, key, value, isRight }: Rewrite): string | undefined {
  const { fields } = definitionOf(item);
  const others = techniqueKeys.some((name) => name === key)
    ? techniqueKeys.filter((name) => name !== key)
    : [];
  for (const keepNodes of [true, false]) {
    let next = rewriteKey(text, { fields, key, value, keepNodes });
    for (const other of others)
      next = next && rewriteKey(next, { fields, key: other, value: undefined, keepNodes });
    const after = next === undefined ? undefined : parseAgain(next, item);
    if (next === undefined || after === undefined) continue;
    if (isRight(after) && othersStay(text, next, item, [key, ...others])) return next;
  }
  return undefined;
}

function othersStay(before: string, after: string, item: ContentItem, edited: readonly string[]): boolean {
  const rest = (text: string) => {
    const values = { ...parseAgain(text, item)?.values };
    for (const key of edited) delete values[key];
    return values;
  };
  return isSameJson(rest(before), rest(after));
}

function parseAgain(text: string, { kind, file }: ContentItem): ContentItem | undefined {
  return parseContent(text, { kind, file }).item;
}

function onlyKeys(values: JsonMap, keys: ReadonlyMap<string, unknown>): JsonMap {
  return Object.fromEntries([...keys.keys()].map((key) => [key, values[key]]));
}
