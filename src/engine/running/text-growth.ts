// Refuses a statement whose values of earlier statements could make too much text of it, before it runs: DuckDB computes what is
// constant in one go, which nothing interrupts.
import type { DuckDBConnection } from '@duckdb/node-api';
import { maxTextBytes } from '../../kql/budget.ts';
import { QueryFault, tooMuchText } from '../engine-fault.ts';

export interface TextGrowth {
  /** @throws QueryFault when the variables that `sql` names, each as often as it is named, hold more text than one value may. */
  check(sql: string): void;
  /** Looks up how long the text of a variable is, once it is set. */
  measure(connection: DuckDBConnection, name: string): Promise<void>;
}

/** For the statements of one query. */
export function createTextGrowth(): TextGrowth {
  const bytes = new Map<string, number>();
  return {
    check(sql) {
      let total = 0;
      for (const [, name = ''] of sql.matchAll(/\bgetvariable\('(\w+)'\)/g)) total += bytes.get(name) ?? 0;
      if (total > maxTextBytes) throw new QueryFault(tooMuchText());
    },
    async measure(connection, name) {
      const value = `getvariable('${name}')`;
      const length = `case when typeof(${value}) in ('VARCHAR', 'JSON') then strlen(${value}::varchar) end`;
      const [row] = await (await connection.run(`select (${length})::double`)).getRows();
      bytes.set(name, Number(row?.[0] ?? 0));
    },
  };
}
