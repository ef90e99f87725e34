// activity_counts_metrics: rows, distinct ids, new ids and ids so far, for each window of time.

import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import { columnExpression, columnNamed, type Relation, type RelationColumn } from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, listSql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

/** `(id, time, start, end, window, dimension, ...)`; rows at the end of the time belong to its last window. */
function activityCounts({ call, input, all }: PluginCall, scope: Scope): Relation | undefined {
  const [idNode, timeNode, ...others] = all;
  const id = columnNamed(input, idNode?.name ?? '');
  const time = columnNamed(input, timeNode?.name ?? '');
  const [start, end, window] = others
    .slice(0, 3)
    .map((node) => scope.query.scalar(node, { ...scope, rows: undefined }));
  const dimensions = others.slice(3).map((node) => columnNamed(input, node.name));
  if (start === undefined || end === undefined || window === undefined) return undefined;
  if (id === undefined || time?.type !== 'datetime' || dimensions.includes(undefined))
    return refusedPlugin(call, scope, 'with an id, a time or dimensions that are no columns');
  if (
    start.type !== 'datetime' ||
    end.type !== 'datetime' ||
    window.type !== 'timespan' ||
    input.partition !== undefined
  )
    return refusedPlugin(call, scope);
  return counted({ input, id, time, start, end, window, dimensions: dimensions as RelationColumn[] }, scope);
}

interface Asked {
  readonly input: Relation;
  readonly id: RelationColumn;
  readonly time: RelationColumn;
  readonly start: Expression;
  readonly end: Expression;
  readonly window: Expression;
  readonly dimensions: readonly RelationColumn[];
}

function counted({ input, id, time, start, end, window, dimensions }: Asked, { query }: Scope): Relation {
  const { steps } = query;
  const rows = openRows(input, query);
  const stored = (column: RelationColumn) => {
    const plain = columnExpression(column);
    return valueSql(plain.type === 'dynamic' ? asJson(plain) : plain);
  };
  const keys = dimensions.map((column) => ({ ...column, elements: undefined, sqlName: steps.newColumn() }));
  const [at, who] = [steps.newColumn(), steps.newColumn()];
  const at0 = columnSql(time.sqlName);
  const binned = steps.add([
    {
      items: [
        { name: at, sql: sql`${start.sql} + ((${at0} - ${start.sql}) // ${window.sql}) * ${window.sql}` },
        { name: who, sql: stored(id) },
        ...keys.map(({ sqlName }, i) => ({ name: sqlName, sql: stored(dimensions[i]!) })),
      ],
      from: rows.from(),
      rest: sql`where ${at0} between ${start.sql} and ${end.sql}`,
    },
  ]);
  const keyNames = keys.map(({ sqlName }) => columnSql(sqlName));
  const first = steps.newColumn();
  const numbered = steps.add([
    {
      items: [
        ...passOn([at, who, ...keys.map(({ sqlName }) => sqlName)]),
        {
          name: first,
          sql: sql`min(${columnSql(at)}) over (partition by ${listSql([columnSql(who), ...keyNames])})`,
        },
      ],
      from: binned,
    },
  ]);
  const [count, dcount, fresh, total, row] = Array.from({ length: 5 }, () => steps.newColumn()) as Five;
  const grouped = steps.add([
    {
      items: [
        ...passOn([at, ...keys.map(({ sqlName }) => sqlName)]),
        { name: count, sql: sql`count(*)` },
        { name: dcount, sql: sql`count(distinct ${columnSql(who)})` },
        {
          name: fresh,
          sql: sql`count(distinct ${columnSql(who)}) filter (where ${columnSql(first)} = ${columnSql(at)})`,
        },
      ],
      from: numbered,
      rest: sql`group by ${listSql([columnSql(at), ...keyNames])}`,
    },
  ]);
  const partition = keys.length === 0 ? sql`` : sql`partition by ${listSql(keyNames)} `;
  const from = steps.add([
    {
      items: [
        ...passOn([at, ...keys.map(({ sqlName }) => sqlName), count, dcount, fresh]),
        {
          name: total,
          sql: sql`(sum(${columnSql(fresh)}) over (${partition}order by ${columnSql(at)}))::bigint`,
        },
        { name: row, sql: sql`row_number() over (order by ${listSql([columnSql(at), ...keyNames])})` },
      ],
      from: grouped,
    },
  ]);
  const long = (name: string, sqlName: string): RelationColumn => ({
    name,
    type: 'long',
    sqlName,
    nullable: false,
  });
  const columns: RelationColumn[] = [
    { name: time.name, type: 'datetime', sqlName: at, nullable: false },
    ...keys,
    long('count', count),
    long('dcount', dcount),
    long('new_dcount', fresh),
    long('aggregated_dcount', total),
  ];
  return { from, columns, sort: [], arrival: [row] };
}

type Five = [string, string, string, string, string];

export const activityPlugins = {
  activity_counts_metrics: {
    see: 'activity-counts-metrics-plugin',
    differs: 'Counts are exact; a window without rows has no row.',
    translate: activityCounts,
  },
} satisfies Record<string, PluginEntry>;
