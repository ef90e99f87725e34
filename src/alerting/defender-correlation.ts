// What the correlation of the Defender portal does with incidents: those that share an asset are merged, across rules.
// https://learn.microsoft.com/defender-xdr/alerts-incidents-correlation
import { dayMs } from '../content/duration.ts';
import { stableJson } from '../json/json.ts';
import type { Entity } from './entities.ts';
import type { Incident, RaisedAlert } from './incident.ts';

/** The logic is not published; that assets and time frames count is. The types and the time are ours. */
const assetTypes: ReadonlySet<string> = new Set(['Account', 'AzureResource', 'Host', 'Mailbox']);
const defenderTimeFrameMs = dayMs;

interface Merged {
  readonly alerts: RaisedAlert[];
  readonly createdAt: Date;
  readonly assets: Set<string>;
  readonly reopened: number;
}

/** Each incident goes into the first one that is open, shares an asset, and had an alert within the time frame. */
export function mergedInDefender(
  incidents: readonly Incident[],
  closedAfterMs: number,
): readonly { readonly alerts: RaisedAlert[]; readonly reopened: number }[] {
  const merged: Merged[] = [];
  for (const incident of incidents) {
    const assets = assetsOf(incident.entities);
    const at = incident.createdAt.getTime();
    const target = merged.find(
      (one) =>
        assets.some((asset) => one.assets.has(asset)) &&
        at - one.alerts.at(-1)!.at.getTime() <= defenderTimeFrameMs &&
        at - one.createdAt.getTime() <= closedAfterMs,
    );
    if (target === undefined) {
      const { alerts, createdAt } = incident;
      // Incidents that are resolved are not opened again.
      merged.push({ alerts: [...alerts], createdAt, assets: new Set(assets), reopened: 0 });
      continue;
    }
    target.alerts.push(...incident.alerts);
    target.alerts.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const asset of assets) target.assets.add(asset);
  }
  return merged;
}

function assetsOf(entities: readonly Entity[]): readonly string[] {
  return entities.filter(({ type }) => assetTypes.has(type)).map(stableJson);
}
