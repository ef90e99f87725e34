// Analytics rules: Azure-Sentinel YAML in, ARM alert rules out.

import { type JsonMap, overlayMaps } from '../../json/json.ts';
import type { ContentItem, ValuePath } from '../content-item.ts';
import { analyticsRuleFields, ruleArmFields } from '../model/analytics-rule.ts';
import { armValues } from '../model/arm-form.ts';
import { missingDefaults, statedPaths, unknownPaths, wholeMaps } from '../model/body.ts';
import { withoutServerOwned } from '../model/change-fields.ts';
import { isSentBy } from '../model/fields.ts';
import { isQueryRule, type RuleKind, ruleKindOf, ruleKinds } from '../model/rule-kinds.ts';
import { type ContentKindDefinition, caseKeys, type ResourceBody } from './content-kind.ts';
import { ruleFileExtras } from './file-extras.ts';
import { topLevelIdentity, topLevelPlaces } from './identity.ts';
import { canonicalRule } from './rule-canonical.ts';
import { mayHaveVersion, rulePaths, ruleValues, ruleWithoutDefaults, setByMicrosoft } from './rule-file.ts';
import { withUnknownOfItems } from './unknown-of-items.ts';

export const analyticsRule: ContentKindDefinition = {
  kind: 'analytics-rule',
  words: { one: 'analytics rule', many: 'analytics rules' },
  folder: 'analytics-rules',
  folderKey: 'analyticsRules',
  fields: analyticsRuleFields,
  places: topLevelPlaces,
  identify: topLevelIdentity,
  recognises: (values) => ['kind', 'severity', 'queryFrequency'].some((key) => Object.hasOwn(values, key)),
  resourceKinds: ruleKinds,
  collection: 'alertRules',
  isOfKind: () => true,
  metadata: { kind: 'AnalyticsRule', namePrefix: 'analyticsrule-' },
  holdsDeletedIds: true,
  caseKeys,
  overrides: ['enabled', 'severity'],
  runsQuery: (values) => isQueryRule(ruleKindOf(values['kind'])),
  isDetection: true,
  makesAlerts: true,
  isCheckedOnWrite: true,
  runsInDefender: false,
  toBody,
  createDefaults,
  canonical: canonicalRule,
  statedPaths: statedRulePaths,
  overlay,
  unknown: ({ properties }) => unknownPaths(properties, ruleArmFields),
  fileValues: ruleValues,
  canonicalPaths: rulePaths,
  withoutDefaults: ruleWithoutDefaults,
  fileExtras: ruleFileExtras,
  isSetByService: setByMicrosoft,
  mayHaveVersion,
};

/** An unknown kind keeps its spelling and the properties of a scheduled rule: a check reports it, ARM refuses it. */
function toBody({ values }: ContentItem): ResourceBody {
  const kind = ruleKindOf(values['kind']);
  const stated = inPlanOrder(armValues(values, analyticsRuleFields, (field) => isSentBy(field, kind)));
  const version = templateVersion(stated, values['version'], kind);
  const spelt = kind ?? values['kind'];
  const kindField = typeof spelt === 'string' ? { kind: spelt } : {};
  return {
    ...kindField,
    properties: version === undefined ? stated : { ...stated, templateVersion: version },
  };
}

/** Properties by which a reader of a plan knows a rule: they stand before when it runs and what becomes of its rows. */
const shownFirst = ['displayName', 'description', 'severity', 'enabled', 'query', 'tactics'];

function inPlanOrder(properties: JsonMap): JsonMap {
  const first = shownFirst.filter((name) => Object.hasOwn(properties, name));
  return { ...Object.fromEntries(first.map((name) => [name, properties[name]])), ...properties };
}

/** ARM takes a template's version only beside its name; the file's own version, which is the metadata's, stands in for it. */
function templateVersion(stated: JsonMap, version: unknown, kind: RuleKind | undefined): unknown {
  const isSent = isSentBy(analyticsRuleFields['templateVersion']!, kind);
  if (!isSent || stated['alertRuleTemplateName'] === undefined) return undefined;
  return stated['templateVersion'] ?? version ?? undefined;
}

function createDefaults({ kind, properties }: ResourceBody): JsonMap {
  const known = ruleKindOf(kind);
  return missingDefaults(
    properties,
    ruleArmFields,
    ({ kinds }) => kinds === undefined || isOneOf(kinds, known),
  );
}

/** The kind, every property, below maps every entry; lists and whole maps as one. */
function statedRulePaths(desired: ResourceBody): ValuePath[] {
  const kind: ValuePath[] = desired.kind === undefined ? [] : [['kind']];
  return [...kind, ...statedPaths(desired.properties, ruleArmFields)];
}

function overlay(desired: ResourceBody, deployed: ResourceBody): ResourceBody {
  const kind = desired.kind ?? deployed.kind;
  const merged = overlayMaps(deployed.properties, desired.properties, wholeMaps(ruleArmFields));
  const complete = withUnknownOfItems(merged, desired.properties, deployed.properties);
  // A block the workspace does not have yet may be stated in part only; ARM asks for the whole of it.
  const completed = overlayMaps(complete, createDefaults({ kind, properties: complete }));
  const writable = Object.entries(withoutServerOwned(completed, ruleArmFields)).filter(([name]) =>
    isWritable(name, kind),
  );
  const properties = Object.fromEntries(writable);
  return kind === undefined ? { properties } : { kind, properties };
}

/** Of the kinds Microsoft runs, ARM refuses all but a few properties: "Read-only property cannot be assigned". */
function isWritable(name: string, kind: string | undefined): boolean {
  const known = ruleKindOf(kind);
  if (known === undefined || isQueryRule(known)) return true;
  const field = Object.hasOwn(ruleArmFields, name) ? ruleArmFields[name] : undefined;
  return field !== undefined && isSentBy(field, known);
}

function isOneOf<T>(list: readonly T[], value: T | undefined): boolean {
  return value !== undefined && list.includes(value);
}
