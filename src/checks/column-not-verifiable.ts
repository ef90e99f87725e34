// Tells of a column that may or may not be in the result: the query returns columns that only its data decide.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { closedColumns } from './reading/query-columns.ts';
import { columnUses } from './reading/result-columns.ts';

export const columnNotVerifiable: Check = {
  code: 'content/column-not-verifiable',
  severity: 'info',
  kinds: everyKind,
  summary: 'A column is taken from a result whose columns only the data decide.',
  why: 'After bag_unpack, pivot or a watchlist nothing can say beforehand whether the column will be there.',
  fix: 'Name the column in the query with column_ifexists() or project.',
  see: pages.scheduledRules,
  run(item, context) {
    const result = closedColumns(context.query(item), context.tables);
    if (result === undefined || !result.isOpen) return [];
    return columnUses(item)
      .filter(({ column }) => !result.names.has(column))
      .map(({ column, usedBy, at }) => ({
        message: `Whether the query returns \`${column}\`, which ${usedBy} takes, depends on the data`,
        at,
      }));
  },
};
