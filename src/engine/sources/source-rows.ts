// Reads the rows a translated query asks for: only the columns it names, only what lies in the time window.

import type { SourceColumn, SourceTable } from '../../kql/translate/translation.ts';
import type { Cell } from '../../rows/cell.ts';
import { ticksOfDate } from '../../rows/ticks.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { TableSchema } from '../../tables/schema.ts';
import { watchlistAliasOf } from '../../tables/watchlists.ts';
import { EngineDefect, type EngineDiagnostic } from '../engine-fault.ts';
import type { CellsTable, RowsTable, StoredTable, TableSource, TimeWindow } from '../table-source.ts';
import {
  type CellRow,
  cellOf,
  hiddenColumns,
  readSeedRow,
  type SeedProblem,
  seedDiagnostic,
  typesOf,
  unknownTable,
} from './seed-rows.ts';

export interface SourcesInput {
  readonly tables: TableCatalogue;
  readonly data: TableSource;
  readonly window: TimeWindow | undefined;
}

/** A source with its rows, each a cell for each column; at least one column. */
export interface SourceRows {
  readonly kind: 'rows';
  readonly relation: string;
  readonly columns: readonly SourceColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A source whose rows the database holds already. */
export interface StoredSource {
  readonly kind: 'stored';
  readonly source: SourceTable;
  readonly schema: TableSchema;
  readonly table: StoredTable;
  readonly window: TickWindow | undefined;
}

interface TickWindow {
  readonly start: bigint;
  readonly end: bigint;
}

/** Reads every source. With diagnostics the rows are not complete: run nothing. */
export function readSources(
  sources: readonly SourceTable[],
  input: SourcesInput,
): {
  readonly read: readonly (SourceRows | StoredSource)[];
  readonly diagnostics: readonly EngineDiagnostic[];
} {
  const diagnostics: EngineDiagnostic[] = [];
  const read = sources.flatMap((source): (SourceRows | StoredSource)[] => {
    const schema = input.tables.table(source.table);
    if (schema === undefined) {
      diagnostics.push(seedDiagnostic(unknownTable(source.table, input.tables)));
      return [];
    }
    const table = input.data.table(source.table);
    const window = windowOf(schema, input.window);
    if (table?.kind === 'stored') return [{ kind: 'stored', source, schema, table, window }];
    const own =
      table?.kind === 'cells'
        ? writtenRows(source, table)
        : seedRows({ source, schema, given: table, window });
    for (const problem of own.diagnostics) diagnostics.push(problem);
    return [withColumn(source, own.rows)];
  });
  return { read, diagnostics };
}

/** A query such as `T | count` reads no column, but a table must have one. */
const placeholder = { name: '', sqlName: 'row_exists', type: 'bool' } as const;

function withColumn({ relation, columns }: SourceTable, rows: SourceRows['rows']): SourceRows {
  return columns.length > 0
    ? { kind: 'rows', relation, columns, rows }
    : { kind: 'rows', relation, columns: [placeholder], rows: rows.map(() => [true]) };
}

/** A table without TimeGenerated is not windowed, nor are watchlists: what is on one holds until it is taken off. */
function windowOf(schema: TableSchema, window: TimeWindow | undefined): TickWindow | undefined {
  if (window === undefined || watchlistAliasOf(schema.name) !== undefined) return undefined;
  if (typesOf(schema).get('TimeGenerated') !== 'datetime') return undefined;
  return { start: ticksOfDate(window.start), end: ticksOfDate(window.end) };
}

interface ReadRows {
  readonly rows: SourceRows['rows'];
  readonly diagnostics: readonly EngineDiagnostic[];
}

interface SeededSource {
  readonly source: SourceTable;
  readonly schema: TableSchema;
  /** Undefined: the table has no rows. */
  readonly given: RowsTable | undefined;
  readonly window: TickWindow | undefined;
}

function seedRows({ source, schema, given, window }: SeededSource): ReadRows {
  const problems: SeedProblem[] = [];
  const rows: Cell[][] = [];
  (given?.rows ?? []).forEach((seedRow, index) => {
    const report = (problem: Pick<SeedProblem, 'code' | 'column' | 'message' | 'hint'>) =>
      problems.push({ table: source.table, row: index + 1, ...problem });
    const row = readSeedRow(schema, seedRow, report);
    if (window !== undefined && !isInside(row, window, report)) return;
    const number = BigInt(rows.length + 1);
    rows.push(
      source.columns.map((column) =>
        column.name === hiddenColumns.row ? number : cellOf(row, schema, column),
      ),
    );
  });
  return { rows, diagnostics: problems.map(seedDiagnostic) };
}

function isInside(
  row: CellRow,
  window: TickWindow,
  report: (problem: Pick<SeedProblem, 'code' | 'message' | 'hint'>) => void,
): boolean {
  const time = row.get('TimeGenerated');
  if (typeof time === 'bigint') return time >= window.start && time < window.end;
  report({
    code: 'engine/no-time',
    message: 'TimeGenerated is missing, so the time window can neither take nor leave the row',
    hint: 'Give the row a TimeGenerated.',
  });
  return false;
}

/** Stands for no cell of a row but for its place. */
const rowPlace = -1;

function writtenRows({ table, columns }: SourceTable, written: CellsTable): ReadRows {
  const indexes = columns.map(({ name }) => {
    if (name === hiddenColumns.row) return rowPlace;
    const index = written.columns.indexOf(name);
    if (index < 0) throw new EngineDefect(`${table} was written without a column ${name}`);
    return index;
  });
  const rows = written.rows.map((row, place) =>
    indexes.map((index) => (index === rowPlace ? BigInt(place) : (row[index] ?? null))),
  );
  return { rows, diagnostics: [] };
}
