// Reads a .parquet file through a database of its own, which holds nothing and is closed when the file is read.
import type * as DuckDB from '@duckdb/node-api';
import { datetimeText, timespanText, unixEpochTicks } from '../../rows/ticks.ts';
import { quoteName, quoteText } from '../sql-types.ts';
import type { FileRecord } from './file-row.ts';

/** Values in the forms of QueryResult; nested types become the JSON value. */
export async function* readParquet(path: string): AsyncGenerator<FileRecord> {
  const module = await import('@duckdb/node-api');
  const instance = await module.DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const from = `read_parquet(${quoteText(path)})`;
    const described = await (await connection.run(`describe select * from ${from}`)).getRows();
    const columns = described.map(([name, type]) => `${readable(String(name), String(type))}`);
    const answer = await connection.stream(`select ${columns.join(', ')} from ${from}`);
    const names = described.map(([name]) => String(name));
    let count = 0;
    for await (const chunk of answer) {
      for (const row of chunk.getRows()) {
        count++;
        const values = names.map((name, index) => [name, seedValue(row[index]!)]);
        yield { values: Object.fromEntries(values), place: () => undefined, name: `row ${count}` };
      }
    }
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.split('\n', 1)[0] : String(thrown);
    yield { problem: `The file is not readable as parquet: ${reason}` };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** SQL that gives a column in a type which seedValue reads; other types are left for it to refuse. */
function readable(name: string, type: string): string {
  const column = quoteName(name);
  if (/^TIMESTAMP|^DATE$/.test(type))
    return `${type === 'TIMESTAMP_NS' ? column : `${column}::timestamp`} as ${column}`;
  if (/^(STRUCT|MAP|UNION)|\[\d*\]$/.test(type)) return `to_json(${column})::varchar as ${column}`;
  return column;
}

function seedValue(value: DuckDB.DuckDBValue): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if ('micros' in value && !('days' in value))
    return datetimeText(unixEpochTicks + BigInt(value.micros) * 10n);
  if ('nanos' in value) return datetimeText(unixEpochTicks + BigInt(value.nanos) / 100n);
  if ('micros' in value && value.months === 0) {
    return timespanText(BigInt(value.days) * 864_000_000_000n + BigInt(value.micros) * 10n);
  }
  return String(value);
}
