// The keys of a content file in the order in which published files have them.
import { isJsonMap, type JsonMap } from '../../json/json.ts';
import type { Field, Fields } from '../model/field.ts';
import { fieldOf, fileKeys } from '../model/fields.ts';

/** The same values in file order, at every level the format defines; keys it does not know stay behind the others. */
export function inFileOrder(values: JsonMap, fields: Fields): JsonMap {
  const known = fileKeys(fields).filter((key) => values[key] !== undefined);
  const ordered = [...new Set([...known, ...Object.keys(values)])];
  return Object.fromEntries(ordered.map((key) => [key, inOrder(values[key], fieldOf(fields, key))]));
}

function inOrder(value: unknown, field: Field | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, field));
  return isJsonMap(value) && field?.fields !== undefined ? inFileOrder(value, field.fields) : value;
}
