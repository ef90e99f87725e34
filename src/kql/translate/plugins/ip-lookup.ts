// ipv4_lookup: the rows of a table whose address lies in a range of another.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import { scalarFunctions } from '../functions/index.ts';
import { sideBySide } from '../operators/join-operator.ts';
import { columnExpression, columnNamed, type Relation } from '../relation.ts';
import { callContext, callEntry } from '../scalar/entry-call.ts';
import { sql } from '../sql.ts';
import { type PluginEntry, pluginArguments } from './plugin-entry.ts';

function lookup(call: Syntax, input: Relation | undefined, scope: Scope): Relation | undefined {
  const { all } = pluginArguments(call);
  const positional = all.filter((argument) => argument.kind !== 'SimpleNamedExpression');
  const [tableNode, sourceNode, rangeNode, ...rest] = positional;
  const unmatched = [...all.slice(3)].find((argument) => /\b(true|false)$/.test(argument.text));
  const extraKeys = rest.filter((argument) => argument !== unmatched);
  if (input === undefined || tableNode === undefined || sourceNode === undefined || rangeNode === undefined) {
    return refused(call, scope, 'in this form');
  }
  if (extraKeys.length > 0) return refused(call, scope, 'with further keys');
  const right = scope.query.table(tableNode, { ...scope, rows: undefined, input: undefined });
  const address = columnNamed(input, sourceNode.name);
  const range = right === undefined ? undefined : columnNamed(right, rangeNode.name);
  if (right === undefined || address === undefined || range === undefined) {
    return refused(call, scope, 'with keys that are not columns');
  }
  const matched = inRange(columnExpression(address, 'l'), columnExpression(range, 'r'), call, scope);
  if (matched === undefined) return undefined;
  const optional = unmatched?.text.endsWith('true') === true;
  const join = optional ? sql`left join` : sql`join`;
  const from = sql`${input.from} as l ${join} ${right.from} as r on ${matched}`;
  return sideBySide(input, right, optional ? ['right'] : [], from, scope);
}

function inRange(address: Expression, range: Expression, call: Syntax, scope: Scope) {
  const entry = scalarFunctions.get('ipv4_is_in_range');
  if (entry === undefined) return refused(call, scope, 'in this form');
  const outside = { ...scope, rows: undefined };
  const context = callContext('ipv4_is_in_range', 'bool', call, outside, 'kql/unsupported-plugin', entry.see);
  const test = callEntry(entry, [address, range], context, outside);
  return test === undefined ? undefined : sql`${valueSql(range)} <> '' and ${test.sql}`;
}

function refused(call: Syntax, scope: Scope, how: string): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-plugin',
    message: `The plugin ipv4_lookup ${how} is not supported.`,
    node: call,
    see: 'ipv4-lookup-plugin',
  });
}

export const ipLookup = {
  ipv4_lookup: { see: 'ipv4-lookup-plugin', translate: lookup },
} satisfies Record<string, PluginEntry>;
