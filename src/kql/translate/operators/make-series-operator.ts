// make-series: aggregates in equal steps along an axis, as arrays with a value for every step.

import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import { columnExpression, columnNamed, type Relation, type RelationColumn } from '../relation.ts';
import { openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { columnSql, listSql, type Sql, sql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';
import { groupedArrival } from './arrival.ts';
import { namesOf } from './named-expressions.ts';
import { projection } from './projection.ts';
import { openGrouping } from './summarize-operator.ts';
import { parameterText, piped, type TabularOperator } from './tabular-operator.ts';

export const makeSeriesOperator: TabularOperator = {
  syntaxKind: 'MakeSeriesOperator',
  see: 'make-series-operator',
  differs: 'Without `from` the axis begins at the smallest value rounded down to the step.',
  translate: piped(makeSeries),
};

interface Axis {
  readonly type: KqlType;
  readonly start: Sql;
  /** How many steps there are. */
  readonly count: Sql;
  readonly step: Sql;
  /** A relation with one row that start and count are read from. */
  readonly from: Sql;
}

/** Hidden names for the columns of the grouping. */
const placeName = '$place';

function makeSeries(node: Syntax, input: Relation, scope: Scope): Relation | undefined {
  const on = node.get('OnClause').get('Expression');
  const axisNode = on.kind === 'SimpleNamedExpression' ? on.get('Expression') : on;
  const placed = withPlace(node, axisNode, input, scope);
  if (placed === undefined) return undefined;
  const { relation, axis } = placed;
  const byNodes = node.child('ByClause')?.list('Expressions') ?? [];
  const clauses = node.list('Aggregates');
  const names = namesOf([...byNodes, ...clauses.map((clause) => clause.get('Expression')), on]);
  const keyNames = names.slice(0, byNodes.length);
  const seriesNames = names.slice(byNodes.length, byNodes.length + clauses.length);
  const grouping = openGrouping(byNodes, relation, scope, [placeName]);
  const grouped = grouping?.finish(
    clauses.map((clause) => clause.get('Expression')),
    [...keyNames, placeName, ...seriesNames],
  );
  const defaults = clauses.map((clause) => defaultOf(clause, scope));
  if (grouped === undefined || defaults.includes(undefined)) return undefined;
  const series = seriesNames.map((name, i) => ({ name, missing: defaults[i]! }));
  const nonempty = parameterText(node, 'kind') === 'nonempty';
  const named = { ...axis, name: names.at(-1)!, nonempty };
  return asArrays(grouped, { keyNames, series, axis: named }, scope);
}

function defaultOf(clause: Syntax, scope: Scope): Expression | undefined {
  const given = clause.child('DefaultExpression')?.child('Expression');
  if (given !== undefined) return scope.query.scalar(given, { ...scope, rows: undefined });
  return { sql: sql`0::bigint`, type: 'long', nullable: false, known: { value: 0n }, foldable: true };
}

/** The rows inside the axis, each with the number of its step; and the axis. */
function withPlace(
  node: Syntax,
  axisNode: Syntax,
  input: Relation,
  scope: Scope,
): { readonly relation: Relation; readonly axis: Axis } | undefined {
  const rows = openRows(input, scope.query);
  const value = scope.query.scalar(axisNode, { ...scope, rows });
  const range = rangeOf(node, scope);
  if (value === undefined || range === undefined) return undefined;
  const stepType: KqlType = value.type === 'datetime' ? 'timespan' : value.type;
  const step = convert(range.step, stepType).sql;
  const { steps } = scope.query;
  const [first, last] = [steps.newColumn(), steps.newColumn()];
  const bounds = steps.add([
    {
      items: [
        {
          name: first,
          makesRows: true,
          sql:
            range.from === undefined
              ? sql`min(${value.sql})`
              : sql`any_value(${convert(range.from, value.type).sql})`,
        },
        {
          name: last,
          makesRows: true,
          sql:
            range.to === undefined
              ? sql`max(${value.sql})`
              : sql`any_value(${convert(range.to, value.type).sql})`,
        },
      ],
      from: range.from !== undefined && range.to !== undefined ? sql`(select 1)` : rows.from(),
    },
  ]);
  const low = columnSql(first);
  const start = range.from === undefined ? sql`floor(${low} / ${step}) * ${step}` : low;
  const size = sql`(${columnSql(last)} - ${start})::double / ${step}`;
  const count = range.to === undefined ? sql`floor(${size})::bigint + 1` : sql`ceil(${size})::bigint`;
  const [begin, length] = [steps.newColumn(), steps.newColumn()];
  const from = steps.add([
    {
      items: [
        { name: begin, sql: castStart(start, value.type) },
        { name: length, sql: limited(sql`greatest(coalesce(${count}, 0), 0)`) },
      ],
      from: bounds,
    },
  ]);
  const axis: Axis = { type: value.type, start: columnSql(begin), count: columnSql(length), step, from };
  const joined = steps.add([
    { items: passOn([...rows.names(), begin, length]), from: sql`${rows.from()} cross join ${from}` },
  ]);
  const place = sql`floor((${value.sql} - ${axis.start})::double / ${step})::bigint`;
  const inner = { ...rows, from: () => joined };
  const outputs = [
    ...input.columns.map((column) => ({ column })),
    { name: placeName, value: { sql: place, type: 'long', nullable: true, foldable: false } as Expression },
  ];
  const inside = sql`where ${place} >= 0 and ${place} < ${axis.count}`;
  return { relation: projection(inner, outputs, scope.query, inside), axis };
}

/** No array has more items: https://learn.microsoft.com/kusto/query/range-function */
function limited(count: Sql): Sql {
  return sql`(case when ${count} > 1048576 then error('make-series would make more than the 1,048,576 values that an array holds.') else ${count} end)::bigint`;
}

function castStart(start: Sql, type: KqlType): Sql {
  return type === 'real' ? sql`(${start})::double` : sql`(${start})::bigint`;
}

interface Range {
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  readonly step: Expression;
}

/** `from .. to .. step ..`, or the older `in range(from, to, step)`, whose end counts. */
function rangeOf(node: Syntax, scope: Scope): Range | undefined {
  const clause = node.get('RangeClause');
  const outside = { ...scope, rows: undefined };
  if (clause.kind === 'MakeSeriesInRangeClause') {
    const [from, to, step] = clause
      .get('Arguments')
      .list('Expressions')
      .map((part) => scope.query.scalar(part, outside));
    if (from === undefined || to === undefined || step === undefined) return undefined;
    return { from, to: { ...to, sql: sql`(${to.sql} + 1)`, known: undefined }, step };
  }
  const part = (name: string) => {
    const expression = clause.child(name)?.child('Expression');
    return expression === undefined ? undefined : scope.query.scalar(expression, outside);
  };
  const step = part('MakeSeriesStepClause');
  if (step === undefined) return undefined;
  return { from: part('MakeSeriesFromClause'), to: part('MakeSeriesToClause'), step };
}

interface NamedAxis extends Axis {
  readonly name: string;
  /** No rows give one row of defaults all the same. */
  readonly nonempty: boolean;
}

interface Series {
  readonly name: string;
  readonly missing: Expression;
}

/** One row for each combination of keys; every step has a value. */
function asArrays(
  grouped: Relation,
  {
    keyNames,
    series,
    axis,
  }: {
    readonly keyNames: readonly string[];
    readonly series: readonly Series[];
    readonly axis: NamedAxis;
  },
  scope: Scope,
): Relation {
  const { steps } = scope.query;
  const keys = keyNames.map((name) => columnNamed(grouped, name)!);
  const place = columnNamed(grouped, placeName)!;
  const keySql = keys.map((key) => columnSql(key.sqlName));
  const maps = series.map(({ name }) => ({ column: columnNamed(grouped, name)!, map: steps.newColumn() }));
  // Without keys there is one row even of nothing, which only kind=nonempty asks for.
  const some = axis.nonempty ? sql`` : sql`having count(*) > 0`;
  const by = keySql.length === 0 ? some : sql`group by ${listSql(keySql)}`;
  const entries = maps.map(
    ({ column, map }): Item => ({
      name: map,
      makesRows: keySql.length === 0,
      sql: sql`map_from_entries(list((${columnSql(place.sqlName)}, ${valueSql(columnExpression(column))})))`,
    }),
  );
  const { items: places, arrival } = groupedArrival(grouped, scope.query);
  const from = steps.add([
    {
      items: [...passOn(keys.map((key) => key.sqlName)), ...entries, ...places],
      from: grouped.from,
      rest: by,
    },
  ]);
  const both = sql`${from} cross join ${axis.from}`;
  const lists = maps.map(({ column, map }, i) => listColumn({ column, map, ...series[i]! }, axis, scope));
  const axisColumn: RelationColumn = {
    name: axis.name,
    type: 'dynamic',
    sqlName: steps.newColumn(),
    nullable: false,
    elements: axis.type,
  };
  const axisList = sql`list_transform(range(${axis.count}), lambda i: ${axis.start} + i * ${axis.step})`;
  const items = [
    ...passOn([...keys.map((key) => key.sqlName), ...arrival]),
    ...lists.map(({ item }) => item),
    { name: axisColumn.sqlName, sql: axisList },
  ];
  const made = steps.add([{ items, from: both }]);
  return {
    from: made,
    columns: [...keys, ...lists.map(({ column }) => column), axisColumn],
    sort: [],
    arrival,
  };
}

function listColumn(
  {
    column,
    map,
    name,
    missing,
  }: Series & {
    readonly column: RelationColumn;
    /** The SQL column with a map from step to value. */
    readonly map: string;
  },
  axis: Axis,
  scope: Scope,
): { readonly column: RelationColumn; readonly item: Item } {
  const sqlName = scope.query.steps.newColumn();
  const filler = convert(missing, column.type === 'dynamic' ? 'dynamic' : column.type).sql;
  const values = columnSql(map);
  const list = sql`list_transform(range(${axis.count}), lambda i: coalesce(${values}[i], ${filler}))`;
  return {
    column: { name, type: 'dynamic', sqlName, nullable: false, elements: column.type },
    item: { name: sqlName, sql: list },
  };
}
