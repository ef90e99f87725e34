// Seed rows as a case file states them, times relative to a clock among them, and the rows they are at one clock.
import { ingestionTimeKey, type SeedRow, type SeedTables } from '../rows/seed-row.ts';
import { isFixtureName } from '../tables/fixtures.ts';
import { watchlistAliasOf } from '../tables/watchlists.ts';
import { datetimeText } from './relative-time.ts';

/** One value of a seed row: a value that no clock moves, or a time so far from the clock. */
export type CaseCell =
  | { readonly column: string; readonly value: unknown }
  | { readonly column: string; readonly offsetMs: number };

export type CaseRow = readonly CaseCell[];

/** Table name -> the rows of a case. */
export type CaseSeed = Readonly<Record<string, readonly CaseRow[]>>;

/** Columns that say when a row came. */
const arrivalColumns: ReadonlySet<string> = new Set(['TimeGenerated', ingestionTimeKey]);

/** The seed rows of a case when its clock stands at `now`. The same case may be asked at any number of clocks. */
export function rowsAt({ seed }: { readonly seed: CaseSeed }, now: Date): SeedTables {
  const ms = now.getTime();
  return Object.fromEntries(
    Object.entries(seed).map(([table, rows]) => [table, rows.map((row) => rowAt(row, ms))]),
  );
}

function rowAt(cells: CaseRow, nowMs: number): SeedRow {
  const row: Record<string, unknown> = {};
  for (const cell of cells) {
    row[cell.column] = 'offsetMs' in cell ? datetimeText(nowMs + cell.offsetMs) : cell.value;
  }
  return row;
}

/** Whether some row says when it came by a time that is written out: another clock does not move it. */
export function hasFixedArrival(seed: CaseSeed): boolean {
  return Object.entries(seed).some(
    ([table, rows]) =>
      watchlistAliasOf(table) === undefined &&
      !isFixtureName(table) &&
      rows.some((row) => row.some(isFixedArrival)),
  );
}

function isFixedArrival(cell: CaseCell): boolean {
  return 'value' in cell && cell.value !== null && arrivalColumns.has(cell.column);
}

/** Rows of several sources under one table each. */
export function joinSeeds(...sources: readonly CaseSeed[]): CaseSeed {
  const joined = new Map<string, readonly CaseRow[]>();
  for (const source of sources) {
    for (const [table, rows] of Object.entries(source))
      joined.set(table, [...(joined.get(table) ?? []), ...rows]);
  }
  return Object.fromEntries(joined);
}
