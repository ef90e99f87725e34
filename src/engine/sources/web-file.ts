// Reads the text of a file on the web as externaldata asks for it: columns by their place, in JSON by their names.
import type { SourceFixture } from '../../kql/translate/translation.ts';
import type { FixtureRow } from '../../tables/fixtures.ts';
import type { Column } from '../../tables/schema.ts';
import { separatedRecords } from '../data/csv.ts';
import { looseJson, textCell } from '../data/text-cell.ts';
import { engineFault, QueryFault } from '../engine-fault.ts';

/** What stands between two values. https://learn.microsoft.com/azure/data-explorer/ingestion-supported-formats */
const separators: Readonly<Record<string, string>> = {
  csv: ',',
  psv: '|',
  scsv: ';',
  sohsv: '\u0001',
  tsv: '\t',
};

/** Formats whose records are lines without columns. */
const lineFormats: ReadonlySet<string> = new Set(['raw', 'txt']);

interface WebFile {
  readonly name: string;
  readonly text: string;
}

/** The rows of a file. @throws QueryFault where it has another format, or is not of its own. */
export function readWebFile(
  { name, text }: WebFile,
  { columns, file }: SourceFixture,
): readonly FixtureRow[] {
  const format = file?.format ?? formatOf(name);
  const skip = file?.ignoreFirstRecord === true ? 1 : 0;
  const plain = text.replace(/^\uFEFF/, '');
  const rowOf = rowsOf(name, columns);
  if (format === 'json' || format === 'multijson') {
    const rows =
      format === 'json' ? linesOf(plain).map((line) => jsonRow(line, name)) : jsonRows(plain, name);
    return rows.slice(skip).map((row) => rowOf(columns.map((column) => row[column.name])));
  }
  if (format === 'raw') return [rowOf([plain])];
  if (lineFormats.has(format))
    return linesOf(plain)
      .slice(skip)
      .map((line) => rowOf([line]));
  const separator = Object.hasOwn(separators, format) ? separators[format] : undefined;
  if (separator === undefined) throw unreadable(name, `the format ${format} is not read here`);
  const records = separatedRecords(plain, separator);
  if (typeof records === 'string') throw unreadable(name, records);
  return records.slice(skip).map((values) => rowOf(values));
}

/** Without a format the end of the name says which; CSV where it does not. */
function formatOf(name: string): string {
  const end = /\.(\w+)"\)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known =
    end === 'json' || end === 'multijson' || lineFormats.has(end) || Object.hasOwn(separators, end);
  return known ? end : 'csv';
}

const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line !== '');

/**
 * Makes rows of values in the order of the columns. What its column's type cannot read is null, as it is where the service takes a
 * file in; a time in a form that is not read here, and may be there, is a fault.
 */
function rowsOf(name: string, columns: readonly Column[]) {
  return (values: readonly unknown[]): FixtureRow => {
    const cells = columns.flatMap(({ name: column, type }, place): [string, unknown][] => {
      const value = values[place];
      if (value === undefined || value === null) return [];
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      if (type === 'string') return [[column, text]];
      if (type === 'dynamic') return [[column, typeof value === 'string' ? looseJson(value) : value]];
      if (!('refused' in textCell(text, type))) return [[column, text]];
      if (type === 'datetime' && /\d/.test(text))
        throw unreadable(name, `the time ${text} is in a form that is not read here`);
      return [];
    });
    return Object.fromEntries(cells);
  };
}

function jsonRow(line: string, name: string): FixtureRow {
  const [row] = jsonRows(line, name);
  if (row === undefined) throw unreadable(name, 'a line of it is no JSON object');
  return row;
}

/** An object, or a list of objects. */
function jsonRows(text: string, name: string): readonly FixtureRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(name, `it is not JSON: ${(error as Error).message}`);
  }
  const rows = Array.isArray(value) ? value : [value];
  if (rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row)))
    throw unreadable(name, 'it holds what is no JSON object');
  return rows as readonly FixtureRow[];
}

function unreadable(name: string, reason: string): QueryFault {
  const diagnostic = engineFault('engine/bad-fixture', `The fixture of ${name} cannot be read: ${reason}.`);
  return new QueryFault(diagnostic);
}
