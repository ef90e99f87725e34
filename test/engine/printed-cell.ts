// What the tests of data files compare: the cell that the reader of rows gives, as SQL prints that value.
import { DuckDBDecimalValue } from '@duckdb/node-api';
import { readJsonValue } from '../../src/json/json-text.ts';
import { type Cell, decimalScale, decimalWidth } from '../../src/rows/cell.ts';
import type { KqlType } from '../../src/tables/schema.ts';

/** A cell as SQL prints it. */
export function printed(cell: Cell, type: KqlType): unknown {
  if (cell === null) return null;
  if (type === 'dynamic') return readJsonValue(String(cell));
  if (type === 'real') return Number(cell);
  if (type === 'decimal') return String(new DuckDBDecimalValue(cell as bigint, decimalWidth, decimalScale));
  if (type !== 'guid') return String(cell);
  const digits = (cell as bigint).toString(16).padStart(32, '0');
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
