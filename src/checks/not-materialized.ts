// Tells of a tabular let that is read several times and computed anew each time.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

export const notMaterialized: Check = {
  code: 'style/not-materialized',
  severity: 'info',
  kinds: everyKind,
  summary: 'A let with an aggregation is used more than once without materialize().',
  why: 'It is computed at every use.',
  fix: 'Wrap the expression in materialize().',
  see: pages.kqlBestPractices,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    const references = query.ofKind('NameReference');
    return query.ofKind('LetStatement').flatMap((statement) => {
      const expression = statement.get('Expression');
      const isCostly = expression.result.kind === 'table' && /\b(summarize|join)\b/.test(expression.text);
      if (!isCostly || /^materialize\s*\(/.test(expression.text)) return [];
      const declared = statement.get('Name');
      const { symbol, name } = declared;
      const uses = references.filter(
        (reference) => symbol !== undefined && reference.symbol === symbol,
      ).length;
      if (uses < 2) return [];
      return [{ message: `\`${name}\` is computed ${uses} times`, at: nodeInQuery(item, declared) }];
    });
  },
};
