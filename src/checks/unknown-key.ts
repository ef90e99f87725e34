// Reports a key the format does not know: its value goes nowhere.
import { type ContentItem, pathKey, type ValuePath } from '../content/content-item.ts';
import { isJsonMap } from '../content/json.ts';
import { knownKeys } from '../content/model/known-keys.ts';
import { type KeySchema, schemaBelow } from '../content/yaml/key-schema.ts';
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { intendedKey } from './reading/intended-keys.ts';
import { has } from './reading/item-values.ts';
import { notOfService, requiredFields } from './reading/required-fields.ts';

export const unknownKey: Check = {
  code: 'content/unknown-key',
  severity: 'warning',
  refused: 'never',
  kinds: everyKind,
  summary: 'A key is not one the format knows.',
  why: 'What stands under it is not deployed, and nobody is told: a misspelt `suppressionDuration` leaves the default in force.',
  fix: 'Correct the key, or remove it.',
  see: pages.publishRule,
  run: (item) => unknownIn(item, item.values, [], knownKeys[item.kind]),
};

function unknownIn(item: ContentItem, value: unknown, path: ValuePath, schema: KeySchema): Finding[] {
  if (!isJsonMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = [...path, key];
    if (!Object.hasOwn(schema, key)) return [findingFor(item, below, schema)];
    const shape = schemaBelow(schema, key);
    if (shape?.keys !== undefined) return unknownIn(item, inner, below, shape.keys);
    if (shape?.each === undefined || !Array.isArray(inner)) return [];
    const { each } = shape;
    return inner.flatMap((entry: unknown, i) => unknownIn(item, entry, [...below, i], each));
  });
}

function findingFor(item: ContentItem, path: ValuePath, schema: KeySchema): Finding {
  const key = item.spelling.get(pathKey(path)) ?? String(path.at(-1));
  const near = intendedKey(key, schema);
  const isOfRule =
    item.kind === 'hunting-query' && path.length === 1 && Object.hasOwn(knownKeys['analytics-rule'], key);
  return {
    message: isOfRule
      ? `\`${key}\` belongs to analytics rules, not to hunting queries`
      : `The key \`${key}\` is not known here`,
    at: item.source.keyAt(path),
    hint: near === undefined || isOfRule ? undefined : `Did you mean \`${near}\`?`,
    ...(near !== undefined && !isOfRule && isMissed(item, path, near) ? missed(item, path, near) : {}),
  };
}

/** The finding stands for the missing field too. A list is sent whole, so what its items lack is refused in an update too. */
function missed(item: ContentItem, path: ValuePath, field: string): Pick<Finding, 'severity' | 'refused'> {
  const isNested = path.length > 1;
  if (isNested && item.kind === 'hunting-query') return {};
  const refused = notOfService.has(field) ? 'never' : isNested ? 'always' : 'on-create';
  return { severity: 'error', refused };
}

function isMissed(item: ContentItem, path: ValuePath, near: string): boolean {
  const above = path.slice(0, -1);
  if (has(item, [...above, near])) return false;
  return above.length === 0 ? requiredFields(item).includes(near) : requiredBelow.has(near);
}

/** Keys without which a mapping, a connector or a detail is not whole. */
const requiredBelow: ReadonlySet<string> = new Set([
  'aggregationKind',
  'alertProperty',
  'columnName',
  'connectorId',
  'dataTypes',
  'entityType',
  'fieldMappings',
  'identifier',
]);
