// Tells of tolower() or toupper() where a case-insensitive operator does.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { calledName, nodeInQuery } from './reading/query-view.ts';

const better = { EqualExpression: '=~', NotEqualExpression: '!~' } as const satisfies Record<string, string>;

export const caseFoldedComparison: Check = {
  code: 'style/case-folded-comparison',
  severity: 'info',
  kinds: everyKind,
  summary: 'The query compares tolower(x) or toupper(x) with ==.',
  why: 'The case-insensitive operators do the same without making every value anew.',
  fix: 'Compare with =~ or !~.',
  see: pages.kqlBestPractices,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return Object.entries(better).flatMap(([kind, operator]) =>
      query
        .ofKind(kind)
        .flatMap((node) => [node.get('Left'), node.get('Right')])
        .filter(
          (side) => side.kind === 'FunctionCallExpression' && /^to(lower|upper)$/.test(calledName(side)),
        )
        .map((side) => ({
          message: `\`${side.text}\` is compared where \`${operator}\` needs no folding`,
          at: nodeInQuery(item, side),
        })),
    );
  },
};
