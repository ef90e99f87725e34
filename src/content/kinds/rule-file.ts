// What a content file says of an alert rule on a workspace, and what it need not say.

import { isJsonMap, isSameJson, type JsonMap, mapOf, withoutEmpty } from '../../json/json.ts';
import type { ValuePath } from '../content-item.ts';
import { toIsoDuration } from '../duration.ts';
import { analyticsRuleFields as rows, ruleArmFields } from '../model/analytics-rule.ts';
import { fileValues } from '../model/arm-form.ts';
import { missingDefaults } from '../model/body.ts';
import { withoutServerOwned } from '../model/change-fields.ts';
import type { Fields } from '../model/field.ts';
import { armPaths, fileKeys, isSentBy } from '../model/fields.ts';
import { isQueryRule, ruleKindOf } from '../model/rule-kinds.ts';
import type { ResourceBody } from './content-kind.ts';

/** See `ContentKindDefinition.fileValues`. */
export function ruleValues(body: ResourceBody): JsonMap {
  const kind = ruleKindOf(body.kind);
  const properties = withoutServerOwned(body.properties, ruleArmFields);
  const values = fileValues(properties, rows, (field) => isSentBy(field, kind));
  return body.kind === undefined ? values : { ...values, kind: kind ?? body.kind };
}

/** See `ContentKindDefinition.canonicalPaths`. */
export function rulePaths({ kind }: ResourceBody): Readonly<Record<string, readonly ValuePath[]>> {
  const sent = fileKeys(rows).filter((key) => isSentBy(rows[key]!, ruleKindOf(kind)));
  const paths = sent.map((key) => [key, armPaths(key, rows[key]!).map((path) => [path])] as const);
  return { ...Object.fromEntries(paths.filter(([, places]) => places.length > 0)), kind: [['kind']] };
}

/**
 * The body without properties that `stated` (what a file says now; nothing for a new file) does not mention and that have the value
 * the service gives them anyway. https://learn.microsoft.com/azure/sentinel/create-analytics-rules
 */
export function ruleWithoutDefaults(body: ResourceBody, stated: JsonMap): ResourceBody {
  const properties: Record<string, unknown> = { ...body.properties };
  const drop = (name: string, isDefault: boolean) => {
    if (isDefault && stated[name] === undefined) delete properties[name];
  };
  const isDefault = (name: string) => isSameJson(properties[name], rows[name]?.default);
  drop('enabled', isDefault('enabled'));
  // The length matters as soon as suppression is on.
  const isSuppressed = properties['suppressionEnabled'] === true;
  const suppression = toIsoDuration(properties['suppressionDuration']);
  drop('suppressionDuration', !isSuppressed && suppression === rows['suppressionDuration']?.default);
  drop(
    'suppressionEnabled',
    isDefault('suppressionEnabled') && properties['suppressionDuration'] === undefined,
  );
  drop('eventGroupingSettings', isSameJson(withoutEmpty(properties['eventGroupingSettings']), singleAlert));
  const incident = properties['incidentConfiguration'];
  if (isJsonMap(incident)) {
    const rest = incidentWithoutDefaults(incident, stated['incidentConfiguration']);
    if (rest === undefined) delete properties['incidentConfiguration'];
    else properties['incidentConfiguration'] = rest;
  }
  return { ...body, properties };
}

const below = (key: string): Fields => rows[key]?.fields ?? {};
const singleAlert = { aggregationKind: below('eventGroupingSettings')['aggregationKind']?.implied };
const incidentDefaults = missingDefaults({}, below('incidentConfiguration'));
const { lookbackDuration: usualLookback, ...noGrouping } = missingDefaults(
  {},
  below('incidentConfiguration')['groupingConfiguration']?.fields ?? {},
);

/** Grouping that is off, as the service fills it in; the look-back of a group that never forms is one of these two. */
const usualLookbacks: ReadonlySet<unknown> = new Set([usualLookback, 'PT5M']);

function incidentWithoutDefaults(incident: JsonMap, stated: unknown): JsonMap | undefined {
  const { groupingConfiguration, ...rest } = incident;
  const isDropped =
    mapOf(stated)['groupingConfiguration'] === undefined && isNoGrouping(groupingConfiguration);
  const result = isDropped ? rest : incident;
  const isDefault = stated === undefined && isSameJson(withoutEmpty(result), incidentDefaults);
  return isDefault ? undefined : result;
}

function isNoGrouping(grouping: unknown): boolean {
  const values = withoutEmpty(grouping);
  if (values === undefined) return true;
  if (!isJsonMap(values)) return false;
  const { lookbackDuration, ...rest } = values;
  return usualLookbacks.has(toIsoDuration(lookbackDuration)) && isSameJson(rest, noGrouping);
}

/** Of the kinds a template describes, the service sets what files of other kinds say of themselves. */
export function setByMicrosoft(path: string, { kind }: ResourceBody): boolean {
  const known = ruleKindOf(kind);
  const isTemplates = known !== undefined && rows['alertRuleTemplateName']?.requiredOf?.includes(known);
  return isTemplates === true && ruleArmFields[path]?.inEveryFile === true;
}

/**
 * With a template's name and no version of it, a file must not say its own version either: it would become the template's.
 * See `templateVersion` in the content format.
 */
export function mayHaveVersion({ kind, properties }: ResourceBody): boolean {
  const { alertRuleTemplateName, templateVersion } = properties;
  const isTemplates = isQueryRule(ruleKindOf(kind)) && isGiven(alertRuleTemplateName);
  return !isTemplates || isGiven(templateVersion);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
