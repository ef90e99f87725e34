// Reports a filter on Timestamp where the table has TimeGenerated.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { below, enclosing, nodeInQuery } from './reading/query-view.ts';

const pipe: ReadonlySet<string> = new Set(['PipeExpression']);

export const timestampFilter: Check = {
  code: 'kql/timestamp-filter',
  severity: 'warning',
  kinds: everyKind,
  summary: 'The query filters on Timestamp although the table has TimeGenerated.',
  why: 'The service lays a rule’s window over TimeGenerated; a filter on another time column cuts a second, different window.',
  fix: 'Filter on TimeGenerated, or leave the window to queryPeriod.',
  see: pages.scheduledRules,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return query.ofKind('FilterOperator').flatMap((filter) => {
      const use = below(filter.get('Condition'), 'NameReference').find(
        (name) => name.name === 'Timestamp' && name.symbol?.kind === 'column',
      );
      const input = use === undefined ? undefined : enclosing(filter, pipe)?.get('Expression').result;
      if (use === undefined || input?.kind !== 'table') return [];
      if (!input.columns.some((column) => column.name === 'TimeGenerated')) return [];
      const message = 'The filter is on Timestamp; the rule is windowed by TimeGenerated';
      return [{ message, at: nodeInQuery(item, use) }];
    });
  },
};
