// Tells of what a hunting query takes from Defender advanced hunting.

import { knownFunction } from '../tables/known-functions.ts';
import { type Check, huntingKinds } from './check.ts';
import { pages } from './pages.ts';
import type { QueryView } from './reading/query-view.ts';
import { calledName, inQuery } from './reading/query-view.ts';

export const advancedHunting: Check = {
  code: 'kql/advanced-hunting',
  severity: 'info',
  kinds: huntingKinds,
  summary: 'The hunting query names a table or function that only Defender advanced hunting has.',
  why: 'The Defender portal runs it; Logs in the Azure portal, the API of Log Analytics and the embedded workspace do not.',
  fix: 'Run the query in the Defender portal, or use the tables that the workspace has.',
  see: pages.advancedHunting,
  run(item, context) {
    const query = context.query(item);
    if (query === undefined) return [];
    const isTable = (name: string) => context.tables.table(name)?.advancedHuntingOnly === true;
    const isFunction = (name: string) => knownFunction(name, context.tables)?.scope === 'advanced-hunting';
    return firstOfEach(query, isTable, isFunction).map(({ name, start }) => ({
      message: `Only Defender advanced hunting has \`${name}\``,
      at: inQuery(item, start, start + name.length),
    }));
  },
};

function firstOfEach(
  query: QueryView,
  isTable: (name: string) => boolean,
  isFunction: (name: string) => boolean,
): { name: string; start: number }[] {
  const offsets = new Map<string, number>();
  const tables = query
    .ofKind('NameReference')
    .filter(({ name, symbol }) => symbol?.kind === 'table' && isTable(name));
  const calls = query.ofKind('FunctionCallExpression').filter((call) => isFunction(calledName(call)));
  for (const node of [...tables, ...calls]) {
    const name = node.kind === 'NameReference' ? node.name : calledName(node);
    if (!offsets.has(name)) offsets.set(name, node.start);
  }
  return [...offsets].map(([name, start]) => ({ name, start }));
}
