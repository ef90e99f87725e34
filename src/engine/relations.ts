// Makes the relations a translated query reads: only the tables and columns it names, only the rows of the time window.
import type { DuckDBConnection } from '@duckdb/node-api';
import { ticksOfDate } from '../kql/ticks.ts';
import type { SourceColumn, SourceTable } from '../kql/translation.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { TableSchema } from '../tables/schema.ts';
import { type DuckDBModule, writeCells } from './cells.ts';
import type { EngineDiagnostic } from './engine-fault.ts';
import {
  type CellRow,
  cellOf,
  hiddenColumns,
  ingestionTimeKey,
  readSeedRow,
  type SeedProblem,
  seedDiagnostic,
  typesOf,
  unknownTable,
} from './seed-rows.ts';
import type { Cell } from './seed-values.ts';
import { quoteName, quoteText, sqlTypes } from './sql-types.ts';
import type { RowsTable, StoredTable, TableSource, TimeWindow } from './table-source.ts';

export interface RelationsInput {
  readonly tables: TableCatalogue;
  readonly data: TableSource;
  readonly window: TimeWindow | undefined;
}

/** Makes a temporary relation for each source. Returns what is wrong with the rows; empty when all is made. */
export async function makeRelations(
  module: DuckDBModule,
  connection: DuckDBConnection,
  sources: readonly SourceTable[],
  input: RelationsInput,
): Promise<readonly EngineDiagnostic[]> {
  const diagnostics: EngineDiagnostic[] = [];
  for (const source of sources) {
    const schema = input.tables.table(source.table);
    if (schema === undefined) {
      diagnostics.push(seedDiagnostic(unknownTable(source.table, input.tables)));
      continue;
    }
    const held = input.data.table(source.table);
    if (held?.kind === 'stored') {
      await connection.run(viewOf(source, schema, held, windowOf(schema, input.window)));
      continue;
    }
    const read = readRows(source, schema, held, windowOf(schema, input.window));
    diagnostics.push(...read.diagnostics);
    if (read.diagnostics.length > 0) continue;
    const columns = source.columns.length > 0 ? source.columns : [placeholder];
    await writeCells(
      module,
      connection,
      { name: source.relation, temporary: true, columns },
      source.columns.length > 0 ? read.rows : read.rows.map(() => [true]),
    );
  }
  return diagnostics;
}

/** A query such as `T | count` reads no column, but a table must have one. */
const placeholder = { sqlName: 'row_exists', type: 'bool' } as const;

interface TickWindow {
  readonly start: bigint;
  readonly end: bigint;
}

/** A table without TimeGenerated is not windowed. */
function windowOf(schema: TableSchema, window: TimeWindow | undefined): TickWindow | undefined {
  if (window === undefined || typesOf(schema).get('TimeGenerated') !== 'datetime') return undefined;
  return { start: ticksOfDate(window.start), end: ticksOfDate(window.end) };
}

function readRows(
  source: SourceTable,
  schema: TableSchema,
  held: RowsTable | undefined,
  window: TickWindow | undefined,
): { rows: Cell[][]; diagnostics: EngineDiagnostic[] } {
  const problems: SeedProblem[] = [];
  const rows: Cell[][] = [];
  (held?.rows ?? []).forEach((seedRow, index) => {
    const report = (problem: Pick<SeedProblem, 'code' | 'column' | 'message' | 'hint'>) =>
      problems.push({ table: source.table, row: index + 1, ...problem });
    const row = readSeedRow(schema, seedRow, report);
    if (window !== undefined && !isInside(row, window, report)) return;
    rows.push(source.columns.map(({ name, type }) => cellOf(row, schema, name, type)));
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

function viewOf(
  source: SourceTable,
  schema: TableSchema,
  held: StoredTable,
  window: TickWindow | undefined,
): string {
  const columns = source.columns.map(
    (column) => `${storedExpression(column, schema, held)} as ${quoteName(column.sqlName)}`,
  );
  const time = held.columns.get('TimeGenerated');
  const inside =
    time === undefined
      ? 'false'
      : `${quoteName(time)} >= ${window?.start} and ${quoteName(time)} < ${window?.end}`;
  return `create temp view ${quoteName(source.relation)} as select ${columns.join(', ') || 'true as row_exists'} from ${quoteName(held.sqlName)}${window === undefined ? '' : ` where ${inside}`}`;
}

/** The same rules as cellOf, in SQL. */
function storedExpression({ name, type }: SourceColumn, schema: TableSchema, held: StoredTable): string {
  const stored = (column: string) => {
    const sqlName = held.columns.get(column);
    return sqlName === undefined ? `null::${sqlTypes[type]}` : quoteName(sqlName);
  };
  if (name === hiddenColumns.table) return quoteText(schema.name);
  if (name === hiddenColumns.ingestionTime) {
    return `coalesce(${stored(ingestionTimeKey)}, ${stored('TimeGenerated')})`;
  }
  if (type !== 'string') return stored(name);
  if (!held.columns.has(name)) return quoteText(name === 'Type' ? schema.name : '');
  return name === 'Type'
    ? `case when ${stored(name)} = '' then ${quoteText(schema.name)} else ${stored(name)} end`
    : stored(name);
}
