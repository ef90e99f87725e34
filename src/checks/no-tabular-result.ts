// Reports a query that ends without rows.
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { inQuery } from './reading/query-view.ts';

export const noTabularResult: Check = {
  code: 'kql/no-tabular-result',
  severity: 'error',
  kinds: detectionKinds,
  summary: 'The query ends with a `let` or a single value and returns no rows.',
  why: 'There is nothing to alert on; the service refuses the rule.',
  fix: 'End the query with a tabular expression.',
  see: pages.kql,
  run(item, context) {
    const query = context.query(item);
    const root = query?.bound.root;
    if (query?.isSound !== true || root === undefined) return [];
    if (hasErrors(query.bound.diagnostics)) return [];
    const last = root.list('Statements').at(-1);
    if (last?.kind === 'ExpressionStatement' && query.bound.result.kind === 'table') return [];
    const message =
      last?.kind === 'ExpressionStatement'
        ? 'The query ends with a single value, not with rows'
        : 'The query declares and never asks: it has no tabular expression at its end';
    return [{ message, at: inQuery(item, last?.start ?? 0, last?.end) }];
  },
};
