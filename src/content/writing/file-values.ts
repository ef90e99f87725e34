// The keys and values of a content file for an ARM body: what the file format can say of it, in the order published files use.
import type { ContentKind, ValuePath } from '../content-item.ts';
import { parseDuration } from '../duration.ts';
import { isJsonMap, type JsonMap, withoutEmpty } from '../json.ts';
import type { ResourceBody } from '../kinds/content-kind.ts';
import { savedSearchProperties, tagsOf } from '../kinds/saved-search.ts';
import { knownKeys } from '../model/known-keys.ts';
import { isQueryRule, type PropertyTable, ruleKindOf, ruleProperties } from '../model/rule-properties.ts';
import { withoutServerOwned } from '../model/server-owned.ts';
import { normaliseText } from '../text.ts';
import { type KeyShape, schemaBelow } from '../yaml/key-schema.ts';

/** Order of the top-level keys. https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide */
export const keyOrder: readonly string[] = [
  'id',
  'name',
  'description',
  'severity',
  'enabled',
  'requiredDataConnectors',
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
  'startTimeUtc',
  'productFilter',
  'severitiesFilter',
  'displayNamesFilter',
  'displayNamesExcludeFilter',
  'sourceSettings',
  'scenarioExclusionPatterns',
  'tactics',
  'relevantTechniques',
  'query',
  'suppressionEnabled',
  'suppressionDuration',
  'entityMappings',
  'sentinelEntitiesMappings',
  'customDetails',
  'alertDetailsOverride',
  'eventGroupingSettings',
  'incidentConfiguration',
  'alertRuleTemplateName',
  'templateVersion',
  'version',
  'kind',
];

/** YAML key -> where its value stands in the canonical form of the body. */
export function canonicalPathsOf(
  kind: ContentKind,
  body: ResourceBody,
): Readonly<Record<string, ValuePath[]>> {
  if (kind === 'hunting-query') return huntingPaths;
  const ruleKind = ruleKindOf(body.kind);
  const paths = Object.entries(tableOf(body)).map(([property, key]) => [key, [[property]]] as const);
  const techniques = { relevantTechniques: [['techniques'], ['subTechniques']] };
  const ofQuery = ruleKind === undefined || isQueryRule(ruleKind) ? techniques : {};
  return { ...Object.fromEntries(paths), ...ofQuery, kind: [['kind']] };
}

const huntingPaths: Readonly<Record<string, ValuePath[]>> = {
  name: [['displayName']],
  query: [['query']],
  description: [['tags', 'description']],
  tactics: [['tags', 'tactics']],
  relevantTechniques: [
    ['tags', 'techniques'],
    ['tags', 'subTechniques'],
  ],
};

/** What a file says to get this body: keys in file order, nothing null or empty, durations and operators in their short form. */
export function valuesOf(kind: ContentKind, body: ResourceBody): JsonMap {
  return inFileOrder(kind, kind === 'hunting-query' ? huntingValues(body) : ruleValues(body));
}

/** The same keys in file order, at every level the format defines; keys it does not know stay behind the others. */
export function inFileOrder(kind: ContentKind, values: JsonMap): JsonMap {
  const keys = [...keyOrder.filter((key) => values[key] !== undefined), ...Object.keys(values)];
  const ordered = [...new Set(keys)].map((key) => [
    key,
    inOrder(values[key], schemaBelow(knownKeys[kind], key)),
  ]);
  return Object.fromEntries(ordered);
}

function tableOf(body: ResourceBody): PropertyTable {
  return ruleProperties[ruleKindOf(body.kind) ?? 'Scheduled'];
}

