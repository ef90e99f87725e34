// CSV files are read in place where DuckDB reads them as the reader of rows does; everything else stays with that reader.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/engine/data/csv.ts';
import { fieldConversion } from '../../src/engine/data/parquet-conversions.ts';
import { textCell } from '../../src/engine/data/text-cell.ts';
import { readJsonValue } from '../../src/json/json-text.ts';
import { kqlTypes } from '../../src/tables/schema.ts';
import { createParquetFolders, openFolder, schemaOf } from './parquet-folder.ts';
import { printed } from './printed-cell.ts';

const { newFolder, rowsOf } = createParquetFolders();

function write(folder: string, name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const fields = [
  ...['a', ' ', 'true', 'FALSE', '1', '0', '-5', '+7', ' 42 ', '007', '2147483648', '9223372036854775808'],
  ...['1.5', '.5', '1e3', 'NaN', 'Infinity', '0x1F', '123456789012345678901.12345678901234567', '1.50'],
  ...[
    '2026-01-15',
    '2026-01-15T10:00:00Z',
    '2026-01-15 10:00:00.1234567',
    '2026-01-15T10:00:00.12345678901Z',
  ],
  ...[
    '2026-01-15T10:00:00+02:00',
    '2026-02-30T10:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.9999999Z',
  ],
  ...[
    '6/5/2026, 8:10:13.977 PM',
    '2026-01-15T24:00:00Z',
    '2026-01-15T10:00:00.Z',
    '00:00:01',
    '1.02:03:04.5',
    '5m',
  ],
  ...[
    '0123abcd-4567-89ab-cdef-0123456789AB',
    '{"a":1}',
    ' [1, 2]',
    '[1,]',
    '{"a":nan}',
    '"x"',
    'null',
    ' null',
    '-x',
  ],
];

test.each(kqlTypes)('a field that SQL takes for %s is what the reader of rows reads', async (type) => {
  const { sql, refused = 'false' } = fieldConversion('V', type)!;
  const given = fields.map((field) => `'${field.replaceAll("'", "''")}'`).join(', ');
  const answer = await rowsOf(
    `select (${refused})::boolean, (case when ${refused} then null else ${sql} end)::varchar from (select unnest([${given}]) as V)`,
  );
  const taken = fields.flatMap((field, at) =>
    answer[at]![0] === true ? [] : [[field, answer[at]![1]] as const],
  );
  expect(taken.length).toBeGreaterThan(0);
  for (const [field, cell] of taken) {
    const read = textCell(field, type);
    const value = type === 'dynamic' ? readJsonValue(String(cell)) : type === 'real' ? Number(cell) : cell;
    expect([field, 'cell' in read ? printed(read.cell, type) : read]).toEqual([field, value]);
  }
});

describe('a file', () => {
  const schema = schemaOf('Known_CL', { A: 'string', B: 'string' });
  test.each([
    ['plain', 'A,B\n1,x\n2,y\n', true],
    ['without an end of its last line', 'A,B\n1,x', true],
    ['with lines that end as on Windows', 'A,B\r\n1,x\r\n', true],
    ['with a byte order mark', '\ufeffA,B\n1,x\n', true],
    ['with quotes', 'A,B\n"1","x ""y"", z"\n2,"a\nb"\n', true],
    ['with a quote inside a field', 'A,B\n1,x"y\n', true],
    ['with empty lines and empty fields', 'A,B\n\n1,""\n,\n\n', true],
    ['with blanks around fields', 'A,B\n 1 ,  x \n', true],
    ['with JSON in quotes', 'A,B\n1,"{""a"": 1, ""b"": ""x"", ""c"": [""y"", """"]}"\n', true],
    ['with a blank before a quote', 'A,B\n1, "x"\n', false],
    ['with a blank before two quotes', 'A,B\n1, ""\n', false],
    ['with a blank behind a quote', 'A,B\n"1" ,x\n', false],
    ['with a line end of Windows in quotes', 'A,B\r\n1,"x\r\ny"\r\n', false],
    ['with line ends of both kinds', 'A,B\n1,x\r\n2,y\n', false],
    ['with a field too few', 'A,B\n1\n', false],
    ['with a field too many', 'A,B\n1,2,3\n', false],
    ['with text behind a quote', 'A,B\n1,"x"y\n', false],
    ['with an open quote', 'A,B\n1,"x\n', false],
    ['with a zero byte', 'A,B\n1,x\0y\n', false],
    ['that is no UTF-8', Buffer.from('A,B\n1,\xff\n', 'latin1'), false],
    ['with one column', 'A\n1\n\n2\n', false],
    ['with names that only case tells apart', 'A,a\n1,2\n', false],
  ])('%s', async (_, text, isInPlace) => {
    const folder = newFolder();
    const path = write(folder, 'Known_CL.csv', text);
    const opened = await openFolder(folder, [schema]);
    expect(opened.inPlace).toEqual(isInPlace ? ['Known_CL.csv'] : []);
    const rows = [];
    for await (const record of readCsv(path)) {
      if (!('problem' in record)) rows.push([record.values['A'] ?? '', record.values['B'] ?? '']);
    }
    if (isInPlace) expect(opened.messages()).toEqual([]);
    expect(await opened.run('Known_CL | project A, B')).toEqual(rows);
    opened.engine.close();
  });

  test('of many, packed, in folders that are values: rows come in the order of the files', async () => {
    const folder = newFolder();
    write(folder, 'Known_CL/day=2/a.csv.gz', gzipSync('A,B\n3,x\n4,x\n'));
    write(folder, 'Known_CL/day=1/b.csv', 'B,A\nx,1\nx,2\n');
    const opened = await openFolder(folder, [schemaOf('Known_CL', { A: 'long', B: 'string', day: 'long' })]);
    expect(opened.inPlace).toHaveLength(2);
    expect(await opened.run('Known_CL | take 3')).toEqual([
      [1, 'x', 1],
      [2, 'x', 1],
      [3, 'x', 2],
    ]);
    expect(await opened.run('Known_CL | summarize arg_max(B, A), make_set(A), take_any(day)')).toEqual([
      ['x', 1, [1, 2, 3, 4], 1],
    ]);
    opened.engine.close();
  });

  test('packed and cut off, it is not taken for a shorter one', async () => {
    const folder = newFolder();
    write(folder, 'Known_CL.csv.gz', gzipSync('A,B\n1,x\n2,y\n').subarray(0, -12));
    const opened = await openFolder(folder, [schema]);
    expect(opened.inPlace).toEqual([]);
    expect(opened.messages()).toEqual([expect.stringContaining('not readable as gzip')]);
    opened.engine.close();
  });

  test('a column that no row fills is none, and one that the table has not is named where it first has a value', async () => {
    const folder = newFolder();
    write(folder, 'Known_CL.csv', 'A,Empty,Other\n1,,\n2,,x\n');
    const opened = await openFolder(folder, [schema]);
    expect(opened.inPlace).toEqual(['Known_CL.csv']);
    expect(opened.found().map(({ code, line, column }) => [code, line, column])).toEqual([
      ['data/unknown-column', 3, 4],
    ]);
    opened.engine.close();
  });
});
