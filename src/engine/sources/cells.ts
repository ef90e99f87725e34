// Writes rows of cells into a table of the database.
import type * as DuckDB from '@duckdb/node-api';
import type { Cell } from '../../rows/cell.ts';
import { decimalScale, decimalWidth } from '../../rows/cell.ts';
import type { KqlType } from '../../tables/schema.ts';
import { quoteName, sqlTypes } from '../sql-types.ts';

export type DuckDBModule = typeof DuckDB;

/** DuckDB's vector size: the most rows one chunk takes. */
const chunkRows = 2048;

/** A connection, with the library it belongs to. */
export interface Connected {
  readonly module: DuckDBModule;
  readonly connection: DuckDB.DuckDBConnection;
}

export interface CellTable {
  /** Schema-qualified where it has a schema. */
  readonly name: string;
  readonly temporary: boolean;
  readonly columns: readonly { readonly sqlName: string; readonly type: KqlType }[];
}

/** Makes the table and appends the rows in their order. */
export async function writeCells(
  { module, connection }: Connected,
  table: CellTable,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Promise<void> {
  const columns = table.columns.map(({ sqlName, type }) => `${quoteName(sqlName)} ${sqlTypes[type]}`);
  await connection.run(
    `create ${table.temporary ? 'temp ' : ''}table ${quoteName(table.name)} (${columns.join(', ')})`,
  );
  const converters = table.columns.map(({ type }) => converterOf(module, type));
  const appender = await connection.createAppender(table.name);
  try {
    const types = table.columns.map((_, index) => appender.columnType(index));
    const append = (batch: readonly DuckDB.DuckDBValue[][]) => {
      const chunk = module.DuckDBDataChunk.create(types);
      chunk.setRows(batch);
      appender.appendDataChunk(chunk);
    };
    let batch: DuckDB.DuckDBValue[][] = [];
    for await (const row of rows) {
      batch.push(row.map((cell, index) => (cell === null ? null : converters[index]!(cell))));
      if (batch.length < chunkRows) continue;
      append(batch);
      batch = [];
    }
    if (batch.length > 0) append(batch);
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

export type Convert = (cell: NonNullable<Cell>) => DuckDB.DuckDBValue;

/** Makes the database's value of a cell. */
export function converterOf(module: DuckDBModule, type: KqlType): Convert {
  if (type === 'guid') return (cell) => module.DuckDBUUIDValue.fromUint128(cell as bigint);
  if (type === 'decimal') {
    return (cell) => new module.DuckDBDecimalValue(cell as bigint, decimalWidth, decimalScale);
  }
  return (cell) => cell;
}
