// The columns that seed rows bring into tables that take them on demand, so that a query finds them as in the workspace.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { columnOnDemand, isOpenTable } from '../../tables/open-columns.ts';
import type { TableSource } from '../table-source.ts';

const columnsOf = new WeakMap<TableSource, readonly string[]>();

/** Names of such columns in the rows of any open table, sorted; data files have them in their schemas already. */
export function columnsOnDemandIn(data: TableSource, tables: TableCatalogue): readonly string[] {
  const known = columnsOf.get(data);
  if (known !== undefined) return known;
  const names = new Set(
    data.names.flatMap((name) => {
      const schema = tables.table(name);
      const source = schema !== undefined && isOpenTable(schema) ? data.table(name) : undefined;
      if (schema === undefined || source?.kind !== 'rows') return [];
      const inRows = new Set(source.rows.flatMap((row) => Object.keys(row)));
      return [...inRows].filter(
        (column) =>
          !schema.columns.some((known) => known.name === column) &&
          columnOnDemand(schema, column) !== undefined,
      );
    }),
  );
  const sorted = [...names].sort();
  columnsOf.set(data, sorted);
  return sorted;
}
