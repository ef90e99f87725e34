// Tells of `contains` with a word that `has` would find faster.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

const better = {
  ContainsExpression: 'has',
  ContainsCsExpression: 'has_cs',
  NotContainsExpression: '!has',
  NotContainsCsExpression: '!has_cs',
} as const satisfies Record<string, string>;

export const contains: Check = {
  code: 'style/contains',
  severity: 'info',
  kinds: everyKind,
  summary: 'The query uses `contains` with a whole word of at least four letters or digits.',
  why: '`has` finds whole words through an index; `contains` reads every character.',
  fix: 'Use `has` where a whole word is meant; keep `contains` for parts of words.',
  see: pages.kqlBestPractices,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return Object.entries(better).flatMap(([kind, operator]) =>
      query
        .ofKind(kind)
        .filter((node) => /^[A-Za-z0-9]{4,}$/.test(node.get('Right').stringValue ?? ''))
        .map((node) => ({
          message: `\`${node.get('Operator').text} ${node.get('Right').text}\` reads every character where \`${operator}\` uses the index`,
          at: nodeInQuery(item, node.get('Operator')),
        })),
    );
  },
};
