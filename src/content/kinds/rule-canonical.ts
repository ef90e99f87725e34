// The form in which an alert rule of a file and one of a workspace are compared.
import type { ValuePath } from '../content-item.ts';
import { isJsonMap, type JsonMap, stableJson, withoutEmpty } from '../json.ts';
import { withOfficialSpelling } from '../model/official-spelling.ts';
import { ruleKindOf, withArmValues } from '../model/rule-properties.ts';
import { withoutServerOwned } from '../model/server-owned.ts';
import { normaliseText } from '../text.ts';
import type { ResourceBody } from './content-kind.ts';

/** Set by the service, never by us; the practice of every peer. */
export const serverOwnedRuleProperties = ['lastModifiedUtc', 'provisioningState', 'createdTimeUtc'] as const;

/** Maps that are one value: a key taken out of the file is taken out of the workspace. */
export const wholeRuleMaps = ['customDetails'] as const;

/** Lists that are sets, by dotted path. */
const unordered = new Set([
  'tactics',
  'techniques',
  'subTechniques',
  'entityMappings',
  'entityMappings.fieldMappings',
  'sentinelEntitiesMappings',
  'alertDetailsOverride.alertDynamicProperties',
  'incidentConfiguration.groupingConfiguration.groupByEntities',
  'incidentConfiguration.groupingConfiguration.groupByAlertDetails',
  'incidentConfiguration.groupingConfiguration.groupByCustomDetails',
  'severitiesFilter',
  'displayNamesFilter',
  'displayNamesExcludeFilter',
  'sourceSettings',
  'sourceSettings.sourceSubTypes',
  'sourceSettings.sourceSubTypes.severityFilters.filters',
]);

/** What an item of a list consists of, by the list's path: a list is compared as one, so that what a service adds beside would differ. */
const itemKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['entityMappings', ['entityType', 'fieldMappings']],
  ['entityMappings.fieldMappings', ['identifier', 'columnName']],
  ['sentinelEntitiesMappings', ['columnName']],
  ['alertDetailsOverride.alertDynamicProperties', ['alertProperty', 'value']],
]);

const texts = ['query', 'description', 'displayName'] as const;

/** See `ContentKindDefinition.canonical`. */
export function canonicalRule(body: ResourceBody): JsonMap {
  const properties: Record<string, unknown> = { ...withoutServerOwned(withArmValues(body.properties)) };
  for (const name of serverOwnedRuleProperties) delete properties[name];
  for (const name of texts) {
    if (Object.hasOwn(properties, name)) properties[name] = normaliseText(properties[name]);
  }
  const spelled = withOfficialSpelling({ kind: ruleKindOf(body.kind) ?? body.kind, ...properties });
  // Sorted last: what is dropped must not decide the order.
  const kept = sortSets(withoutEmpty(spelled), '');
  return isJsonMap(kept) ? kept : {};
}

/** See `ContentKindDefinition.statedPaths`: every property, below maps every entry; lists and `customDetails` as one. */
export function statedRulePaths(desired: ResourceBody): ValuePath[] {
  const kind: ValuePath[] = desired.kind === undefined ? [] : [['kind']];
  return [...kind, ...leaves(desired.properties, [])];
}

function leaves(map: JsonMap, path: ValuePath): ValuePath[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const below = [...path, key];
    const isWhole = wholeRuleMaps.some((name) => name === below.join('.'));
    // A map that is merged and holds nothing states nothing: laid over another, it takes nothing away.
    return isJsonMap(value) && !isWhole ? leaves(value, below) : [below];
  });
}

function sortSets(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sortSets(item, path));
    if (!unordered.has(path)) return items;
    const byText = new Map(items.map((item) => [stableJson(item), item]));
    return [...byText.keys()].sort().map((text) => byText.get(text));
  }
  if (!isJsonMap(value)) return value;
  const known = itemKeys.get(path);
  const entries = Object.entries(value).filter(([key]) => known?.includes(key) ?? true);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, sortSets(inner, path === '' ? key : `${path}.${key}`)]),
  );
}
