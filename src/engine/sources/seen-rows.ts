// Stored tables of which a run sees only what has arrived for it.
import type { SeenRows, TableSource } from '../table-source.ts';

/** The same tables; of those that are stored and have times only the rows that are seen. */
export function seenIn(data: TableSource, seen: SeenRows): TableSource {
  return {
    names: data.names,
    table: (name) => {
      const table = data.table(name);
      return table?.kind === 'stored' ? { ...table, seen } : table;
    },
  };
}
