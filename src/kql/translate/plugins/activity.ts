// What the plugins of user activity have in common: `(id, time, values..., dimension, ...)`, and counts for each bin of time.

import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import { columnExpression, columnNamed, type Relation, type RelationColumn } from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, listSql, type Sql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { type PluginCall, refusedPlugin } from './plugin-entry.ts';

export interface Activity {
  readonly input: Relation;
  readonly id: RelationColumn;
  readonly time: RelationColumn;
  /** The values between the time and the dimensions; none of them reads a row. */
  readonly values: readonly Expression[];
  readonly dimensions: readonly RelationColumn[];
}

/** What a value between time and dimensions is: a point of the time, a length of it, or a number. */
type Kind = 'point' | 'length' | 'number';

/** The arguments of a call, or a finding where one is not of its kind. */
export function activityOf(
  { call, input, all }: PluginCall,
  kinds: readonly Kind[],
  scope: Scope,
): Activity | undefined {
  const [idNode, timeNode, ...others] = all;
  const id = columnNamed(input, idNode?.name ?? '');
  const time = columnNamed(input, timeNode?.name ?? '');
  const values = others
    .slice(0, kinds.length)
    .map((node) => scope.query.scalar(node, { ...scope, rows: undefined }));
  const dimensions = others.slice(kinds.length).map((node) => columnNamed(input, node.name));
  if (values.includes(undefined)) return undefined;
  if (id === undefined || time === undefined || dimensions.includes(undefined))
    return refusedPlugin(call, scope, 'with an id, a time or dimensions that are no columns');
  const lengths = { datetime: 'timespan', timespan: 'timespan', long: 'long' } as const;
  const length = Object.hasOwn(lengths, time.type) ? lengths[time.type as keyof typeof lengths] : undefined;
  const types = { point: time.type, length, number: 'long' };
  if (
    length === undefined ||
    input.partition !== undefined ||
    kinds.some((kind, i) => values[i]?.type !== types[kind])
  )
    return refusedPlugin(call, scope);
  return {
    input,
    id,
    time,
    values: values as Expression[],
    dimensions: dimensions as RelationColumn[],
  };
}

export interface ActivityRows {
  readonly from: Sql;
  /** SQL columns of time, id and dimensions. */
  readonly at: string;
  readonly who: string;
  readonly keys: readonly RelationColumn[];
  readonly names: readonly string[];
}

/** Time, id and dimensions of the rows for which the condition on the time holds. */
export function activityRows(
  { input, id, time, dimensions }: Activity,
  condition: (at: Sql) => Sql,
  { query }: Scope,
): ActivityRows {
  const { steps } = query;
  const rows = openRows(input, query);
  const stored = (column: RelationColumn) => {
    const plain = columnExpression(column);
    return valueSql(plain.type === 'dynamic' ? asJson(plain) : plain);
  };
  const keys = dimensions.map((column) => ({ ...column, elements: undefined, sqlName: steps.newColumn() }));
  const [at, who] = [steps.newColumn(), steps.newColumn()];
  const from = steps.add([
    {
      items: [
        { name: at, sql: columnSql(time.sqlName) },
        { name: who, sql: stored(id) },
        ...keys.map(({ sqlName }, i) => ({ name: sqlName, sql: stored(dimensions[i]!) })),
      ],
      from: rows.from(),
      rest: sql`where ${condition(columnSql(time.sqlName))}`,
    },
  ]);
  return { from, at, who, keys, names: [at, who, ...keys.map(({ sqlName }) => sqlName)] };
}

/** `id, dimension, ...`: whose time line it is. */
export function whoseLine({ who, keys }: ActivityRows): Sql {
  return listSql([columnSql(who), ...keys.map(({ sqlName }) => columnSql(sqlName))]);
}

/** The start of the bin that a time lies in, counted from a point. */
export function binOf(at: Sql, start: Sql, size: Sql): Sql {
  return sql`(${at} - (((${at} - ${start}) % ${size}) + ${size}) % ${size})`;
}

/** One row for each bin and dimension that has rows, with what is counted in it, under the names that the binder gives. */
export function countedPerBin(
  from: Sql,
  { bin, keys, counts }: { bin: Sql; keys: readonly RelationColumn[]; counts: readonly Sql[] },
  { node, input }: PluginCall,
  { query }: Scope,
): Relation {
  const { steps } = query;
  const symbols = node.result.kind === 'table' ? node.result.columns : [];
  const at = steps.newColumn();
  const counted = counts.map((one) => ({ name: steps.newColumn(), sql: one }));
  const keyNames = keys.map(({ sqlName }) => sqlName);
  const grouped = steps.add([
    {
      items: [{ name: at, sql: bin }, ...passOn(keyNames), ...counted],
      from,
      rest: sql`group by ${listSql([bin, ...keyNames.map((name) => columnSql(name))])}`,
    },
  ]);
  const row = steps.newColumn();
  const order = listSql([columnSql(at), ...keyNames.map((name) => columnSql(name))]);
  const ordered = steps.add([
    {
      items: [
        ...passOn([at, ...keyNames, ...counted.map(({ name }) => name)]),
        { name: row, sql: sql`row_number() over (order by ${order})` },
      ],
      from: grouped,
    },
  ]);
  const [first, ...rest] = symbols;
  const time = columnNamed(input, first?.name ?? '');
  const columns: RelationColumn[] = [
    { name: first?.name ?? '', type: time?.type ?? 'datetime', sqlName: at, nullable: false },
    ...keys,
    ...counted.map(({ name }, i) => ({
      name: rest[keys.length + i]?.name ?? '',
      type: 'long' as const,
      sqlName: name,
      nullable: false,
    })),
  ];
  return { from: ordered, columns, sort: [], arrival: [row] };
}
