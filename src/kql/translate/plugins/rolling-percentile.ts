// rolling_percentile: a percentile over the last bins, for each bin.

import type { Syntax } from '../../syntax.ts';
import { atRank } from '../aggregates/percentiles.ts';
import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import { arrivalOf, columnExpression, columnNamed, type Relation, type RelationColumn } from '../relation.ts';
import { type OpenRows, openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { columnSql, countSql, listSql, nameSql, type Sql, sql } from '../sql.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

/** How many bins a window may have: each row is read once for each. */
const maxBins = 10_000n;

function rolling({ call, input, ...args }: PluginCall, scope: Scope): Relation | undefined {
  const nodes = [0, 1, 2, 3, 4].map((place) => args.get(place));
  const [valueNode, percentNode, indexNode] = nodes;
  const dimensions = args.all.slice(5);
  const rows = openRows(input, scope.query);
  const [value, percent, index, size, bins] = nodes.map((node) =>
    scope.query.scalar(node, { ...scope, rows }),
  );
  const keys = dimensions.map((node) => columnNamed(input, node.name));
  if ([value, percent, index, size, bins].includes(undefined)) return undefined;
  const [percentage, width, count] = [percent?.known?.value, size?.known?.value, bins?.known?.value];
  if (!(Number(percentage) >= 0 && Number(percentage) <= 100) || typeof count !== 'bigint' || count < 1n) {
    return refusedPlugin(call, scope, 'with a percentile or a number of bins that is no constant in range');
  }
  if (count > maxBins) return refusedPlugin(call, scope, `with more than ${maxBins} bins`);
  if (!(Number(width) > 0) || !isBinned(index!, size!)) {
    return refusedPlugin(call, scope, 'with bins that are not of a constant size over numbers or times');
  }
  if (keys.includes(undefined)) return refusedPlugin(call, scope, 'with dimensions that are not columns');
  const label = `rolling_${count}_percentile_${nameOf(valueNode!)}_${percentNode!.text}`;
  const names = [nameOf(indexNode!), ...dimensions.map((node) => node.name), label];
  const asked: Asked = {
    value: value!,
    index: index!,
    size: size!.sql,
    count,
    percentage: Number(percentage),
    dimensions: keys as RelationColumn[],
    names,
  };
  return windows(rows, asked, scope);
}

/** The name of a column, or the one that is made of an expression. */
const nameOf = (node: Syntax): string => node.name || node.generatedName;

/** Over times bins are time spans, over numbers they are numbers of the same type. */
function isBinned(index: Expression, size: Expression): boolean {
  const isTime = index.type === 'datetime' || index.type === 'timespan';
  if (isTime) return size.type === 'timespan';
  return (index.type === 'long' || index.type === 'real') && size.type === index.type;
}

interface Asked {
  readonly value: Expression;
  readonly index: Expression;
  readonly size: Sql;
  readonly count: bigint;
  readonly percentage: number;
  readonly dimensions: readonly RelationColumn[];
  /** Of the bin, the dimensions and the percentile. */
  readonly names: readonly string[];
}

/** Each row counts in its own bin and in the later ones whose window reaches back to it, up to the last bin that has rows. */
function windows(rows: OpenRows, asked: Asked, scope: Scope): Relation {
  const { steps } = scope.query;
  const { value, index, size, count, percentage, dimensions, names } = asked;
  const [cell, own, bin, last, row, place] = Array.from({ length: 6 }, () => steps.newColumn()) as Six;
  const keys = dimensions.map((column) => {
    const plain = columnExpression(column);
    const stored = plain.type === 'dynamic' ? asJson(plain) : plain;
    return { column: { ...column, elements: undefined, sqlName: steps.newColumn() }, sql: valueSql(stored) };
  });
  const keyNames = keys.map(({ column }) => columnSql(column.sqlName));
  const floor =
    index.type === 'real'
      ? sql`(floor(${index.sql} / ${size}) * ${size})`
      : sql`(${index.sql} - ((${index.sql} % ${size}) + ${size}) % ${size})`;
  const binned = steps.add([
    {
      items: [
        ...keys.map(({ column, sql: key }) => ({ name: column.sqlName, sql: key })),
        { name: cell, sql: value.sql },
        { name: own, sql: floor },
        { name: row, sql: arrivalOf(rows.relation) },
      ],
      from: rows.from(),
    },
  ]);
  const reached = steps.add([
    {
      items: [
        ...[...keys.map(({ column }) => column.sqlName), cell, row].map((name) => ({
          name,
          sql: columnSql(name),
        })),
        { name: bin, sql: sql`${columnSql(own)} + s.i * ${size}` },
      ],
      from: sql`${binned} cross join (select max(${columnSql(own)}) as ${nameSql(last)} from ${binned}) cross join range(${countSql(count)}) as s(i)`,
      rest: sql`where ${columnSql(own)} + s.i * ${size} <= ${nameSql(last)}`,
    },
  ]);
  const by = [columnSql(bin), ...keyNames];
  const percentile = steps.newColumn();
  const from = steps.add([
    {
      items: [
        { name: bin, sql: columnSql(bin) },
        ...keys.map(({ column }) => ({ name: column.sqlName, sql: columnSql(column.sqlName) })),
        { name: percentile, sql: atRank(columnSql(cell), percentage) },
        { name: place, sql: sql`row_number() over (order by min(${columnSql(row)}), ${columnSql(bin)})` },
      ],
      from: reached,
      rest: sql`group by ${listSql(by)}`,
    },
  ]);
  const columns: RelationColumn[] = [
    { name: '', type: index.type, sqlName: bin, nullable: false },
    ...keys.map(({ column }) => column),
    { name: '', type: value.type, sqlName: percentile, nullable: true },
  ];
  return {
    from,
    columns: columns.map((column, i) => ({ ...column, name: names[i]! })),
    sort: [],
    arrival: [place],
  };
}

type Six = [string, string, string, string, string, string];

export const rollingPercentile = {
  rolling_percentile: {
    see: 'rolling-percentile-plugin',
    differs: 'The percentile is exact; Kusto estimates it.',
    translate: rolling,
  },
} satisfies Record<string, PluginEntry>;
