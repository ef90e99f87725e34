// Reports a column that the item takes from its query and the query does not return.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { closedColumns } from './reading/query-columns.ts';
import { columnUses } from './reading/result-columns.ts';

export const columnNotInResult: Check = {
  code: 'content/column-not-in-result',
  severity: 'error',
  uncheckedSeverity: 'warning',
  kinds: detectionKinds,
  summary: 'An entity mapping, custom detail or alert detail names a column that the query does not return.',
  why: 'The service refuses the rule, or leaves the entity or detail empty, and nobody notices until an incident has nothing to pivot on.',
  fix: 'Return the column from the query, or name one that it returns; case counts.',
  see: pages.mapEntities,
  run(item, context) {
    const result = closedColumns(context.query(item), context.tables);
    if (result === undefined || result.isOpen) return [];
    return columnUses(item)
      .filter(({ column }) => !result.names.has(column))
      .map(({ column, usedBy, at, isStored }) => {
        const near = didYouMean(column, result.names);
        return {
          message: `The query returns no column \`${column}\`, which ${usedBy} takes`,
          at,
          hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
          // Published rules give constants here, such as the name of a product.
          severity: isStored ? ('warning' as const) : undefined,
        };
      });
  },
};
