// When seed rows reach the workspace, and what of them a run at some moment can see.
import type { Ingested } from '../rows/event-runner.ts';
import { ingestionTimeKey, type SeedRow, type SeedTables } from '../rows/seed-row.ts';
import { isFixtureName } from '../tables/fixtures.ts';
import { watchlistAliasOf } from '../tables/watchlists.ts';

/** When a row was generated and when it could first be queried, in ms since 1970. */
export interface Arrival {
  readonly generated: number;
  readonly ingested: number;
}

/** Reads a row's times: a row without `_IngestionTime` is ingested when it is generated. */
export function arrivalOf(row: SeedRow): Arrival {
  const generated = Date.parse(String(row['TimeGenerated']));
  const ingestion = row[ingestionTimeKey];
  return { generated, ingested: typeof ingestion === 'string' ? Date.parse(ingestion) : generated };
}

/** The rows that a run can see by their ingestion. */
export function ingestedIn(tables: SeedTables, seen: Ingested): SeedTables {
  return mapRows(tables, (rows) => rows.filter((row) => isIngestedIn(arrivalOf(row), seen)));
}

/** Whether a run that sees what was ingested so sees a row. */
export function isIngestedIn(
  { generated, ingested }: Arrival,
  { after, until, maxLateMs }: Ingested,
): boolean {
  if (ingested > until.getTime() || (after !== undefined && ingested <= after.getTime())) return false;
  return maxLateMs === undefined || !(ingested - generated > maxLateMs);
}

/** The rows with every ingestion delayed by `delayMs` more. */
export function delayed(tables: SeedTables, delayMs: number): SeedTables {
  if (delayMs === 0) return tables;
  return mapRows(tables, (rows) =>
    rows.map((row) => ({
      ...row,
      [ingestionTimeKey]: new Date(arrivalOf(row).ingested + delayMs).toISOString(),
    })),
  );
}

/** First generation and last ingestion over all rows, or undefined when there are none. */
export function spanOf(tables: SeedTables): { readonly first: number; readonly last: number } | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const arriving = Object.entries(tables).filter(([table]) => !isAlwaysThere(table));
  for (const row of arriving.flatMap(([, rows]) => rows)) {
    const { generated, ingested } = arrivalOf(row);
    first = Math.min(first, generated);
    last = Math.max(last, ingested);
  }
  return first > last ? undefined : { first, last };
}

/** What is on a watchlist or in a fixture is there, whenever the rule runs. */
const isAlwaysThere = (table: string) => watchlistAliasOf(table) !== undefined || isFixtureName(table);

function mapRows(tables: SeedTables, change: (rows: readonly SeedRow[]) => readonly SeedRow[]): SeedTables {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [table, isAlwaysThere(table) ? rows : change(rows)]),
  );
}
