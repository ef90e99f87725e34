// What of an analytics rule decides its alerts, read from its content item; what the file does not state has the documented default.
import type { ContentItem } from '../content/content-item.ts';
import { hourMs, parseDuration } from '../content/duration.ts';
import { definitionOf, queryOf } from '../content/kinds/kinds.ts';
import { analyticsRuleFields } from '../content/model/analytics-rule.ts';
import { armForm } from '../content/model/arm-form.ts';
import { isQueryRule, ruleKindOf } from '../content/model/rule-kinds.ts';
import { wordOf } from '../content/model/words.ts';
import { type JsonMap, mapOf, mapsOf } from '../json/json.ts';
import {
  aggregationKinds,
  alertProperties,
  groupedAlertDetails,
  matchingMethods,
  triggerOperators,
} from '../tables/rule-words.ts';
import type { AlertProperty } from './dynamic-properties.ts';

/** https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#alert-grouping */
const defaultLookbackMs = 5 * hourMs;

type TriggerOperator = (typeof triggerOperators)[number];

export interface EntityMapping {
  readonly entityType: string;
  readonly fieldMappings: readonly { readonly identifier: string; readonly columnName: string }[];
}

interface AlertDetailsOverride {
  readonly displayNameFormat?: string | undefined;
  readonly descriptionFormat?: string | undefined;
  readonly severityColumnName?: string | undefined;
  readonly tacticsColumnName?: string | undefined;
  /** Property of the alert -> the column that holds its value. */
  readonly properties: Readonly<Partial<Record<AlertProperty, string>>>;
}

/** How the alerts of a rule become incidents. https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#incident-settings */
export interface IncidentSettings {
  readonly create: boolean;
  /** Undefined: each alert is an incident of its own. */
  readonly grouping: IncidentGrouping | undefined;
}

export interface IncidentGrouping {
  readonly method: (typeof matchingMethods)[number];
  readonly lookbackMs: number;
  readonly reopensClosed: boolean;
  /** What alerts must share under `Selected`. */
  readonly entityTypes: readonly string[];
  readonly alertDetails: readonly (typeof groupedAlertDetails)[number][];
  readonly customDetails: readonly string[];
}

/** When a rule runs and what it looks at. */
export interface Schedule {
  readonly frequencyMs: number;
  readonly periodMs: number;
}

export interface RuleSettings {
  readonly kind: 'Scheduled' | 'NRT';
  readonly name: string;
  readonly description: string;
  readonly severity: string;
  readonly tactics: readonly string[];
  readonly query: string;
  /** Absent for NRT rules, and where the file gives none (a check reports that). */
  readonly schedule?: Schedule | undefined;
  readonly trigger: { readonly operator: TriggerOperator; readonly threshold: number };
  readonly aggregation: (typeof aggregationKinds)[number];
  readonly suppressionMs: number;
  readonly entityMappings: readonly EntityMapping[];
  readonly customDetails: Readonly<Record<string, string>>;
  readonly override: AlertDetailsOverride;
  readonly incident: IncidentSettings;
}

/** Settings of an analytics rule, or undefined for content that makes no alerts of its own: hunting queries, Fusion and the like. */
export function ruleSettings(item: ContentItem): RuleSettings | undefined {
  const query = queryOf(item);
  const kind = definitionOf(item).makesAlerts ? ruleKindOf(item.values['kind']) : undefined;
  if (query === undefined || !isQueryRule(kind)) return undefined;
  const { values } = item;
  const grouping = mapOf(values['eventGroupingSettings']);
  return {
    kind,
    name: item.name,
    description: textOf(values['description']),
    severity: textOf(values['severity']),
    tactics: listOf(values['tactics']).map(textOf),
    query,
    schedule: kind === 'NRT' ? undefined : scheduleOf(values),
    trigger: kind === 'NRT' ? { operator: 'GreaterThan', threshold: 0 } : triggerOf(values),
    aggregation: wordOf(textOf(grouping['aggregationKind']), aggregationKinds) ?? 'SingleAlert',
    suppressionMs:
      values['suppressionEnabled'] === true ? (parseDuration(values['suppressionDuration'])?.ms ?? 0) : 0,
    entityMappings: listOf(values['entityMappings']).map(entityMappingOf),
    customDetails: Object.fromEntries(
      Object.entries(mapOf(values['customDetails'])).map(([key, column]) => [key, textOf(column)]),
    ),
    override: overrideOf(mapOf(values['alertDetailsOverride'])),
    incident: incidentOf(mapOf(values['incidentConfiguration'])),
  };
}

function scheduleOf(values: JsonMap): Schedule | undefined {
  const frequency = parseDuration(values['queryFrequency']);
  const period = parseDuration(values['queryPeriod']);
  if (frequency === undefined || period === undefined || frequency.ms === 0) return undefined;
  return { frequencyMs: frequency.ms, periodMs: period.ms };
}

function triggerOf(values: JsonMap): RuleSettings['trigger'] {
  const spelt = textOf(armForm(values['triggerOperator'], analyticsRuleFields['triggerOperator']!));
  const operator = wordOf(spelt, triggerOperators);
  return {
    operator: operator ?? 'GreaterThan',
    threshold: Number(values['triggerThreshold'] ?? 0),
  };
}

function entityMappingOf(value: unknown): EntityMapping {
  const mapping = mapOf(value);
  return {
    entityType: textOf(mapping['entityType']),
    fieldMappings: listOf(mapping['fieldMappings']).map((field) => ({
      identifier: textOf(mapOf(field)['identifier']),
      columnName: textOf(mapOf(field)['columnName']),
    })),
  };
}

function overrideOf(override: JsonMap): AlertDetailsOverride {
  const text = (key: string) => textOf(override[key]) || undefined;
  return {
    displayNameFormat: text('alertDisplayNameFormat'),
    descriptionFormat: text('alertDescriptionFormat'),
    severityColumnName: text('alertSeverityColumnName'),
    tacticsColumnName: text('alertTacticsColumnName'),
    properties: Object.fromEntries(
      mapsOf(override['alertDynamicProperties']).map((entry) => [
        wordOf(textOf(entry['alertProperty']), alertProperties),
        textOf(entry['value']),
      ]),
    ),
  };
}

function incidentOf(incident: JsonMap): IncidentSettings {
  const grouping = mapOf(incident['groupingConfiguration']);
  const texts = (key: string) => listOf(grouping[key]).map(textOf);
  return {
    create: incident['createIncident'] !== false,
    grouping:
      grouping['enabled'] !== true
        ? undefined
        : {
            method: wordOf(textOf(grouping['matchingMethod']), matchingMethods) ?? 'AllEntities',
            lookbackMs: parseDuration(grouping['lookbackDuration'])?.ms ?? defaultLookbackMs,
            reopensClosed: grouping['reopenClosedIncident'] === true,
            entityTypes: texts('groupByEntities'),
            alertDetails: texts('groupByAlertDetails').flatMap(
              (detail) => wordOf(detail, groupedAlertDetails) ?? [],
            ),
            customDetails: texts('groupByCustomDetails'),
          },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
