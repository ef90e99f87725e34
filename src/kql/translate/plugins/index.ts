// All plugins by name; one line a family, in alphabetical order.
import { activityPlugins } from './activity-counts.ts';
import { activityWindows } from './activity-windows.ts';
import { bagPlugins } from './bags.ts';
import { dcountIntersect } from './dcount-intersect.ts';
import { ipLookup } from './ip-lookup.ts';
import type { PluginEntry } from './plugin-entry.ts';
import { rollingPercentile } from './rolling-percentile.ts';
import { rowsNear } from './rows-near.ts';
import { schemaMerge } from './schema-merge.ts';

const families: readonly Readonly<Record<string, PluginEntry>>[] = [
  activityPlugins,
  activityWindows,
  bagPlugins,
  dcountIntersect,
  ipLookup,
  rollingPercentile,
  rowsNear,
  schemaMerge,
];

export const plugins: ReadonlyMap<string, PluginEntry> = new Map(
  families.flatMap((family) => Object.entries(family)),
);
