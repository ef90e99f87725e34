// Reads the rows of a table on the embedded engine as seed rows, for an engine that has to be given them.
import type { OpenedTables } from '../../engine/open-tables.ts';
import { ingestionTimeKey, type SeedRow } from '../../rows/seed-row.ts';
import { userError } from './engine-runner.ts';

/** As many rows as there are. */
export const noLimits = { rows: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };

/** All rows of a table that `where` keeps, each with when it was ingested. Throws a UserError where they cannot be read. */
export async function tableRows(
  name: string,
  { engine, tables, data }: Pick<OpenedTables, 'engine' | 'tables' | 'data'>,
  where = '',
): Promise<readonly SeedRow[]> {
  const query = `['${name}'] | extend ${ingestionTimeKey} = ingestion_time()${where}`;
  const outcome = await engine.run(query, { tables, data, now: new Date(0), limits: noLimits });
  if ('diagnostics' in outcome) throw userError(outcome.diagnostics);
  const { columns, rows } = outcome.result;
  return rows.map((cells) =>
    Object.fromEntries(
      columns.flatMap(({ name: column }, index) =>
        cells[index] === null || cells[index] === '' ? [] : [[column, cells[index]]],
      ),
    ),
  );
}
