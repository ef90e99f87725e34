// sliding_window_counts, active_users_count, session_count: who was there, with a look back from each time.

import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';
import { columnSql, countSql, type Sql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { activityOf, activityRows, binOf, countedPerBin, whoseLine } from './activity.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

/** How many bins a window may have: each row is read once for each. */
const maxBins = 10_000n;

/** `(id, time, start, end, look-back, bin, dimension, ...)`: each row counts in its own bin and in those that look back to it. */
function slidingCounts(call: PluginCall, scope: Scope): Relation | undefined {
  const activity = activityOf(call, ['point', 'point', 'length', 'length'], scope);
  if (activity === undefined) return undefined;
  const { steps } = scope.query;
  const [start, end, back, size] = activity.values.map((value) => value.sql) as Four;
  const [length, step] = activity.values.slice(2).map((value) => value.known?.value);
  if (typeof length !== 'bigint' || typeof step !== 'bigint' || step <= 0n || length < step)
    return refusedPlugin(call.call, scope, 'with a look-back or bins that are no constants above 0');
  const bins = length / step;
  if (bins > maxBins) return refusedPlugin(call.call, scope, `with a look-back of more than ${maxBins} bins`);
  const rows = activityRows(activity, (at) => sql`${at} > ${start} - ${back} and ${at} <= ${end}`, scope);
  const bin = steps.newColumn();
  const reached = steps.add([
    {
      items: [
        ...passOn(rows.names),
        { name: bin, sql: sql`${binOf(columnSql(rows.at), start, size)} + s.i * ${size}` },
      ],
      from: sql`${rows.from} cross join range(${countSql(bins)}) as s(i)`,
    },
  ]);
  const inside = steps.add([
    {
      items: passOn([bin, ...rows.names]),
      from: reached,
      rest: sql`where ${columnSql(bin)} between ${start} and ${end}`,
    },
  ]);
  const counts = [sql`count(*)`, sql`count(distinct ${columnSql(rows.who)})`];
  return countedPerBin(inside, { bin: columnSql(bin), keys: rows.keys, counts }, call, scope);
}

/**
 * `(id, time, start, end, look-back, period, active periods, bin, dimension, ...)`: an id counts in a bin when, at one of its rows
 * there, it was seen in so many periods since the look-back.
 */
function activeUsers(call: PluginCall, scope: Scope): Relation | undefined {
  const kinds = ['point', 'point', 'length', 'length', 'number', 'length'] as const;
  const activity = activityOf(call, kinds, scope);
  if (activity === undefined) return undefined;
  const { steps } = scope.query;
  const [start, end, back, period, least, size] = activity.values.map((value) => value.sql) as Six;
  const rows = activityRows(activity, (at) => sql`${at} > ${start} - ${back} and ${at} <= ${end}`, scope);
  const [seen, at] = [steps.newColumn(), columnSql(rows.at)];
  const withPeriod = steps.add([
    { items: [...passOn(rows.names), { name: seen, sql: binOf(at, start, period) }], from: rows.from },
  ]);
  const active = steps.newColumn();
  const frame = sql`order by ${at} range between (${back} - 1) preceding and current row`;
  const looked = steps.add([
    {
      items: [
        ...passOn(rows.names),
        {
          name: active,
          sql: sql`count(distinct ${columnSql(seen)}) over (partition by ${whoseLine(rows)} ${frame})`,
        },
      ],
      from: withPeriod,
    },
  ]);
  const kept = steps.add([
    {
      items: passOn(rows.names),
      from: looked,
      rest: sql`where ${columnSql(active)} >= ${least} and ${at} >= ${start}`,
    },
  ]);
  const counts = [sql`count(distinct ${columnSql(rows.who)})`];
  return countedPerBin(kept, { bin: binOf(at, start, size), keys: rows.keys, counts }, call, scope);
}

/**
 * `(id, time, start, end, bin, look-back, dimension, ...)`: the sessions that have a row in a bin. A row begins a session where its
 * id was not seen during the look-back.
 */
function sessionCount(call: PluginCall, scope: Scope): Relation | undefined {
  const activity = activityOf(call, ['point', 'point', 'length', 'length'], scope);
  if (activity === undefined) return undefined;
  const { steps } = scope.query;
  const [start, end, size, back] = activity.values.map((value) => value.sql) as Four;
  const rows = activityRows(activity, (at) => sql`${at} between ${start} and ${end}`, scope);
  const [begins, session, at] = [steps.newColumn(), steps.newColumn(), columnSql(rows.at)];
  const line = sql`partition by ${whoseLine(rows)} order by ${at}`;
  const marked = steps.add([
    {
      items: [
        ...passOn(rows.names),
        { name: begins, sql: sql`coalesce(${at} - lag(${at}) over (${line}) > ${back}, true)::int` },
      ],
      from: rows.from,
    },
  ]);
  const numbered = steps.add([
    {
      items: [
        ...passOn(rows.names),
        {
          name: session,
          sql: sql`sum(${columnSql(begins)}) over (${line} range between unbounded preceding and current row)`,
        },
      ],
      from: marked,
    },
  ]);
  const counts = [sql`count(distinct {who: ${columnSql(rows.who)}, session: ${columnSql(session)}})`];
  return countedPerBin(numbered, { bin: binOf(at, start, size), keys: rows.keys, counts }, call, scope);
}

type Four = [start: Sql, end: Sql, third: Sql, fourth: Sql];
type Six = [Sql, Sql, Sql, Sql, Sql, Sql];

const exact = 'Counts are exact; a bin without rows has no row.';

export const activityWindows = {
  active_users_count: { see: 'active-users-count-plugin', differs: exact, translate: activeUsers },
  session_count: {
    see: 'session-count-plugin',
    differs:
      'A row at the far end of the look-back still continues its session; the documentation is silent.',
    translate: sessionCount,
  },
  sliding_window_counts: { see: 'sliding-window-counts-plugin', differs: exact, translate: slidingCounts },
} satisfies Record<string, PluginEntry>;
