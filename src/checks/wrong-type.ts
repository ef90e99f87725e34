// Reports a value of another type than the field takes: a list where text belongs, a quoted number, and the like.
import type { ContentItem, ValuePath } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import type { Field } from '../content/model/field.ts';
import { armPaths, fieldOf, fileKeys } from '../content/model/fields.ts';
import { isJsonMap } from '../json/json.ts';
import { type Check, everyKind, type Finding, type Refused } from './check.ts';
import { isSent } from './invalid-version.ts';
import { pages } from './pages.ts';
import { isTaken, refusedOf, type Taken, takes, typeName } from './reading/field-types.ts';
import { entriesOf, listOf, rawValue, textOf } from './reading/item-values.ts';

export const wrongType: Check = {
  code: 'content/wrong-type',
  severity: 'error',
  refused: 'never',
  kinds: everyKind,
  summary: 'A value has another type than its field takes.',
  why: 'The service refuses the item, or reads the value as something else.',
  fix: 'Write the value in the type the field takes.',
  see: pages.restApi,
  run(item) {
    const { fields } = definitionOf(item);
    return fileKeys(fields).flatMap((key) => findingsBelow(item, [key], fields[key]!));
  },
};

function findingsBelow(item: ContentItem, path: ValuePath, field: Field): Finding[] {
  if (field.anyType === true || (field.orText === true && textOf(item, path) !== undefined)) return [];
  const entries = [...listOf(item, path), ...entriesOf(item, path)].map((entry) => entry.path);
  const rowsOf = (above: ValuePath) =>
    Object.entries(field.fields ?? {}).flatMap(([key, row]) => findingsBelow(item, [...above, key], row));
  const own = findingAt(item, path, takes[field.type]);
  switch (field.type) {
    case 'map':
      return [...own, ...rowsOf(path)];
    case 'maps':
      return [...own, ...entries.flatMap((entry) => [...findingAt(item, entry, 'a map'), ...rowsOf(entry)])];
    case 'words':
    case 'techniques':
    case 'named texts':
      return [...own, ...entries.flatMap((entry) => findingAt(item, entry, 'text'))];
    default:
      return own;
  }
}

function findingAt(item: ContentItem, path: ValuePath, taken: Taken): Finding[] {
  const value = rawValue(item, path);
  if (value === undefined || isTaken(value, taken)) return [];
  const isQuotedNumber = taken === 'number' && typeof value === 'string' && /^\d+$/.test(value);
  // Nothing of a saved search says where its data come from: what stands here is for readers.
  const isForReaders = path[0] === 'requiredDataConnectors' && !definitionOf(item).isCheckedOnWrite;
  return [
    {
      message: `\`${path.filter((step) => typeof step === 'string').join('.')}\` is ${typeName(value)}; the field takes ${taken}`,
      at: item.source.valueAt(path),
      hint: isQuotedNumber ? 'Remove the quotes.' : hintFor(value, taken),
      severity: isForReaders ? 'warning' : undefined,
      refused: refusedFor(item, path, value),
    },
  ];
}

/** One technique that stands where a list belongs is sent as a list of one. */
const isOneTechnique = (value: unknown) =>
  typeof value === 'string' && /^\s*T\d{4}(\.\d{3})?\s*$/i.test(value);

function refusedFor(item: ContentItem, [first]: ValuePath, value: unknown): Refused {
  const key = String(first);
  const field = fieldOf(definitionOf(item).fields, key);
  if (field === undefined || field.isLenient === true) return 'never';
  if (field.type === 'techniques') return isOneTechnique(value) ? 'never' : 'always';
  const isKept = armPaths(key, field).length === 0 && !isSent(item, key);
  return isKept ? 'never' : refusedOf(field);
}

function hintFor(value: unknown, taken: Taken): string | undefined {
  if (taken === 'a list' && !isJsonMap(value)) return 'Put the value behind a dash, on a line of its own.';
  if (taken === 'text' && (typeof value === 'number' || typeof value === 'boolean'))
    return 'Put the value in quotes.';
  return undefined;
}
