// Rows grouped by keys: their aggregates as items of one step, ranks of the rows in a step before it, and groupings of their own for
// what is made of distinct values.
import type { KqlType } from '../../../tables/schema.ts';
import type { AggregateContext, Distinct } from '../aggregates/aggregate-entry.ts';
import type { Scope } from '../context.ts';
import { type Partition, placeOf, type RelationColumn } from '../relation.ts';
import type { OpenRows } from '../rows.ts';
import { columnSql, joinSql, listSql, type Sql, sql } from '../sql.ts';
import { type Arm, type Item, passOn } from '../steps.ts';
import type { GroupedArrival } from './arrival.ts';

export interface Grouped {
  readonly group: Group;
  readonly scope: Scope;
}

export interface Key {
  readonly sql: Sql;
  readonly column: Omit<RelationColumn, 'name'>;
}

export interface Group {
  readonly rows: OpenRows;
  readonly keys: readonly Sql[];
  /** Columns that are keys as they stand: a star does not mean them. */
  readonly keyColumns: readonly string[];
  /** Aggregates of the grouping step, and ranks of the step before it. */
  readonly items: Item[];
  readonly ranks: Item[];
  readonly distinct: DistinctColumn[];
}

interface DistinctColumn extends Distinct {
  readonly name: string;
  readonly place: Sql;
}

export function createGroup(rows: OpenRows, keys: readonly Sql[], keyColumns: readonly string[]): Group {
  return { rows, keys, keyColumns, items: [], ranks: [], distinct: [] };
}

/** Inside mv-apply and partition the rows are grouped already. */
function groupKeys(group: Group): readonly Sql[] {
  const { partition } = group.rows.relation;
  return partition === undefined ? group.keys : [columnSql(partition.sqlName), ...group.keys];
}

export function rowOrder(group: Group): Sql {
  const { order } = group.rows;
  return order.text === '' ? sql`1` : order;
}

/** The place of each row, from 1, among the rows of its group that agree in a value, in a step before the grouping. */
function rankWithin(value: Sql, { group, scope }: Grouped): Sql {
  const by = listSql([...groupKeys(group), value]);
  const rank = sql`row_number() over (partition by ${by} order by ${rowOrder(group)})`;
  const known = group.ranks.find((item) => item.sql.text === rank.text);
  const sqlName = known?.name ?? scope.query.steps.newColumn();
  if (known === undefined) group.ranks.push({ name: sqlName, sql: rank });
  return columnSql(sqlName);
}

/** By a grouping of its own where one statement serves one run and all groups are those of the keys, else by ranks. */
export function ofDistinct({ group, scope }: Grouped): AggregateContext['ofDistinct'] {
  return (distinct) => {
    const { relation } = group.rows;
    const place = placeOf(relation);
    if (relation.partition === undefined && !scope.query.manyRuns) {
      const name = scope.query.steps.newColumn();
      group.distinct.push({ ...distinct, name, place: place.sql });
      return columnSql(name);
    }
    const { value, test } = distinct;
    const within = test === undefined ? value : sql`${value}, (true and ${test})`;
    const first = rankWithin(within, { group, scope });
    const counts = test === undefined ? sql`` : sql` and ${test}`;
    return distinct.aggregate(value, sql`case when ${first} = 1${counts} then ${place.sql} end`);
  };
}

/** The relation of the groups: `keys` and the items of the group, with the columns of `arrival` beside them. */
export function groupedBy({ group, scope }: Grouped, keys: readonly Key[], arrival: GroupedArrival): Sql {
  if (group.distinct.length > 0) return withDistinct({ group, scope }, keys, arrival);
  const { steps } = scope.query;
  const { partition } = group.rows.relation;
  const by = groupKeys(group);
  const arm: Arm = {
    items: [
      ...(partition === undefined ? [] : passOn([partition.sqlName])),
      ...keys.map(({ column, sql }) => ({ name: column.sqlName, sql })),
      ...group.items.map((item) => ({ ...item, makesRows: by.length === 0 })),
      ...arrival.items,
    ],
    from: rankedFrom(group, scope),
    rest: groupBy(by),
  };
  return partition !== undefined && keys.length === 0 ? everyGroup(arm, partition, scope) : steps.add([arm]);
}

function groupBy(by: readonly Sql[]): Sql {
  return by.length === 0 ? sql`` : sql`group by ${listSql(by)}`;
}

