// Checks seed rows against the schema of their table and turns them into cells.
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { type Cell, seedCell } from '../../rows/cell.ts';
import { ingestionTimeKey, type SeedRow } from '../../rows/seed-row.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { isFixtureName } from '../../tables/fixtures.ts';
import { columnOnDemand } from '../../tables/open-columns.ts';
import type { Column, KqlType, TableSchema } from '../../tables/schema.ts';
import type { EngineCode } from '../codes.ts';
import { type EngineDiagnostic, engineFault } from '../engine-fault.ts';
import type { TableSource } from '../table-source.ts';

/** The translator's names for what every row has beside its columns. */
export const hiddenColumns = { ingestionTime: '$ingestion_time', row: '$row', table: '$table' } as const;

/** One thing wrong with a seed row; `row` counts from 1, both are absent when the whole table is meant. */
export interface SeedProblem {
  readonly code: EngineCode;
  readonly table: string;
  readonly row?: number;
  readonly column?: string;
  /** What is wrong, without the place. */
  readonly message: string;
  readonly hint?: string;
}

/** A row by column name; columns the row does not give are absent. */
export type CellRow = ReadonlyMap<string, Cell>;

const columnTypes = new WeakMap<TableSchema, ReadonlyMap<string, KqlType>>();

/** Column name -> type of a table; made once for each schema. */
export function typesOf(schema: TableSchema): ReadonlyMap<string, KqlType> {
  let types = columnTypes.get(schema);
  if (types === undefined) {
    types = new Map(schema.columns.map(({ name, type }) => [name, type]));
    columnTypes.set(schema, types);
  }
  return types;
}

/** The cells of one row; what does not fit is handed to `report`. */
export function readSeedRow(
  schema: TableSchema,
  row: SeedRow,
  report: (problem: Pick<SeedProblem, 'code' | 'column' | 'message' | 'hint'>) => void,
): CellRow {
  const types = typesOf(schema);
  const cells = new Map<string, Cell>();
  for (const [column, value] of Object.entries(row)) {
    const type =
      types.get(column) ??
      (column === ingestionTimeKey ? 'datetime' : undefined) ??
      columnOnDemand(schema, column);
    if (type === undefined) {
      const near = didYouMean(column, types.keys());
      const hint = near === undefined ? `Look up the columns of ${schema.name}.` : `Did you mean ${near}?`;
      const message = `${schema.name} has no column '${column}'`;
      report({ code: 'engine/unknown-column', column, message, hint });
      continue;
    }
    const read = seedCell(value, type);
    if ('cell' in read) cells.set(column, read.cell);
    else report({ code: 'engine/seed-value', column, message: read.refused });
  }
  return cells;
}

/** The cell a query sees in `column`: what the row says, or what the service fills in. */
export function cellOf(row: CellRow, schema: TableSchema, { name: column, type }: Column): Cell {
  if (column === hiddenColumns.table) return schema.name;
  if (column === hiddenColumns.ingestionTime) {
    return row.get(ingestionTimeKey) ?? row.get('TimeGenerated') ?? null;
  }
  const cell = row.get(column) ?? (type === 'string' ? '' : null);
  return column === 'Type' && cell === '' ? schema.name : cell;
}

/** Everything that is wrong with the rows of a source, in order; an empty list means they can be queried. */
export function checkSeedTables(data: TableSource, tables: TableCatalogue): readonly SeedProblem[] {
  return data.names.flatMap((table) => {
    const source = data.table(table);
    // What a fixture has to be depends on the query that reads it.
    if (source?.kind !== 'rows' || isFixtureName(table)) return [];
    const schema = tables.table(table);
    if (schema === undefined) return [unknownTable(table, tables)];
    const problems: SeedProblem[] = [];
    source.rows.forEach((row, index) => {
      readSeedRow(schema, row, (problem) => problems.push({ table, row: index + 1, ...problem }));
    });
    return problems;
  });
}

export function unknownTable(table: string, tables: TableCatalogue): SeedProblem {
  const near = didYouMean(table, tables.names());
  const hint = near === undefined ? `Add its schema as tables/${table}.json.` : `Did you mean ${near}?`;
  return { code: 'engine/unknown-table', table, message: `No table '${table}' is known`, hint };
}

/** A problem as a finding, with its place in the message: seed rows in memory have no file. */
export function seedDiagnostic(problem: SeedProblem): EngineDiagnostic {
  const place = problem.row === undefined ? '' : `Row ${problem.row} of ${problem.table}: `;
  const column = problem.code === 'engine/seed-value' ? `column ${problem.column}: ` : '';
  return engineFault(problem.code, `${place}${column}${problem.message}.`, problem.hint);
}
