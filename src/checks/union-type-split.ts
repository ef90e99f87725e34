// Reports a union whose arms give one column in several types, so that it falls apart.
import type { ColumnSymbol, Syntax } from '../kql/syntax.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

export const unionTypeSplit: Check = {
  code: 'kql/union-type-split',
  severity: 'warning',
  kinds: everyKind,
  summary: 'The arms of a union give a column in different types, so the result has one column per type.',
  why: 'Instead of `Port` there are `Port_int` and `Port_long`, each half empty, and a filter or mapping on `Port` fails.',
  fix: 'Convert the column to one type in every arm, for example with toint().',
  see: pages.union,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return query.ofKind('UnionOperator').flatMap((union) =>
      splitColumns(union).map(({ name, types }) => ({
        message: `The arms give \`${name}\` as ${types.join(' and ')}, so the result has ${types.map((type) => `\`${name}_${type}\``).join(' and ')}`,
        at: nodeInQuery(item, union),
      })),
    );
  },
};

/** Columns of several types in the arms, where the binder's result shows them split. */
function splitColumns(union: Syntax): { name: string; types: string[] }[] {
  const result = new Set(columnsOf(union).map((column) => column.name));
  const types = new Map<string, Set<string>>();
  for (const arm of armsOf(union)) {
    for (const { name, type } of columnsOf(arm)) {
      if (type === 'unknown') continue;
      types.set(name, (types.get(name) ?? new Set()).add(type));
    }
  }
  return [...types]
    .filter(([name, found]) => found.size > 1 && [...found].every((type) => result.has(`${name}_${type}`)))
    .map(([name, found]) => ({ name, types: [...found].sort() }));
}

/** `T | union U`: what is piped in is an arm too. */
function armsOf(union: Syntax): Syntax[] {
  const piped = union.parent?.kind === 'PipeExpression' ? union.parent.get('Expression') : undefined;
  const isInput = piped !== undefined && piped.end <= union.start;
  return [...(isInput ? [piped] : []), ...union.list('Expressions')];
}

function columnsOf(node: Syntax): readonly ColumnSymbol[] {
  return node.result.kind === 'table' ? node.result.columns : [];
}
