// Reads a .csv file with a header line: https://www.rfc-editor.org/rfc/rfc4180
import type { Position } from '../../diagnostics/diagnostic.ts';
import type { BadRecord, FileRecord } from './file-row.ts';
import { NotUtf8, textLines } from './text-lines.ts';

interface Field extends Position {
  readonly text: string;
}

/** Every value is a text; an empty field is absent. Fields in quotes may hold line ends. */
export async function* readCsv(path: string): AsyncGenerator<FileRecord> {
  let header: readonly string[] | undefined;
  try {
    for await (const fields of readFields(path)) {
      if ('problem' in fields) yield fields;
      else if (header === undefined) {
        header = fields.map(({ text }) => columnName(text));
        const twice = header.find((name, index) => name === '' || header!.indexOf(name) !== index);
        if (twice === undefined) continue;
        const problem =
          twice === '' ? 'A column of the header has no name' : `The header names ${twice} twice`;
        yield { problem, at: { line: 1, column: 1 } };
        return;
      } else yield readRecord(header, fields);
    }
  } catch (thrown) {
    if (!(thrown instanceof NotUtf8)) throw thrown;
    yield { problem: thrown.message, at: { line: thrown.line, column: 1 } };
  }
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

async function* readFields(path: string): AsyncGenerator<FieldsOrProblem> {
  let record: OpenRecord = { fields: [], quoted: undefined };
  for await (const { line, text } of textLines(path)) {
    if (text === '' && record.quoted === undefined) continue;
    const problem = readLine(record, text, line);
    if (problem === undefined && record.quoted !== undefined) continue;
    yield problem ?? record.fields;
    record = { fields: [], quoted: undefined };
  }
  const { quoted } = record;
  if (quoted !== undefined) {
    yield {
      problem: 'A quote is opened here and never closed',
      at: { line: quoted.line, column: quoted.column },
    };
  }
}

/** Adds the fields of one line to the record. */
function readLine(record: OpenRecord, text: string, line: number): BadRecord | undefined {
  let at = 0;
  do {
    const open = record.quoted;
    if (open === undefined && text[at] !== '"') {
      const comma = text.indexOf(',', at);
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
    if (end + 1 < text.length && text[end + 1] !== ',') {
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
