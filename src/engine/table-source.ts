// Where the rows of a query's tables come from: seed rows in memory, or tables that were loaded before the lock-down.

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Cell } from '../rows/cell.ts';
import type { Ingested } from '../rows/event-runner.ts';
import type { SeedRow, SeedTables } from '../rows/seed-row.ts';
import type { KqlType } from '../tables/schema.ts';
import type { Connected } from './sources/cells.ts';

export interface RowsTable {
  readonly kind: 'rows';
  readonly rows: readonly SeedRow[];
}

/** Rows that a query wrote itself: they are neither windowed nor filled in. */
export interface CellsTable {
  readonly kind: 'cells';
  /** Names of all its columns, in the order of the cells. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface StoredTable {
  readonly kind: 'stored';
  /** The table or view in the database. */
  readonly sqlName: string;
  /** KQL column -> SQL column; columns no row has are absent. */
  readonly columns: ReadonlyMap<string, string>;
  /** What they are stored as. A query bound by the types of the Defender portal may ask for another type. */
  readonly types: ReadonlyMap<string, KqlType>;
  /** TimeGenerated as the files of a view have it: comparing it lets DuckDB skip parts of them. */
  readonly time?:
    | { readonly sqlName: string; readonly sqlType: 'TIMESTAMP' | 'TIMESTAMP WITH TIME ZONE' }
    | undefined;
  /** KQL dynamic -> the column of a view that has any text of the same JSON, where that is cheaper. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** The column of a view that has the place of each row, as `$row` of a translation; a table has its own. */
  readonly row?: string | undefined;
  /** Columns whose values are checked when a query first names them. */
  readonly late?: LateColumns | undefined;
  /** Absent: all of them. */
  readonly seen?: SeenRows;
}

export interface LateColumns {
  readonly names: ReadonlySet<string>;
  /** Checks the values of some of them. */
  settle(names: readonly string[], connected: Connected): Promise<SettledColumns>;
}

export interface SettledColumns {
  /** Stands for the view where the values of a column have to be read one by one. */
  readonly table?: Pick<StoredTable, 'sqlName' | 'columns'>;
  /** What its columns cannot hold. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Which rows of a table that has times are seen, by when they were ingested. */
export interface SeenRows {
  readonly ingested: Ingested;
  /** Every row arrives so much later than it says. */
  readonly delayMs: number;
}

export interface TableSource {
  /** Tables that have rows, or a file. */
  readonly names: readonly string[];
  /** Undefined: no rows. */
  table(name: string): RowsTable | CellsTable | StoredTable | undefined;
}

/** The rows outside [start, end) by TimeGenerated are not seen. */
export interface TimeWindow {
  readonly start: Date;
  readonly end: Date;
}

/** No table has rows. */
export const noRows: TableSource = { names: [], table: () => undefined };

/** Seed rows as a source. */
export function seedSource(tables: SeedTables): TableSource {
  return {
    names: Object.keys(tables),
    table: (name) => {
      const rows = Object.hasOwn(tables, name) ? tables[name] : undefined;
      return rows === undefined ? undefined : { kind: 'rows', rows };
    },
  };
}
