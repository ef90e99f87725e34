// schema_merge: one schema of several that getschema gave.

import type { Scope } from '../context.ts';
import { columnExpression, columnNamed, type Relation } from '../relation.ts';
import { convert } from '../scalar/conversions.ts';
import { columnSql, type Sql, sql, textSql } from '../sql.ts';
import type { PluginCall, PluginEntry } from './plugin-entry.ts';

const wrongOrder = 'ERROR(columns are out of order)';

/** What the documentation leaves open ends the query: only the rows tell. */
const refusal = (what: string): Sql => sql`error(${textSql(`schema_merge() of ${what} is not supported.`)})`;

function merge({ call, input, at }: PluginCall, scope: Scope): Relation | undefined {
  const names = ['ColumnName', 'ColumnOrdinal', 'DataType', 'ColumnType'];
  const read = names.map((name) => columnNamed(input, name));
  const given = at(0, 'PreserveOrder');
  const known = given === undefined ? true : scope.query.scalar(given, scope)?.known?.value;
  if (read.includes(undefined) || typeof known !== 'boolean') {
    return scope.query.unsupported({
      code: 'kql/unsupported-form',
      message:
        'The plugin schema_merge is supported for the rows of getschema, with PreserveOrder true or false.',
      node: call,
      see: 'schema-merge-plugin',
    });
  }
  const { steps } = scope.query;
  const [name, ordinal, dataType, type] = read.map(
    (column, i) => convert(columnExpression(column!), i === 1 ? 'long' : 'string').sql,
  );
  const [key, first, last, data, kind, kinds, place] = names.concat('', '', '').map(() => steps.newColumn());
  const grouped = steps.add([
    {
      items: [
        { name: key!, sql: name! },
        { name: first!, sql: sql`min(${ordinal!})` },
        { name: last!, sql: sql`max(${ordinal!})` },
        { name: data!, sql: sql`min(${dataType!})` },
        { name: kind!, sql: sql`min(${type!})` },
        { name: kinds!, sql: sql`count(distinct ${type!})` },
      ],
      from: input.from,
      rest: sql`group by ${name!}`,
    },
  ]);
  // Columns of several schemas that claim one place have no order that the documentation gives.
  const placed = steps.add([
    {
      items: [
        ...[key, first, last, data, kind, kinds].map((one) => ({ name: one!, sql: columnSql(one!) })),
        { name: place!, sql: sql`row_number() over (order by ${columnSql(last!)}, ${columnSql(key!)}) - 1` },
      ],
      from: grouped,
    },
  ]);
  const moved = known ? sql`${columnSql(first!)} <> ${columnSql(last!)}` : sql`false`;
  const checked = sql`case
    when ${columnSql(kinds!)} > 1 then ${refusal('columns with one name and several types')}
    when ${columnSql(place!)} <> ${columnSql(last!)} then ${refusal('different columns in one place')}
    when ${moved} then -1::bigint else ${columnSql(place!)} end`;
  const cells: readonly Sql[] = [
    columnSql(key!),
    checked,
    sql`case when ${moved} then ${textSql(`ERROR(unknown CSL type:${wrongOrder})`)} else ${columnSql(data!)} end`,
    sql`case when ${moved} then ${textSql(wrongOrder)} else ${columnSql(kind!)} end`,
  ];
  const columns = names.map((one, i) => ({
    name: one,
    sqlName: steps.newColumn(),
    type: i === 1 ? ('long' as const) : ('string' as const),
    nullable: false,
  }));
  const items = columns.map(({ sqlName }, i) => ({ name: sqlName, sql: cells[i]!, makesRows: i === 1 }));
  const row = steps.newColumn();
  const from = steps.add([{ items: [...items, { name: row, sql: columnSql(place!) }], from: placed }]);
  return { from, columns, sort: [], arrival: [row] };
}

export const schemaMerge = {
  schema_merge: { see: 'schema-merge-plugin', translate: merge },
} satisfies Record<string, PluginEntry>;
