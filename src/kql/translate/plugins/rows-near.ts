// rows_near: the rows around those for which a condition holds.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { projection } from '../operators/projection.ts';
import { type Relation, windowSql } from '../relation.ts';
import { openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { integerSql, type Sql, sql } from '../sql.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

function near({ call, input, ...args }: PluginCall, scope: Scope): Relation | undefined {
  const before = args.get(1, 'NumRows');
  const rows = openRows(input, scope.query);
  const condition = scope.query.scalar(args.get(0, 'Condition'), { ...scope, rows });
  const [back, forth] = [before, args.at(2, 'NumRowsAfter') ?? before].map((node) => countOf(node, scope));
  if (condition === undefined) return undefined;
  if (back === undefined || forth === undefined)
    return refusedPlugin(call, scope, 'with numbers of rows that are no constants from 0');
  const hit = rows.once({ ...convert(condition, 'bool'), nullable: true });
  // A row is near one that is at most `forth` rows before it, or `back` after it.
  const frame = sql` rows between ${forth} preceding and ${back} following`;
  const isNear = rows.once({
    sql: sql`bool_or(${hit.sql}) over (${windowSql(input)}${frame})`,
    type: 'bool',
    nullable: true,
    foldable: false,
  });
  const outputs = input.columns.map((column) => ({ column }));
  return projection(rows, outputs, scope.query, sql`where ${isNear.sql}`);
}

function countOf(node: Syntax, scope: Scope): Sql | undefined {
  const value = scope.query.scalar(node, { ...scope, rows: undefined })?.known?.value;
  return typeof value === 'bigint' && value >= 0n ? integerSql(value) : undefined;
}

export const rowsNear = {
  rows_near: { see: 'rows-near-plugin', translate: near },
} satisfies Record<string, PluginEntry>;
