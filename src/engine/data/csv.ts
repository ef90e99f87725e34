// Reads a .csv file with a header line: https://www.rfc-editor.org/rfc/rfc4180
import type { Position } from '../../diagnostics/diagnostic.ts';
import type { BadRecord, FileRecord } from './file-row.ts';
import { NotText, type TextLine, textLines } from './text-lines.ts';

interface Field extends Position {
  readonly text: string;
}

/** Every value is a text; an empty field is absent. Fields in quotes may hold line ends. */
export async function* readCsv(path: string): AsyncGenerator<FileRecord> {
  const reader = createReader();
  try {
    for await (const line of textLines(path)) yield* reader.read(line);
    yield* reader.end();
  } catch (thrown) {
    if (!(thrown instanceof NotText)) throw thrown;
    yield { problem: thrown.message, at: { line: thrown.line, column: 1 } };
  }
}

/** The names of the header and the records of a text that is at hand. */
export function csvRecords(text: string): {
  readonly header: readonly string[];
  readonly records: readonly FileRecord[];
} {
  const reader = createReader();
  const lines = text.split(/\r?\n/).map((line, index): TextLine => ({ line: index + 1, text: line }));
  const records = [...lines.flatMap((line) => reader.read(line)), ...reader.end()];
  return { header: reader.header() ?? [], records };
}

/** The fields of all records of a text without a header; what is wrong with it where it cannot be read. */
export function separatedRecords(text: string, separator: string): readonly (readonly string[])[] | string {
  const reader = createFieldReader(separator);
  const records: (readonly string[])[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const read = reader.read({ line: index + 1, text: line });
    if (read === undefined) continue;
    if ('problem' in read) return `${read.problem} in line ${index + 1}`;
    records.push(read.map((field) => field.text));
  }
  return reader.end()?.problem ?? records;
}

interface CsvReader {
  /** The records that are complete with this line. */
  read(line: TextLine): readonly FileRecord[];
  /** What is left open at the end. */
  end(): readonly FileRecord[];
  header(): readonly string[] | undefined;
}

function createReader(): CsvReader {
  const fields = createFieldReader();
  let header: readonly string[] | undefined;
  // Under a header that nobody can use no record means anything.
  let isUnusable = false;
  const recordOf = (read: FieldsOrProblem | undefined): readonly FileRecord[] => {
    if (read === undefined || isUnusable) return [];
    if ('problem' in read) return [read];
    if (header !== undefined) return [readRecord(header, read)];
    const names = read.map(({ text }) => columnName(text));
    const problem = headerProblem(names);
    isUnusable = problem !== undefined;
    header = names;
    return problem === undefined ? [] : [{ problem, at: { line: 1, column: 1 } }];
  };
  return {
    read: (line) => recordOf(fields.read(line)),
    end: () => recordOf(fields.end()),
    header: () => header,
  };
}

function headerProblem(names: readonly string[]): string | undefined {
  const twice = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (twice === undefined) return undefined;
  return twice === '' ? 'A column of the header has no name' : `The header names ${twice} twice`;
}

/** The portal's export writes the time zone after the name of a datetime column. */
function columnName(text: string): string {
  return text.trim().replace(/ \[UTC\]$/, '');
}

function readRecord(header: readonly string[], fields: readonly Field[]): FileRecord {
  const first = fields[0]!;
  const start = { line: first.line, column: first.column };
  if (fields.length !== header.length) {
    return { problem: `The record has ${fields.length} fields, the header ${header.length}`, at: start };
  }
  const values: Record<string, unknown> = {};
  fields.forEach(({ text }, index) => {
    if (text !== '') values[header[index]!] = text;
  });
  return {
    values,
    place: (key) => {
      const field = fields[header.indexOf(key)];
      return field === undefined ? start : { line: field.line, column: field.column };
    },
  };
}

type FieldsOrProblem = readonly Field[] | BadRecord;

/** A record that may go on in the next line, because a quoted field is still open. */
interface OpenRecord {
  fields: Field[];
  /** The text so far of the field whose quote is open. */
  quoted: Field | undefined;
}

function createFieldReader(separator = ',') {
  let record: OpenRecord = { fields: [], quoted: undefined };
  return {
    read({ line, text }: TextLine): FieldsOrProblem | undefined {
      if (text === '' && record.quoted === undefined) return undefined;
      const problem = readLine(record, { line, text, separator });
      if (problem === undefined && record.quoted !== undefined) return undefined;
      const { fields } = record;
      record = { fields: [], quoted: undefined };
      return problem ?? fields;
    },
    end(): BadRecord | undefined {
      const { quoted } = record;
      return (
        quoted && {
          problem: 'A quote is opened here and never closed',
          at: { line: quoted.line, column: quoted.column },
        }
      );
    },
  };
}

/** Adds the fields of one line to the record. */
function readLine(
  record: OpenRecord,
  { line, text, separator }: TextLine & { readonly separator: string },
): BadRecord | undefined {
  let at = 0;
  do {
    const open = record.quoted;
    if (open === undefined && text[at] !== '"') {
      const comma = text.indexOf(separator, at);
      const end = comma < 0 ? text.length : comma;
      record.fields.push({ line, column: at + 1, text: text.slice(at, end) });
      at = end + 1;
      continue;
    }
    const from = open === undefined ? at + 1 : 0;
    const start = open ?? { line, column: at + 1 };
    const before = open === undefined ? '' : `${open.text}\n`;
    const end = closingQuote(text, from);
    if (end < 0) {
      record.quoted = { ...start, text: before + text.slice(from) };
      return undefined;
    }
    record.quoted = undefined;
    record.fields.push({ ...start, text: (before + text.slice(from, end)).replaceAll('""', '"') });
    if (end + 1 < text.length && text[end + 1] !== separator) {
      return { problem: 'Text follows the closing quote of a field', at: { line, column: end + 2 } };
    }
    at = end + 2;
  } while (at <= text.length);
  return undefined;
}

/** The quote that is not doubled, or -1. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
