// activity_counts_metrics: rows, distinct ids, new ids and ids so far, for each window of time.

import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';
import { columnSql, listSql, type Sql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { activityOf, activityRows, binOf, countedPerBin, whoseLine } from './activity.ts';
import type { PluginCall, PluginEntry } from './plugin-entry.ts';

/** `(id, time, start, end, window, dimension, ...)`; rows at the end of the time belong to its last window. */
function activityCounts(call: PluginCall, scope: Scope): Relation | undefined {
  const activity = activityOf(call, ['point', 'point', 'length'], scope);
  if (activity === undefined) return undefined;
  const { steps } = scope.query;
  const [start, end, window] = activity.values.map((value) => value.sql) as [Sql, Sql, Sql];
  const rows = activityRows(activity, (time) => sql`${time} between ${start} and ${end}`, scope);
  const { who, keys } = rows;
  const bin = steps.newColumn();
  const binned = steps.add([
    {
      items: [...passOn(rows.names), { name: bin, sql: binOf(columnSql(rows.at), start, window) }],
      from: rows.from,
    },
  ]);
  const first = steps.newColumn();
  const numbered = steps.add([
    {
      items: [
        ...passOn([bin, who, ...keys.map(({ sqlName }) => sqlName)]),
        { name: first, sql: sql`min(${columnSql(bin)}) over (partition by ${whoseLine(rows)})` },
      ],
      from: binned,
    },
  ]);
  const counts = [
    sql`count(*)`,
    sql`count(distinct ${columnSql(who)})`,
    sql`count(distinct ${columnSql(who)}) filter (where ${columnSql(first)} = ${columnSql(bin)})`,
  ];
  const counted = countedPerBin(numbered, { bin: columnSql(bin), keys, counts }, call, scope);
  const total = steps.newColumn();
  const [at, fresh] = [counted.columns[0]!, counted.columns.at(-1)!].map(({ sqlName }) => columnSql(sqlName));
  const partition =
    keys.length === 0 ? sql`` : sql`partition by ${listSql(keys.map(({ sqlName }) => columnSql(sqlName)))} `;
  const from = steps.add([
    {
      items: [
        ...passOn([...counted.columns.map(({ sqlName }) => sqlName), ...counted.arrival]),
        { name: total, sql: sql`(sum(${fresh!}) over (${partition}order by ${at!}))::bigint` },
      ],
      from: counted.from,
    },
  ]);
  const soFar = { name: 'aggregated_dcount', type: 'long', sqlName: total, nullable: false } as const;
  return { ...counted, from, columns: [...counted.columns, soFar] };
}

export const activityPlugins = {
  activity_counts_metrics: {
    see: 'activity-counts-metrics-plugin',
    differs: 'Counts are exact; a window without rows has no row.',
    translate: activityCounts,
  },
} satisfies Record<string, PluginEntry>;
