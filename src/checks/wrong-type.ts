// Reports a value of another type than the field takes: a list where text belongs, a quoted number, and the like.
import type { ContentItem, ValuePath } from '../content/content-item.ts';
import { isJsonMap } from '../content/json.ts';
import { type Check, everyKind, type Finding, type Refused } from './check.ts';
import { isSent } from './invalid-version.ts';
import { pages } from './pages.ts';
import { listOf, rawValue } from './reading/item-values.ts';

type FieldType = 'text' | 'number' | 'true or false' | 'a list' | 'a map' | 'text or a number';

/** Paths with `*` for every item of a list. */
const types = {
  id: 'text',
  name: 'text',
  kind: 'text',
  description: 'text',
  severity: 'text',
  enabled: 'true or false',
  query: 'text',
  version: 'text',
  queryFrequency: 'text or a number',
  queryPeriod: 'text or a number',
  suppressionDuration: 'text or a number',
  suppressionEnabled: 'true or false',
  triggerOperator: 'text',
  triggerThreshold: 'number',
  startTimeUtc: 'text',
  alertRuleTemplateName: 'text',
  templateVersion: 'text',
  productFilter: 'text',
  tactics: 'a list',
  'tactics.*': 'text',
  relevantTechniques: 'a list',
  'relevantTechniques.*': 'text',
  techniques: 'a list',
  'techniques.*': 'text',
  subTechniques: 'a list',
  'subTechniques.*': 'text',
  requiredDataConnectors: 'a list',
  'requiredDataConnectors.*': 'a map',
  'requiredDataConnectors.*.connectorId': 'text',
  'requiredDataConnectors.*.dataTypes': 'a list',
  entityMappings: 'a list',
  'entityMappings.*': 'a map',
  'entityMappings.*.entityType': 'text',
  'entityMappings.*.fieldMappings': 'a list',
  'entityMappings.*.fieldMappings.*': 'a map',
  'entityMappings.*.fieldMappings.*.identifier': 'text',
  'entityMappings.*.fieldMappings.*.columnName': 'text',
  sentinelEntitiesMappings: 'a list',
  'sentinelEntitiesMappings.*': 'a map',
  'sentinelEntitiesMappings.*.columnName': 'text',
  customDetails: 'a map',
  'customDetails.*': 'text',
  alertDetailsOverride: 'a map',
  'alertDetailsOverride.alertDisplayNameFormat': 'text',
  'alertDetailsOverride.alertDescriptionFormat': 'text',
  'alertDetailsOverride.alertTacticsColumnName': 'text',
  'alertDetailsOverride.alertSeverityColumnName': 'text',
  'alertDetailsOverride.alertDynamicProperties': 'a list',
  'alertDetailsOverride.alertDynamicProperties.*': 'a map',
  'alertDetailsOverride.alertDynamicProperties.*.alertProperty': 'text',
  'alertDetailsOverride.alertDynamicProperties.*.value': 'text',
  eventGroupingSettings: 'a map',
  'eventGroupingSettings.aggregationKind': 'text',
  incidentConfiguration: 'a map',
  'incidentConfiguration.createIncident': 'true or false',
  'incidentConfiguration.groupingConfiguration': 'a map',
  'incidentConfiguration.groupingConfiguration.enabled': 'true or false',
  'incidentConfiguration.groupingConfiguration.reopenClosedIncident': 'true or false',
  'incidentConfiguration.groupingConfiguration.lookbackDuration': 'text or a number',
  'incidentConfiguration.groupingConfiguration.matchingMethod': 'text',
  'incidentConfiguration.groupingConfiguration.groupByEntities': 'a list',
  'incidentConfiguration.groupingConfiguration.groupByEntities.*': 'text',
  'incidentConfiguration.groupingConfiguration.groupByAlertDetails': 'a list',
  'incidentConfiguration.groupingConfiguration.groupByAlertDetails.*': 'text',
  'incidentConfiguration.groupingConfiguration.groupByCustomDetails': 'a list',
  'incidentConfiguration.groupingConfiguration.groupByCustomDetails.*': 'text',
} as const satisfies Record<string, FieldType>;

const fields = Object.entries(types).map(([path, type]) => ({ steps: path.split('.'), type }));

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
    return fields.flatMap(({ steps, type }) =>
      pathsTo(item, [], steps).flatMap((path) => findingAt(item, path, type)),
    );
  },
};

function pathsTo(item: ContentItem, path: ValuePath, steps: readonly string[]): ValuePath[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [path];
  if (step !== '*') return pathsTo(item, [...path, step], rest);
  const value = rawValue(item, path);
  const inner = isJsonMap(value)
    ? Object.keys(value).map((key) => [...path, key])
    : listOf(item, path).map((entry) => entry.path);
  return inner.flatMap((below) => pathsTo(item, below, rest));
}

function findingAt(item: ContentItem, path: ValuePath, type: FieldType): Finding[] {
  const value = rawValue(item, path);
  if (value === undefined || isOfType(value, type)) return [];
  const isQuotedNumber = type === 'number' && typeof value === 'string' && /^\d+$/.test(value);
  return [
    {
      message: `\`${path.filter((step) => typeof step === 'string').join('.')}\` is ${typeName(value)}; the field takes ${type}`,
      at: item.source.valueAt(path),
      hint: isQuotedNumber ? 'Remove the quotes.' : hintFor(value, type),
      // Nothing of a saved search says where its data come from: what stands here is for readers.
      severity:
        item.kind === 'hunting-query' && path[0] === 'requiredDataConnectors'
          ? ('warning' as const)
          : undefined,
      refused: refusedFor(item, path, value),
    },
  ];
}

const notSent: ReadonlySet<string> = new Set(['id', 'kind', 'requiredDataConnectors', 'startTimeUtc']);

/** One technique that stands where a list belongs is sent as a list of one. */
const isOneTechnique = (value: unknown) =>
  typeof value === 'string' && /^\s*T\d{4}(\.\d{3})?\s*$/i.test(value);

const ofSchedule: ReadonlySet<string> = new Set([
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
]);

function refusedFor(item: ContentItem, [field]: ValuePath, value: unknown): Refused {
  const name = String(field);
  if (notSent.has(name) || (name === 'version' && !isSent(item, name))) return 'never';
  if (/techniques$/i.test(name) && isOneTechnique(value)) return 'never';
  return ofSchedule.has(name) ? 'of-scheduled' : 'always';
}

function hintFor(value: unknown, type: FieldType): string | undefined {
  if (type === 'a list' && !isJsonMap(value)) return 'Put the value behind a dash, on a line of its own.';
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean'))
    return 'Put the value in quotes.';
  return undefined;
}

function isOfType(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'text or a number':
      return typeof value === 'string' || typeof value === 'number';
    case 'true or false':
      return typeof value === 'boolean';
    case 'a list':
      return Array.isArray(value);
    case 'a map':
      return isJsonMap(value);
  }
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonMap(value)) return 'a map';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'a number' : 'true or false';
}