function ruleValues(body: ResourceBody): JsonMap {
  const properties = withoutServerOwned(body.properties);
  const values: Record<string, unknown> = {};
  for (const [property, key] of Object.entries(tableOf(body))) {
    const value = withoutEmpty(properties[property]);
    if (value !== undefined) values[key] = shortForms[key]?.(value) ?? value;
  }
  const kind = ruleKindOf(body.kind);
  if (kind === undefined || isQueryRule(kind)) {
    Object.assign(
      values,
      joinedTechniques(listOf(properties['techniques']), listOf(properties['subTechniques'])),
    );
  }
  if (body.kind !== undefined) values['kind'] = kind ?? body.kind;
  return values;
}

function huntingValues(body: ResourceBody): JsonMap {
  const properties = savedSearchProperties(body);
  const tags = new Map(tagsOf(properties).map(({ name, value }) => [name, value]));
  const words = (name: string) =>
    (tags.get(name) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const values = {
    name: fileText(properties['displayName']),
    query: fileText(properties['query']),
    description: fileText(tags.get('description')),
    tactics: words('tactics'),
    ...joinedTechniques(words('techniques'), words('subTechniques')),
  };
  const kept = withoutEmpty(values);
  return isJsonMap(kept) ? kept : {};
}

/** A sub-technique names its technique too, so the technique itself is written only where it has no sub-technique. */
function joinedTechniques(techniques: readonly unknown[], subTechniques: readonly unknown[]): JsonMap {
  const parent = (sub: unknown) => String(sub).split('.')[0];
  const ofTechnique = techniques.flatMap((technique) => {
    const below = subTechniques.filter((sub) => parent(sub) === technique);
    return below.length > 0 ? below : [technique];
  });
  const all = [...new Set([...ofTechnique, ...subTechniques])];
  return all.length === 0 ? {} : { relevantTechniques: all };
}

const shortForms: Readonly<Record<string, (value: unknown) => unknown>> = {
  name: fileText,
  description: fileText,
  query: fileText,
  queryFrequency: shortDuration,
  queryPeriod: shortDuration,
  suppressionDuration: shortDuration,
  triggerOperator: shortOperator,
  incidentConfiguration: withShortLookback,
};

/** `\n` line ends and no blank end, as `canonical` compares texts. */
function fileText(value: unknown): unknown {
  return normaliseText(value);
}

const minuteMs = 60_000;
const units = [
  { suffix: 'd', ms: 24 * 60 * minuteMs },
  { suffix: 'h', ms: 60 * minuteMs },
  { suffix: 'm', ms: minuteMs },
] as const;

/** `PT1H` as `1h`; what is no whole number of minutes, or no duration, stays as it is. */
export function shortDuration(value: unknown): unknown {
  const duration = parseDuration(value);
  if (duration === undefined || duration.ms === 0) return value;
  const unit = units.find(({ ms }) => duration.ms % ms === 0);
  return unit === undefined ? value : `${duration.ms / unit.ms}${unit.suffix}`;
}

const shortOperators: Readonly<Record<string, string>> = {
  GreaterThan: 'gt',
  LessThan: 'lt',
  Equal: 'eq',
  NotEqual: 'ne',
};

function shortOperator(value: unknown): unknown {
  return typeof value === 'string' && Object.hasOwn(shortOperators, value) ? shortOperators[value] : value;
}

function withShortLookback(value: unknown): unknown {
  if (!isJsonMap(value)) return value;
  const grouping = value['groupingConfiguration'];
  if (!isJsonMap(grouping) || !Object.hasOwn(grouping, 'lookbackDuration')) return value;
  const lookbackDuration = shortDuration(grouping['lookbackDuration']);
  return { ...value, groupingConfiguration: { ...grouping, lookbackDuration } };
}

function inOrder(value: unknown, shape: KeyShape | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, shape?.each && { keys: shape.each }));
  const schema = shape?.keys;
  if (!isJsonMap(value) || schema === undefined) return value;
  const keys = [...Object.keys(schema).filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)];
  return Object.fromEntries(
    [...new Set(keys)].map((key) => [key, inOrder(value[key], schemaBelow(schema, key))]),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
