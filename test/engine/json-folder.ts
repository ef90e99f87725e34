// Folders of JSON lines for tests, each read in both ways: where it lies, and by the reader of rows.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { KqlType, TableSchema } from '../../src/tables/schema.ts';
import { createParquetFolders, openFolder, schemaOf } from './parquet-folder.ts';

const { newFolder } = createParquetFolders();

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function folderOf(files: Files): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

/** A line that the reader of rows skips, and DuckDB does not read. */
const rowsOnly = '\n\u00a0\n';

function withRowsOnly(text: string | Uint8Array, name: string): string | Uint8Array {
  const plain = typeof text === 'string' ? Buffer.from(text) : text;
  // What a second member of a packed file has follows the first.
  return Buffer.concat([plain, name.endsWith('.gz') ? gzipSync(rowsOnly) : Buffer.from(rowsOnly)]);
}

/** Everything that a folder gives: columns, rows, their text, findings. */
async function contentsOf(files: Files, schemas: readonly TableSchema[]) {
  const folder = folderOf(files);
  const opened = await openFolder(folder, schemas);
  const tables = new Set(Object.keys(files).map((name) => name.split(/[./]/)[0]!));
  const contents = [];
  for (const name of tables) {
    const columns = opened.tables.table(name)?.columns;
    const order = columns?.map((column) => column.name).join(', ');
    const rows = columns && (await opened.run(`${name} | extend AsText = tostring(pack_all())`));
    contents.push([name, order, columns, rows]);
  }
  const found = opened.found().map((each) => ({ ...each, file: each.file?.slice(folder.length) }));
  opened.engine.close();
  return { inPlace: opened.inPlace, contents, found };
}

/** The same by both ways; gives the files that were read in place. */
export async function expectSame(files: Files, schemas: readonly TableSchema[]): Promise<readonly string[]> {
  const slow = Object.entries(files).map(([name, text]) => [name, withRowsOnly(text, name)] as const);
  const read = await contentsOf(files, schemas);
  const rows = await contentsOf(Object.fromEntries(slow), schemas);
  expect(rows.inPlace).toEqual([]);
  expect(read.contents).toEqual(rows.contents);
  expect(read.found).toEqual(rows.found);
  return read.inPlace;
}

/** What a JSON value may look like, in all its spellings. */
export const jsonValues = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '5',
    '-7',
    '1.0',
    '1.50',
    '-2.5',
    '0.1',
    '1e3',
    '1E-7',
    '0.00001',
    '1e999',
  ],
  ...['2147483647', '2147483648', '9007199254740991', '9007199254740993', '-9223372036854775808'],
  ...['9223372036854775807', '9223372036854775808', '12345678901234567890123', '51.50642013549805', '-0.0'],
  ...[
    '1.00000000000000000001',
    '0.99999999999999999999',
    '123456789.125',
    '4503599627370497.5',
    '0.001',
    '1e21',
  ],
  ...[
    '""',
    '" "',
    '"a"',
    '"true"',
    '"FALSE"',
    '"1"',
    '"-5"',
    '"+7"',
    '" 42 "',
    '"007"',
    '"1.5"',
    '".5"',
    '"1e3"',
    '"NaN"',
  ],
  ...[
    '"2026-01-15"',
    '"2026-01-15T10:00:00Z"',
    '"2026-01-15 10:00:00.1234567"',
    '"2026-01-15T10:00:00+02:00"',
  ],
  ...[
    '"2026-01-15T10:00\u00a0Z"',
    '"2026-02-30T10:00:00Z"',
    '"9999-12-31T23:59:59.9999999Z"',
    '"6/5/2026, 8:10:13.977 PM"',
  ],
  ...[
    '"00:00:01"',
    '"1.02:03:04.5"',
    '"5m"',
    '"0123abcd-4567-89ab-cdef-0123456789AB"',
    '"\\u00e9\\n\\"\\\\ \\/ x"',
  ],
  ...[
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"a\\u0000b"',
    '"\\u0001integer:5"',
    '"\\u001f"',
    '"\u007f\u2028"',
    '"a, ] -0, NaN"',
  ],
  ...[
    '{}',
    '[]',
    '{"a":1}',
    '{"b":1,"a":[1, "x", null, {"c": true}]}',
    '{"a":{"b":1},"c":{"b":2}}',
    '[{"a":1},{"a":2}]',
  ],
  ...[
    '{"a":1,"a":2}',
    '{"a":[{"b":1,"b":2}]}',
    '{"a":1,"A":2}',
    '{"2":1,"1":2}',
    '{"b":1.0}',
    '[1.5,2]',
    '[-0]',
    '[1e3]',
  ],
  ...[
    '{"t":"2026-01-15T10:00:00.000Z"}',
    '{"n":9007199254740993}',
    '{"n":12345678901234567890}',
    '["\\u001f"]',
    '["\\u0041"]',
  ],
  ...[
    '{"a":1,}',
    '[1,]',
    '{"a":NaN}',
    '[-Infinity]',
    '{"":1}',
    '{"a\\"b":1,"a\\"b":2}',
    '{"__proto__":1}',
    '{"a":"NaN, [NaN]"}',
  ],
  ...[
    '"{\\"a\\": 1}"',
    '" [1, 2]"',
    '"[1,]"',
    '"{\\"a\\":1.0}"',
    '"{\\"a\\":1,\\"a\\":2}"',
    '"{a:1}"',
    '"[\\"\\\\u0000\\"]"',
    '"\\u00a0{}"',
  ],
];

/** A table for each value, with a column of the type: the files that were read in place. */
export function readValues(type: KqlType): Promise<readonly string[]> {
  const files = Object.fromEntries(
    jsonValues.map((value, at) => [`T${at}_CL.jsonl`, `{"V":${value}}\n{}\n{"V":null}\n`]),
  );
  return expectSame(
    files,
    jsonValues.map((_, at) => schemaOf(`T${at}_CL`, { V: type })),
  );
}
