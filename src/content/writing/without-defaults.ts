// What a workspace holds of a rule whose author said nothing of it: no file needs to say it either.

import { toIsoDuration } from '../duration.ts';
import { isJsonMap, isSameJson, type JsonMap, withoutEmpty } from '../json.ts';
import type { ResourceBody } from '../kinds/content-kind.ts';

/**
 * The body without properties that `stated` (what a file says now; nothing for a new file) does not mention and that have the value
 * the service gives them anyway. https://learn.microsoft.com/azure/sentinel/create-analytics-rules
 */
export function withoutDefaults(body: ResourceBody, stated: JsonMap): ResourceBody {
  const properties: Record<string, unknown> = { ...body.properties };
  const drop = (name: string, isDefault: boolean) => {
    if (isDefault && stated[name] === undefined) delete properties[name];
  };
  drop('enabled', properties['enabled'] === true);
  // The length matters as soon as suppression is on.
  const isSuppressed = properties['suppressionEnabled'] === true;
  drop('suppressionDuration', !isSuppressed && toIsoDuration(properties['suppressionDuration']) === 'PT5H');
  drop(
    'suppressionEnabled',
    properties['suppressionEnabled'] === false && properties['suppressionDuration'] === undefined,
  );
  drop('eventGroupingSettings', isSameJson(withoutEmpty(properties['eventGroupingSettings']), singleAlert));
  const incident = properties['incidentConfiguration'];
  if (isJsonMap(incident)) {
    const kept = incidentWithoutDefaults(incident, stated['incidentConfiguration']);
    if (kept === undefined) delete properties['incidentConfiguration'];
    else properties['incidentConfiguration'] = kept;
  }
  return { ...body, properties };
}

const singleAlert = { aggregationKind: 'SingleAlert' } as const;

/** Grouping that is off, as the service fills it in; the look-back of a group that never forms is one of these two. */
const noGrouping = { enabled: false, reopenClosedIncident: false, matchingMethod: 'AllEntities' } as const;
const usualLookbacks: ReadonlySet<unknown> = new Set(['PT5H', 'PT5M']);

function incidentWithoutDefaults(incident: JsonMap, stated: unknown): JsonMap | undefined {
  const said: JsonMap = isJsonMap(stated) ? stated : {};
  const { groupingConfiguration, ...rest } = incident;
  const isDropped = said['groupingConfiguration'] === undefined && isNoGrouping(groupingConfiguration);
  const kept = isDropped ? rest : incident;
  const isDefault = stated === undefined && isSameJson(withoutEmpty(kept), { createIncident: true });
  return isDefault ? undefined : kept;
}

function isNoGrouping(grouping: unknown): boolean {
  const given = withoutEmpty(grouping);
  if (given === undefined) return true;
  if (!isJsonMap(given)) return false;
  const { lookbackDuration, ...rest } = given;
  return usualLookbacks.has(toIsoDuration(lookbackDuration)) && isSameJson(rest, noGrouping);
}
