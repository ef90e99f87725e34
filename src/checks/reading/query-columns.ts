// The columns a query returns, where its binding can be trusted.
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { queryDiagnostics } from '../../kql/bind/diagnostics.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { QueryView } from './query-view.ts';

export interface ResultColumns {
  readonly names: ReadonlySet<string>;
  readonly types: ReadonlyMap<string, string>;
  /** More columns may come than are known. */
  readonly isOpen: boolean;
}

/** Undefined when the query has an error: that is reported, and what it returns is not known. */
export function closedColumns(
  query: QueryView | undefined,
  tables: TableCatalogue,
): ResultColumns | undefined {
  if (query === undefined || query.bound.result.kind !== 'table') return undefined;
  if (hasErrors(queryDiagnostics(query.bound, tables))) return undefined;
  const { columns, open } = query.bound.result;
  return {
    names: new Set(columns.map((column) => column.name)),
    types: new Map(columns.map((column) => [column.name, column.type])),
    isOpen: open,
  };
}
