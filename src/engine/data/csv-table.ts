// A table of CSV files that DuckDB reads where they lie, as far as it reads them as the reader of rows does.
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '../sql-types.ts';
import { csvRecords } from './csv.ts';
import type { TableFiles } from './files.ts';
import {
  areApart,
  type FileGroup,
  type FilesInPlace,
  mostRowsOfFile,
  pathPattern,
  withTold,
} from './in-place.ts';
import { holdsNowhere } from './parquet.ts';
import { fieldConversion } from './parquet-conversions.ts';
import { csvOptions, linesOf } from './raw-lines.ts';
import { openReader } from './reader.ts';
import { isIntact, textLines } from './text-lines.ts';

/**
 * Undefined where the files have to be read row by row: what is wrong in them is to be named with its place, or they have what the two
 * read in two ways: blanks around quotes, line ends inside of them, zero bytes, columns whose names only case tells apart.
 */
export async function openCsv({ parts }: TableFiles): Promise<FilesInPlace | undefined> {
  if (parts.some(({ path }) => pathPattern.test(path))) return undefined;
  const { connection, close } = await openReader();
  try {
    const columns = new Map<string, Set<string>>();
    const groups: FileGroup[] = [];
    for (const { path, partition } of parts) {
      const header = (await isIntact(path)) ? await headerOf(path) : undefined;
      // A record without the value has that of its folder.
      if (header === undefined || Object.keys(partition).some((key) => header.includes(key)))
        return undefined;
      const from = csvFile(path, header, partition);
      const names = [...header, ...Object.keys(partition)];
      if (!areApart(names) || !(await holdsNowhere(blanksAtQuotes, linesOf(path), connection)))
        return undefined;
      const present = await columnsWithValues(from, names, connection);
      if (present === undefined) return undefined;
      for (const name of present) columns.set(name, new Set(['VARCHAR']));
      groups.push({
        from,
        paths: [path],
        types: new Map(present.map((name) => [name, 'VARCHAR'])),
        complete: new Set(),
        place: `${BigInt(groups.length) * mostRowsOfFile} + row_number() over ()`,
        convert: (raw, _, to) => fieldConversion(`nullif(${raw}, '')`, to),
        checksLate: false,
      });
    }
    return { columns, groups };
  } finally {
    close();
  }
}

/** Undefined where it goes over several lines, or has fewer than two names: an empty line would be a record. */
async function headerOf(path: string): Promise<readonly string[] | undefined> {
  try {
    for await (const { text } of textLines(path)) {
      const { header, records } = csvRecords(text);
      return records.length === 0 && header.length > 1 ? header : undefined;
    }
  } catch {
    // The reader of rows says what is wrong.
  }
  return undefined;
}

function csvFile(
  path: string,
  header: readonly string[],
  partition: Readonly<Record<string, string | null>>,
): string {
  const columns = header.map((name) => `${quoteText(name)}: 'VARCHAR'`);
  const file = `read_csv([${quoteText(path)}], columns = {${columns.join(', ')}}, header = true, ${csvOptions}, delim = ',', quote = '"', escape = '"', nullstr = '')`;
  return withTold(file, partition);
}

/** Blanks between a comma and a quote: DuckDB leaves them out, in a field of its own or behind a quoted one. */
const blanksAtQuotes = `contains(line, '"') and regexp_matches(line, '(?:^|,)[ \t]+"(?:"")*(?:[^"]|$)|(?:^|,)[ \t]+(?:"")+(?:,|\r?$)|(?:^|[^"])"(?:"")*[ \t]+(?:,|\r?$)')`;

/** The columns that some record has, in the order of their first values; undefined where DuckDB reads the file otherwise. */
async function columnsWithValues(
  from: string,
  names: readonly string[],
  connection: DuckDBConnection,
): Promise<readonly string[] | undefined> {
  const columns = names.map(quoteName);
  const odd = columns.map((name) => `contains(${name}, chr(13)) or contains(${name}, chr(0))`).join(' or ');
  const counts = columns.map((name) => `count(nullif(${name}, ''))`).join(', ');
  try {
    const answer = await connection.run(`select coalesce(bool_or(${odd}), false), ${counts} from ${from}`);
    const [[isOdd, ...found] = []] = await answer.getRows();
    return isOdd === false ? names.filter((_, i) => Number(found[i]) > 0) : undefined;
  } catch {
    return undefined;
  }
}
