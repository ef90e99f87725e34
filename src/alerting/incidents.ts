// Turns the alerts of rules into incidents: which are created, and which alerts share one.
import { compareText } from '../diagnostics/compare-text.ts';
import { stableJson } from '../json/json.ts';
import { severities } from '../tables/rule-words.ts';
import type { Alert } from './alerts.ts';
import { mergedInDefender } from './defender-correlation.ts';
import type { Entity } from './entities.ts';
import type { Incident, RaisedAlert } from './incident.ts';
import type { IncidentGrouping } from './rule-settings.ts';

/** Who makes incidents of alerts: Sentinel by the settings of each rule, or after it the correlation of the Defender portal. */
export const correlations = ['sentinel', 'defender-portal'] as const;
export type Correlation = (typeof correlations)[number];

export interface IncidentOptions {
  readonly correlation?: Correlation;
  /** How long after its creation each incident is closed; absent: none is. */
  readonly closedAfterMs?: number;
}

/** https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#alert-grouping */
export const maxAlertsPerIncident = 150;

/** The incidents of alerts that were raised in the order given, by when they were created. */
export function incidentsOf(
  raised: readonly RaisedAlert[],
  { correlation = 'sentinel', closedAfterMs = Number.POSITIVE_INFINITY }: IncidentOptions = {},
): readonly Incident[] {
  const groups: Group[] = [];
  const latest = new Map<string, Group>();
  for (const one of [...raised].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (!one.incident.create) continue;
    const key = groupKey(one);
    const known = key === undefined ? undefined : latest.get(key);
    // In the Defender portal closed incidents stay closed.
    const mayReopen = correlation === 'sentinel' && one.incident.grouping?.reopensClosed === true;
    if (known !== undefined && joins(one, known, { closedAfterMs, mayReopen })) continue;
    const group: Group = { alerts: [one], openedAt: one.at, reopened: 0 };
    groups.push(group);
    if (key !== undefined) latest.set(key, group);
  }
  const incidents = groups.map(incidentOf);
  return correlation === 'sentinel' ? incidents : mergedInDefender(incidents, closedAfterMs).map(incidentOf);
}

interface Group {
  readonly alerts: RaisedAlert[];
  /** When it was created, or last opened again. */
  openedAt: Date;
  reopened: number;
}

/** Adds the alert to the group where it belongs there. */
function joins(
  one: RaisedAlert,
  group: Group,
  { closedAfterMs, mayReopen }: { readonly closedAfterMs: number; readonly mayReopen: boolean },
): boolean {
  const { lookbackMs = 0 } = one.incident.grouping ?? {};
  const [first] = group.alerts;
  const at = one.at.getTime();
  if (first === undefined || at - first.at.getTime() > lookbackMs) return false;
  if (group.alerts.length >= maxAlertsPerIncident) return false;
  if (at - group.openedAt.getTime() > closedAfterMs) {
    if (!mayReopen) return false;
    group.openedAt = one.at;
    group.reopened += 1;
  }
  group.alerts.push(one);
  return true;
}

/** Alerts of one rule with the same key belong together; undefined: the alert stands alone. */
function groupKey({ rule, incident, alert }: RaisedAlert): string | undefined {
  const { grouping } = incident;
  if (grouping === undefined) return undefined;
  const shared = sharedOf(grouping, alert);
  return shared === undefined ? undefined : stableJson([rule, shared]);
}

/** What grouped alerts share, or undefined where this one has nothing of it: an alert without entities is like no other. */
function sharedOf(grouping: IncidentGrouping, alert: Alert): unknown {
  switch (grouping.method) {
    case 'AnyAlert':
      return [];
    case 'AllEntities':
      return alert.entities.length === 0 ? undefined : sorted(alert.entities);
    case 'Selected': {
      const entities = alert.entities.filter(({ type }) => grouping.entityTypes.includes(type));
      const details = grouping.alertDetails.map((detail) =>
        detail === 'DisplayName' ? alert.title : alert.severity,
      );
      const custom = grouping.customDetails.map((detail) => [...(alert.customDetails[detail] ?? [])].sort());
      const isEmpty = entities.length + details.length === 0 && custom.every(({ length }) => length === 0);
      return isEmpty ? undefined : [sorted(entities), details, custom];
    }
  }
}

function sorted(entities: readonly Entity[]): readonly string[] {
  return entities.map(stableJson).sort(compareText);
}

function incidentOf({ alerts, reopened }: Pick<Group, 'alerts' | 'reopened'>): Incident {
  const [first] = alerts;
  if (first === undefined) throw new Error('an incident without an alert');
  const entities = new Map(
    alerts.flatMap(({ alert }) => alert.entities.map((entity) => [stableJson(entity), entity] as const)),
  );
  const ranks = alerts.map(({ alert }) => (severities as readonly string[]).indexOf(alert.severity));
  return {
    title: first.alert.title,
    createdAt: first.at,
    severity: severities[Math.max(...ranks)] ?? first.alert.severity,
    alerts,
    entities: [...entities.values()],
    reopened,
  };
}
