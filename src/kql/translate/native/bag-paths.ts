// Bags read and changed by JSONPath: what SQL cannot do with a path from a column, or without losing the nulls of a value.
import { isJsonMap } from '../../../json/json.ts';
import { pathOf } from '../functions/json-path.ts';
import type { NativeFunction } from './native-function.ts';
import { textOf } from './native-function.ts';

/** A bag that may be changed: the values of a call are parsed for it alone. */
type Bag = Record<string, unknown>;

function isBag(value: unknown): value is Bag {
  return isJsonMap(value);
}

/** The keys that lead to a value; a text without `$` is one key. @throws Error for a path into an array or of another form. */
function keysOf(path: string): string[] {
  const steps = path.startsWith('$') ? pathOf(path) : [path];
  if (steps === undefined || steps.length === 0 || steps.some((step) => typeof step === 'number'))
    throw new Error(`The path '${path}' into a bag is not supported`);
  return steps as string[];
}

/** The bag that holds the last key; undefined where a bag on the way is missing. */
function holderOf(bag: Bag, keys: readonly string[]): Bag | undefined {
  let inner: unknown = bag;
  for (const key of keys.slice(0, -1)) {
    if (!isBag(inner) || !Object.hasOwn(inner, key)) return undefined;
    inner = inner[key];
  }
  return isBag(inner) ? inner : undefined;
}

function has(bag: unknown, path: unknown): string | null {
  if (!isBag(bag)) return null;
  const keys = keysOf(textOf(path));
  const holder = holderOf(bag, keys);
  return String(holder !== undefined && Object.hasOwn(holder, keys.at(-1)!));
}

function without(bag: unknown, paths: unknown): Bag | null {
  if (!isBag(bag) || !Array.isArray(paths)) return null;
  for (const path of paths) {
    const keys = keysOf(textOf(path));
    const holder = holderOf(bag, keys);
    if (holder !== undefined) delete holder[keys.at(-1)!];
  }
  return bag;
}

/** What is no bag on the way is replaced by one. */
function withValue(bag: unknown, path: unknown, value: unknown): Bag | null {
  if (!isBag(bag)) return null;
  const keys = keysOf(textOf(path));
  let holder = bag;
  for (const key of keys.slice(0, -1)) {
    const inner = Object.hasOwn(holder, key) ? holder[key] : undefined;
    const next: Bag = isBag(inner) ? inner : {};
    holder[key] = next;
    holder = next;
  }
  holder[keys.at(-1)!] = value ?? null;
  return bag;
}

export const bagPaths = {
  bag_has_key: has,
  bag_remove_keys: without,
  bag_set_key: withValue,
} satisfies Record<string, NativeFunction>;
