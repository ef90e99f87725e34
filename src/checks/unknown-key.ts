// Reports a key the format does not know: its value goes nowhere.
import { type ContentItem, pathKey, type ValuePath } from '../content/content-item.ts';
import { allContentKinds, definitionOf } from '../content/kinds/kinds.ts';
import type { Field, Fields } from '../content/model/field.ts';
import { fieldAt, fieldOf, isRequiredOf } from '../content/model/fields.ts';
import { isJsonMap } from '../json/json.ts';
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { intendedKey } from './reading/intended-keys.ts';
import { has, kindOfRule } from './reading/item-values.ts';

export const unknownKey: Check = {
  code: 'content/unknown-key',
  severity: 'warning',
  refused: 'never',
  kinds: everyKind,
  summary: 'A key is not one the format knows.',
  why: 'What stands under it is not deployed, and nobody is told: a misspelt `suppressionDuration` leaves the default in force.',
  fix: 'Correct the key, or remove it.',
  see: pages.publishRule,
  run: (item) => unknownIn(item, item.values, [], definitionOf(item).fields),
};

function unknownIn(item: ContentItem, value: unknown, path: ValuePath, fields: Fields): Finding[] {
  if (!isJsonMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = [...path, key];
    const field = fieldOf(fields, key);
    if (field === undefined) return [findingFor(item, below, fields)];
    if (field.fields === undefined) return [];
    if (field.type === 'map') return unknownIn(item, inner, below, field.fields);
    if (!Array.isArray(inner)) return [];
    const each = field.fields;
    return inner.flatMap((entry: unknown, i) => unknownIn(item, entry, [...below, i], each));
  });
}

function findingFor(item: ContentItem, path: ValuePath, fields: Fields): Finding {
  const key = item.spelling.get(pathKey(path)) ?? String(path.at(-1));
  const near = intendedKey(key, fields);
  const { kind, words } = definitionOf(item);
  const other = allContentKinds.find((each) => each.kind !== kind && fieldOf(each.fields, key) !== undefined);
  if (other !== undefined && path.length === 1) {
    const message = `\`${key}\` belongs to ${other.words.many}, not to ${words.many}`;
    return { message, at: item.source.keyAt(path) };
  }
  return {
    message: `The key \`${key}\` is not known here`,
    at: item.source.keyAt(path),
    hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
    ...(near !== undefined && isMissed(item, path, near) ? missed(item, path, fields[near]) : {}),
  };
}

/** The finding stands for the missing field too. A list is sent whole, so what its items lack is refused in an update too. */
function missed(
  item: ContentItem,
  path: ValuePath,
  field: Field | undefined,
): Pick<Finding, 'severity' | 'refused'> {
  const isNested = path.length > 1;
  if (isNested && !definitionOf(item).isCheckedOnWrite) return {};
  const refused = field?.required !== 'service' ? 'never' : isNested ? 'always' : 'on-create';
  return { severity: 'error', refused };
}

function isMissed(item: ContentItem, path: ValuePath, near: string): boolean {
  const above = path.slice(0, -1);
  if (has(item, [...above, near])) return false;
  const field = fieldAt(definitionOf(item).fields, [...above, near]);
  return field !== undefined && isRequiredOf(field, kindOfRule(item));
}
