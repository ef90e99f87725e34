// ipv4_lookup, ipv6_lookup: the rows of a table whose address lies in a range of another.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import { scalarFunctions } from '../functions/index.ts';
import { sideBySide } from '../operators/join-operator.ts';
import { withColumns } from '../operators/projection.ts';
import { columnExpression, columnNamed, type Relation } from '../relation.ts';
import { callContext, callEntry } from '../scalar/entry-call.ts';
import { joinSql, sql } from '../sql.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

function lookup({ call, input, all, get }: PluginCall, scope: Scope): Relation | undefined {
  const more = all.slice(3);
  const unmatched = more.find((argument) => /\b(true|false)$/.test(argument.text));
  const isKey = (argument: Syntax) => argument !== unmatched && argument.kind !== 'SimpleNamedExpression';
  const right = scope.query.table(get(0), { ...scope, rows: undefined, input: undefined });
  const address = columnNamed(input, get(1).name);
  const range = right === undefined ? undefined : columnNamed(right, get(2).name);
  const keys = more.filter(isKey).map(({ name }) => ({
    left: columnNamed(input, name),
    right: right && columnNamed(right, name),
  }));
  if (
    right === undefined ||
    address === undefined ||
    range === undefined ||
    keys.some((key) => key.left === undefined || key.left.type !== key.right?.type)
  ) {
    return refusedPlugin(call, scope, 'with keys that are not columns');
  }
  const matched = inRange(columnExpression(address, 'l'), columnExpression(range, 'r'), call, scope);
  if (matched === undefined) return undefined;
  const optional = unmatched?.text.endsWith('true') === true;
  const join = optional ? sql`left join` : sql`join`;
  const same = keys.map(
    (key) =>
      sql`${valueSql(columnExpression(key.left!, 'l'))} is not distinct from ${valueSql(columnExpression(key.right!, 'r'))}`,
  );
  const from = sql`${input.from} as l ${join} ${right.from} as r on ${joinSql([...same, matched], ' and ')}`;
  // As in a lookup, the keys of the right side are not shown again; its range is.
  const shown = right.columns.filter((column) => !keys.some((key) => key.right === column));
  const found = withColumns(right, shown);
  return sideBySide({ left: input, right: found, optional: optional ? ['right'] : [], from }, scope);
}

function inRange(address: Expression, range: Expression, call: Syntax, scope: Scope) {
  const name = call.get('Name').name.replace('lookup', 'is_in_range');
  const entry = scalarFunctions.get(name);
  if (entry === undefined) return refusedPlugin(call, scope);
  const outside = { ...scope, rows: undefined };
  const context = callContext(call, outside, {
    name,
    type: 'bool',
    code: 'kql/unsupported-plugin',
    see: entry.see,
  });
  const test = callEntry(entry, [address, range], context, outside);
  return test === undefined ? undefined : sql`${valueSql(range)} <> '' and ${test.sql}`;
}

export const ipLookup = {
  ipv4_lookup: { see: 'ipv4-lookup-plugin', translate: lookup },
  ipv6_lookup: { see: 'ipv6-lookup-plugin', translate: lookup },
} satisfies Record<string, PluginEntry>;
