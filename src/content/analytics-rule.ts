// Analytics rules: Azure-Sentinel YAML in, ARM alert rules out.
import type { ContentItem } from './content-item.ts';
import type { ContentKindDefinition, ResourceBody } from './content-kind.ts';
import { ruleFileExtras } from './file-extras.ts';
import { isJsonMap, type JsonMap, overlayMaps } from './json.ts';
import { withOfficialSpelling } from './official-spelling.ts';
import {
  canonicalRule,
  serverOwnedRuleProperties,
  statedRulePaths,
  wholeRuleMaps,
} from './rule-canonical.ts';
import {
  isQueryRule,
  type PropertyTable,
  ruleKindOf,
  ruleKinds,
  ruleProperties,
  withArmValues,
} from './rule-properties.ts';
import { withoutServerOwned } from './server-owned.ts';
import { statedTechniques } from './techniques.ts';
import { unknownRuleProperties, withUnknownOfItems } from './unknown-properties.ts';
import { withoutDefaults } from './writer-defaults.ts';

export const analyticsRule: ContentKindDefinition = {
  kind: 'analytics-rule',
  words: { one: 'analytics rule', many: 'analytics rules' },
  folder: 'analytics-rules',
  folderKey: 'analyticsRules',
  recognises: (values) => ['kind', 'severity', 'queryFrequency'].some((key) => Object.hasOwn(values, key)),
  resourceKinds: ruleKinds,
  collection: 'alertRules',
  metadata: { kind: 'AnalyticsRule', namePrefix: 'analyticsrule-' },
  holdsDeletedIds: true,
  toBody,
  createDefaults,
  canonical: canonicalRule,
  statedPaths: statedRulePaths,
  overlay,
  unknown: unknownRuleProperties,
  withoutDefaults,
  fileExtras: ruleFileExtras,
  isOfKind: () => true,
};

/** An unknown kind keeps its spelling and the properties of a scheduled rule: a check reports it, ARM refuses it. */
function toBody(item: ContentItem): ResourceBody {
  const { values } = item;
  const kind = ruleKindOf(values['kind']);
  const table: PropertyTable = ruleProperties[kind ?? 'Scheduled'];
  const properties: Record<string, unknown> = {};
  for (const [property, key] of Object.entries(table)) {
    const value = withoutNulls(values[key]);
    if (value !== undefined) properties[property] = value;
  }
  if (kind === undefined || isQueryRule(kind)) {
    Object.assign(properties, statedTechniques(values));
    // ARM takes a template version only beside the template's name; the file's own version is the metadata's.
    if (properties['alertRuleTemplateName'] !== undefined) {
      properties['templateVersion'] ??= withoutNulls(values['version']);
      if (properties['templateVersion'] === undefined) delete properties['templateVersion'];
    }
  }
  const spelt = kind ?? values['kind'];
  const named = typeof spelt === 'string' ? { kind: spelt } : {};
  return { ...named, properties: withOfficialSpelling(withArmValues(properties)) as JsonMap };
}

/** What the portal gives a rule whose author says nothing of it. https://learn.microsoft.com/azure/sentinel/create-analytics-rules */
const queryRuleDefaults = { enabled: true, suppressionEnabled: false, suppressionDuration: 'PT5H' } as const;

/** ARM requires the whole group once any of it is stated. */
const groupingDefaults = {
  enabled: false,
  reopenClosedIncident: false,
  lookbackDuration: 'PT5H',
  matchingMethod: 'AllEntities',
} as const;

function createDefaults(body: ResourceBody): JsonMap {
  const flat: JsonMap = isQueryRule(ruleKindOf(body.kind)) ? queryRuleDefaults : { enabled: true };
  const missing: Record<string, unknown> = missingFrom(body.properties, flat);
  const incident = body.properties['incidentConfiguration'];
  if (isJsonMap(incident)) {
    const incidentDefaults: Record<string, unknown> = missingFrom(incident, { createIncident: true });
    const grouping = incident['groupingConfiguration'];
    if (isJsonMap(grouping)) {
      const groupingMissing = missingFrom(grouping, groupingDefaults);
      if (Object.keys(groupingMissing).length > 0) {
        incidentDefaults['groupingConfiguration'] = groupingMissing;
      }
    }
    if (Object.keys(incidentDefaults).length > 0) missing['incidentConfiguration'] = incidentDefaults;
  }
  return missing;
}

function overlay(desired: ResourceBody, deployed: ResourceBody): ResourceBody {
  const kind = desired.kind ?? deployed.kind;
  const merged = overlayMaps(deployed.properties, desired.properties, wholeRuleMaps);
  const laid = withUnknownOfItems(merged, desired.properties, deployed.properties);
  // A block the workspace does not have yet may be stated in part only; ARM asks for the whole of it.
  const completed = overlayMaps(laid, createDefaults({ kind, properties: laid }));
  const writable = Object.entries(withoutServerOwned(completed)).filter(([name]) => isWritable(name, kind));
  const properties = Object.fromEntries(writable);
  return kind === undefined ? { properties } : { kind, properties };
}

/** Of the kinds Microsoft runs, ARM refuses all but a few properties: "Read-only property cannot be assigned". */
function isWritable(name: string, kind: string | undefined): boolean {
  if (serverOwnedRuleProperties.some((owned) => owned === name)) return false;
  const known = ruleKindOf(kind);
  return known === undefined || isQueryRule(known) || Object.hasOwn(ruleProperties[known], name);
}

function missingFrom(present: JsonMap, defaults: JsonMap): Record<string, unknown> {
  const isAbsent = (name: string) => present[name] === undefined || present[name] === null;
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => isAbsent(name)));
}

/** A key with nothing after it states nothing: null is absent, at every depth of a map. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (!isJsonMap(value)) return value;
  const stated = Object.entries(value)
    .map(([key, inner]) => [key, withoutNulls(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(stated);
}