/** What calls a function is computed once a row, for several groupings read it; arithmetic is cheaper than rows that are kept. */
function called(group: Group, value: Sql, type: KqlType): Sql {
  const isCall = /\w\(/.test(value.text);
  return isCall ? group.rows.once({ sql: value, type, nullable: true, foldable: false }).sql : value;
}

function isOfDistinct({ sql: { columns } }: Item, { distinct }: Group): boolean {
  return distinct.some(({ name }) => columns.has(name));
}

/**
 * The groups with what aggregates over distinct values give of them: each is a grouping by keys and value, and one of that by keys.
 * All have the same groups, since no row is left out, and so one of them can stand for the groups where nothing else is asked.
 */
function withDistinct({ group, scope }: Grouped, keys: readonly Key[], arrival: GroupedArrival): Sql {
  const { steps } = scope.query;
  const names = keys.map(({ column }) => column.sqlName);
  const keySqls = keys.map(({ sql, column }) => called(group, sql, column.type));
  const values = group.distinct.map(({ value, type }) => called(group, value, type));
  const from = rankedFrom(group, scope);
  const ofRows = group.items.filter((item) => !isOfDistinct(item, group));
  const lead = ofRows.length === 0 ? group.distinct.find(({ test }) => test === undefined) : undefined;
  const sides = group.distinct.map((one, at) => {
    const own = one === lead ? names : keys.map(() => steps.newColumn());
    const [value, first, least] = [steps.newColumn(), steps.newColumn(), steps.newColumn()];
    const counts = one.test === undefined ? sql`` : sql` filter (where ${one.test})`;
    const byValue = steps.add([
      {
        items: [
          ...own.map((name, i) => ({ name, sql: keySqls[i]! })),
          { name: value, sql: values[at]! },
          { name: first, sql: sql`min(${one.place})${counts}` },
          ...(arrival.value === undefined ? [] : [{ name: least, sql: sql`min(${arrival.value})` }]),
        ],
        from,
        rest: groupBy([...keySqls, values[at]!]),
      },
    ]);
    const items: Item[] = [
      ...passOn(own),
      { name: one.name, sql: one.aggregate(columnSql(value), columnSql(first)), makesRows: own.length === 0 },
      ...(one === lead ? arrival.itemsOf(sql`min(${columnSql(least)})`) : []),
    ];
    return {
      own,
      from: steps.add([{ items, from: byValue, rest: groupBy(own.map((name) => columnSql(name))) }]),
    };
  });
  const groups = () => {
    const counted = { name: steps.newColumn(), sql: sql`count(*)` };
    const items = [...ofRows, counted].map((item) => ({ ...item, makesRows: keys.length === 0 }));
    const ofKeys = keys.map(({ column }, i) => ({ name: column.sqlName, sql: keySqls[i]! }));
    return steps.add([{ items: [...ofKeys, ...items, ...arrival.items], from, rest: groupBy(keySqls) }]);
  };
  const late = group.items.filter((item) => isOfDistinct(item, group));
  const conditions = sides.flatMap(({ own }) =>
    own === names
      ? []
      : keys.map(({ column: { sqlName, nullable } }, i) => {
          const meet = nullable ? sql`is not distinct from` : sql`=`;
          return sql`${columnSql(sqlName)} ${meet} ${columnSql(own[i]!)}`;
        }),
  );
  return steps.add([
    {
      items: [...passOn([...names, ...ofRows.map(({ name }) => name), ...arrival.arrival]), ...late],
      from: joinSql([...(lead === undefined ? [groups()] : []), ...sides.map((side) => side.from)], ', '),
      rest: conditions.length === 0 ? sql`` : sql`where ${joinSql(conditions, ' and ')}`,
    },
  ]);
}

/** Without keys a group that lost all its rows still gives one row, as no rows at all do. */
function everyGroup(arm: Arm, partition: Partition, scope: Scope): Sql {
  const { steps } = scope.query;
  const found = steps.newColumn();
  const some = steps.add([{ ...arm, items: [...arm.items, { name: found, sql: sql`true` }] }]);
  const aggregated = arm.items.filter((item) => item.name !== partition.sqlName);
  const none = steps.add([{ items: aggregated, from: arm.from, rest: sql`where false` }]);
  const id = partition.sqlName;
  return steps.add([
    {
      items: [
        { name: id, sql: columnSql(id, 'p') },
        ...aggregated.map(({ name }) => ({
          name,
          sql: sql`case when ${columnSql(found, 'g')} is null then ${columnSql(name, 'e')} else ${columnSql(name, 'g')} end`,
        })),
      ],
      from: sql`${partition.groups} as p left join ${some} as g on ${columnSql(id, 'p')} is not distinct from ${columnSql(id, 'g')} cross join ${none} as e`,
    },
  ]);
}

/** Ranks are windows: they stand in a step before the grouping. */
function rankedFrom(group: Group, scope: Scope): Sql {
  const from = group.rows.from();
  if (group.ranks.length === 0) return from;
  return scope.query.steps.add([{ items: [...passOn(group.rows.names()), ...group.ranks], from }]);
}
