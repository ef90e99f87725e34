// Reads .parquet files row by row, and what their footers say.
import type * as DuckDB from '@duckdb/node-api';
import { datetimeText, isDatetime, timespanText, unixEpochTicks } from '../../rows/ticks.ts';
import { quoteName, quoteText } from '../sql-types.ts';
import type { FileRecord } from './file-row.ts';
import { openReader } from './reader.ts';

/** Values in the forms of QueryResult; nested types become the JSON value. */
export async function* readParquet(path: string): AsyncGenerator<FileRecord> {
  const { connection, close } = await openReader();
  try {
    const from = parquetFiles([path]);
    const columns = await describe(connection, from);
    const selected = columns.map(({ name, type }) => readable(name, type));
    const answer = await connection.stream(`select ${selected.join(', ')} from ${from}`);
    let count = 0;
    for await (const chunk of answer) {
      for (const row of chunk.getRows()) {
        count++;
        const values = columns.map(({ name }, index) => [name, seedValue(row[index]!)]);
        yield { values: Object.fromEntries(values), place: () => undefined, name: `row ${count}` };
      }
    }
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.split('\n', 1)[0] : String(thrown);
    yield { problem: `The file is not readable as parquet: ${reason}` };
  } finally {
    close();
  }
}

/** What the footer of a file says. */
export interface ParquetShape {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
  /** Columns of which no value is NULL. */
  readonly complete: ReadonlySet<string>;
}

/** The shapes of files, in their order; undefined when one of them cannot be read. */
export async function parquetShapes(paths: readonly string[]): Promise<readonly ParquetShape[] | undefined> {
  const { connection, close } = await openReader();
  const rowsOf = async (select: string) => (await connection.run(select)).getRows();
  try {
    const shapes: ParquetShape[] = [];
    for (const path of paths) {
      const columns = await describe(connection, parquetFiles([path]));
      const [[rows] = []] = await rowsOf(`select num_rows from parquet_file_metadata(${quoteText(path)})`);
      const complete = await rowsOf(
        `select path_in_schema from parquet_metadata(${quoteText(path)}) group by all having bool_and(coalesce(stats_null_count = 0, false))`,
      );
      shapes.push({ columns, rows: Number(rows), complete: new Set(complete.map(([name]) => String(name))) });
    }
    return shapes;
  } catch {
    return undefined;
  } finally {
    close();
  }
}

/** Whether a condition holds nowhere; false too when the files cannot be read to their end. @throws when it is interrupted. */
export async function holdsNowhere(
  condition: string,
  from: string,
  connection: DuckDB.DuckDBConnection,
): Promise<boolean> {
  try {
    const answer = await connection.run(`select 1 from ${from} where ${condition} limit 1`);
    return (await answer.getRows()).length === 0;
  } catch (thrown) {
    if (/^INTERRUPT Error/.test(String((thrown as Error).message))) throw thrown;
    return false;
  }
}

/** The files as one relation; with `partitioned` the keys of their folders are columns of text. */
export function parquetFiles(paths: readonly string[], partitioned = false): string {
  const hive = partitioned
    ? 'hive_partitioning = true, hive_types_autocast = false'
    : 'hive_partitioning = false';
  return `read_parquet([${paths.map(quoteText).join(', ')}], ${hive})`;
}

async function describe(connection: DuckDB.DuckDBConnection, from: string): Promise<ParquetShape['columns']> {
  const rows = await (await connection.run(`describe select * from ${from}`)).getRows();
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
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
  if ('micros' in value && !('days' in value)) return instant(BigInt(value.micros) * 10n, value);
  if ('nanos' in value) return instant(BigInt(value.nanos) / 100n, value);
  if ('micros' in value && value.months === 0) {
    return timespanText(BigInt(value.days) * 864_000_000_000n + BigInt(value.micros) * 10n);
  }
  return String(value);
}

/** What is no datetime stays as DuckDB writes it, to be refused. */
function instant(ticks: bigint, value: object): string {
  const since = unixEpochTicks + ticks;
  return isDatetime(since) ? datetimeText(since) : String(value);
}
