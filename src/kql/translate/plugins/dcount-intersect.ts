// dcount_intersect: how many values the first of several hll() values, the first two, the first three ... have in common.

import type { Scope } from '../context.ts';
import { projection } from '../operators/projection.ts';
import type { Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson } from '../scalar/conversions.ts';
import { sql } from '../sql.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

function intersect({ call, input, all, node }: PluginCall, scope: Scope): Relation | undefined {
  const rows = openRows(input, scope.query);
  const sets = all.map((argument) => scope.query.scalar(argument, { ...scope, rows }));
  if (sets.includes(undefined)) return undefined;
  if (sets.length < 2) return refusedPlugin(call, scope, 'with less than two sets');
  // What hll() gives here is the list of the values themselves, as texts.
  const lists = sets.map((set) => rows.once({ ...asJson(set!), sql: sql`(${asJson(set!).sql})::varchar[]` }));
  const symbols = node.result.kind === 'table' ? node.result.columns : [];
  const counts = lists.map((_, i) => {
    const [first, ...more] = lists.slice(0, i + 1).map((list) => list.sql);
    const common = more.reduce((left, right) => sql`list_intersect(${left}, ${right})`, first!);
    return {
      name: symbols[symbols.length - lists.length + i]?.name ?? `s${i}`,
      value: {
        sql: sql`len(list_distinct(${common}))::bigint`,
        type: 'long' as const,
        nullable: true,
        foldable: false,
      },
    };
  });
  return projection(rows, [...input.columns.map((column) => ({ column })), ...counts], scope.query);
}

export const dcountIntersect = {
  dcount_intersect: {
    see: 'dcount-intersect-plugin',
    differs: 'Works on the values themselves, so that the answer is exact; Kusto estimates it.',
    translate: intersect,
  },
} satisfies Record<string, PluginEntry>;
